package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.catalogue.Collecting;
import org.concierge.catalogue.Collection;

/** The tenant's collections, and the making of one. */
@Page
@Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
public class CollectionsPage {
  private final CollectionForm form = new CollectionForm();
  private Collecting collecting;
  private Audit audit;
  private Visit visit;
  private List<Collection> found;

  CollectionsPage() {}

  @Inject
  CollectionsPage(Collecting collecting, Audit audit, Visit visit) {
    this.collecting = collecting;
    this.audit = audit;
    this.visit = visit;
  }

  public String create() {
    if (form.getName().isBlank()) {
      Told.atField("name", "collections.needName");
      return null;
    }
    Collection made =
        visit.within(() -> collecting.create(visit.principal().tenant(), form.wanted()));
    audit.record(
        visit.caller(),
        "collection.created",
        made.id().toString(),
        Map.of("readers", String.join(" ", made.readers())));
    visit.tellNext("collections.created", made.path());
    return Pages.redirect("collections");
  }

  /** By path. */
  public List<Collection> getItems() {
    if (found == null) {
      found = visit.within(() -> collecting.list(visit.principal().tenant()));
    }
    return found;
  }

  /** The address of the documents that are in it and below. */
  public String documents(Collection collection) {
    return visit.link("documents", "collection", collection.id().toString());
  }

  public CollectionForm getForm() {
    return form;
  }
}
