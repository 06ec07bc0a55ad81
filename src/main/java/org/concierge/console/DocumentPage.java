package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.catalogue.Collection;
import org.concierge.content.Suspicion;
import org.concierge.identity.Users;
import org.concierge.library.DocumentView;
import org.concierge.library.DocumentWork;
import org.concierge.library.Library;
import org.concierge.library.Reviewing;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/** One document: how far it is, what people say of it, what is in it. */
@Page
@Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
public class DocumentPage {
  private DocumentWork work;
  private Reviewing reviewing;
  private Users users;
  private Visit visit;

  private DocumentView document;
  private DocumentForm form;
  private ChunksShown chunks;
  private int from;
  private String reason = "";
  private String typed = "";

  DocumentPage() {}

  @Inject
  DocumentPage(DocumentWork work, Reviewing reviewing, Users users, Visit visit) {
    this.work = work;
    this.reviewing = reviewing;
    this.users = users;
    this.visit = visit;
  }

  public String save() {
    Optional<String> owner = owners().id(getForm().getOwner());
    if (owner.isEmpty()) {
      Told.atField("owner", "document.owner.unknown");
      return null;
    }
    visit.within(() -> work.change(visit.caller(), id(), getForm().change(owner.get())));
    return told("document.saved");
  }

  public String reindex() {
    visit.within(() -> work.reindex(visit.caller(), id()));
    return told("document.reindexed");
  }

  public String release() {
    visit.within(() -> reviewing.release(visit.caller(), id()));
    return told("document.released");
  }

  public String reject() {
    visit.within(() -> reviewing.reject(visit.caller(), id(), reason));
    return told("document.rejected");
  }

  public String delete() {
    String title = getDocument().title();
    if (!typed.strip().equals(title.strip())) {
      Told.atField("typed", "user.typed.wrong", title);
      return null;
    }
    visit.within(
        () -> {
          work.delete(visit.caller(), id());
          return null;
        });
    visit.tellNext("document.deleted", title);
    return Pages.redirect("documents");
  }

  private String told(String key) {
    visit.tellNext(key);
    return Pages.redirect("document") + "&id=" + id();
  }

  /** Another tenant's document is not found, as one that never was. */
  public DocumentView getDocument() {
    if (document == null) {
      document = visit.within(() -> DocumentView.of(library().get(tenant(), id())));
    }
    return document;
  }

  public DocumentForm getForm() {
    if (form == null) {
      form = DocumentForm.of(getDocument(), owners().email(getDocument().owner()));
    }
    return form;
  }

  /** Why it is held, or was. */
  public List<Suspicion> getSuspicions() {
    return visit.within(() -> reviewing.suspicions(tenant(), id()));
  }

  public List<Collection> getCollections() {
    return visit.within(() -> library().collecting().list(tenant()));
  }

  /** Those from the address's {@code from} on. */
  public ChunksShown getChunks() {
    if (chunks == null) {
      chunks =
          visit.within(
              () ->
                  new ChunksShown(
                      from, library().chunks(tenant(), id(), from, ChunksShown.FETCHED)));
    }
    return chunks;
  }

  /** The address of other chunks. */
  public String chunksFrom(int index) {
    return visit.link("document", "id", id().toString(), "from", String.valueOf(index)) + "#chunks";
  }

  private Owners owners() {
    return new Owners(users, tenant());
  }

  private Library library() {
    return work.library();
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("document"));
  }

  public int getFrom() {
    return from;
  }

  public void setFrom(int from) {
    this.from = Math.max(0, from);
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
