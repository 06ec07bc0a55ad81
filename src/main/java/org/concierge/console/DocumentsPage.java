package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.catalogue.Collection;
import org.concierge.document.Document;
import org.concierge.document.DocumentQuery;
import org.concierge.library.BulkWork;
import org.concierge.library.BulkWork.Outcome;
import org.concierge.library.DocumentView;
import org.concierge.library.DocumentsResource.Counts;
import org.concierge.library.DocumentsResource.DocumentList;
import org.concierge.library.Library;

/** The tenant's documents: put in, looked for, page by page, and changed many at a time. */
@Page
@Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
public class DocumentsPage {
  private final BulkForm bulk = new BulkForm();
  private Library library;
  private BulkWork work;
  private Visit visit;
  private HttpServletRequest request;
  private DocumentSearch search;

  private DocumentList found;
  private Counts counts;
  private List<Collection> collections;

  DocumentsPage() {}

  @Inject
  DocumentsPage(Library library, BulkWork work, Visit visit, HttpServletRequest request) {
    this.library = library;
    this.work = work;
    this.visit = visit;
    this.request = request;
    this.search = new DocumentSearch(request::getParameter);
  }

  public List<DocumentView> getItems() {
    return found().items();
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    String cursor = found().nextCursor();
    return cursor == null ? "" : visit.link("documents", search.query(cursor));
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return search.getAfter().isEmpty() ? "" : visit.link("documents", search.query(""));
  }

  /** The address of all that have this status. */
  public String ofStatus(String status) {
    return visit.link("documents", "status", status);
  }

  /** Does what the form says to the documents that are ticked, or to all that the search means. */
  public String go() {
    List<UUID> ids = chosen();
    if (ids.isEmpty()) {
      Told.refused("documents.choose");
      return null;
    }
    if (bulk.lacksWords()) {
      Told.atField("words", "documents.needWords");
      return null;
    }
    if (!bulk.isMeant(ids.size())) {
      Told.atField("typed", "documents.typed", ids.size());
      return null;
    }
    Outcome outcome = visit.within(() -> work.run(visit.caller(), bulk.task(), ids));
    if (outcome.failed() > 0) {
      Told.refused(
          "documents.failed", outcome.done(), outcome.failed(), outcome.failures().get(0).reason());
      found = null;
      counts = null;
      return null;
    }
    visit.tellNext("documents.done", String.valueOf(outcome.done()));
    return Pages.redirect("documents");
  }

  private List<UUID> chosen() {
    if (bulk.isAll()) {
      return visit.within(
          () ->
              library.ids(
                  visit.principal().tenant(),
                  search.listing().filter(visit.principal().tenant(), library.collecting())));
    }
    String[] picked = request.getParameterValues("pick");
    return Stream.of(picked == null ? new String[0] : picked)
        .flatMap(id -> Words.uuid(id).stream())
        .toList();
  }

  private DocumentList found() {
    if (found == null) {
      var tenant = visit.principal().tenant();
      found =
          visit.within(
              () -> {
                DocumentQuery query = search.listing().query(tenant, library.collecting());
                List<Document> documents = library.list(tenant, query);
                return DocumentList.of(documents, query, tenant, library.places(tenant, documents));
              });
    }
    return found;
  }

  public Counts getCounts() {
    if (counts == null) {
      counts = visit.within(() -> Counts.of(library.counts(visit.principal().tenant())));
    }
    return counts;
  }

  /** By path. */
  public List<Collection> getCollections() {
    if (collections == null) {
      collections = visit.within(() -> library.collecting().list(visit.principal().tenant()));
    }
    return collections;
  }

  /** The paths of the collections by their ids, as texts. */
  public Map<String, String> getPaths() {
    return getCollections().stream()
        .collect(Collectors.toMap(c -> c.id().toString(), Collection::path));
  }

  public DocumentSearch getSearch() {
    return search;
  }

  public BulkForm getBulk() {
    return bulk;
  }
}
