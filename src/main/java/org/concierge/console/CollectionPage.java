package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.catalogue.Collecting;
import org.concierge.catalogue.Collection;
import org.concierge.problem.Problem;

/** One collection: what people say of it, and its end. */
@Page
@Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
public class CollectionPage {
  private Collecting collecting;
  private Audit audit;
  private Visit visit;
  private Collection collection;
  private CollectionForm form;
  private String typed = "";

  CollectionPage() {}

  @Inject
  CollectionPage(Collecting collecting, Audit audit, Visit visit) {
    this.collecting = collecting;
    this.audit = audit;
    this.visit = visit;
  }

  public String save() {
    if (getForm().getName().isBlank()) {
      Told.atField("name", "collections.needName");
      return null;
    }
    Collection saved =
        visit.within(() -> collecting.change(visit.principal().tenant(), id(), getForm().wanted()));
    audit.record(
        visit.caller(),
        "collection.changed",
        saved.id().toString(),
        Map.of("readers", String.join(" ", saved.readers())));
    visit.tellNext("collection.saved", saved.path());
    return Pages.redirect("collections");
  }

  /** What it holds is in the one around it afterwards. */
  public String delete() {
    String name = getCollection().name();
    if (!typed.strip().equals(name)) {
      Told.atField("typed", "user.typed.wrong", name);
      return null;
    }
    visit.within(
        () -> {
          collecting.delete(visit.principal().tenant(), id());
          return null;
        });
    audit.record(visit.caller(), "collection.deleted", id().toString(), Map.of());
    visit.tellNext("collection.deleted", name);
    return Pages.redirect("collections");
  }

  /** Another tenant's is not found, as one that never was. */
  public Collection getCollection() {
    if (collection == null) {
      collection = visit.within(() -> collecting.get(visit.principal().tenant(), id()));
    }
    return collection;
  }

  /** Those that it could be put into: not itself. */
  public List<Collection> getOthers() {
    return visit.within(() -> collecting.list(visit.principal().tenant())).stream()
        .filter(other -> !other.id().equals(getCollection().id()))
        .toList();
  }

  public CollectionForm getForm() {
    if (form == null) {
      form = CollectionForm.of(getCollection());
    }
    return form;
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("collection"));
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
