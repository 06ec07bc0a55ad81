package org.concierge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.document.Document;
import org.concierge.document.DocumentCursor;
import org.concierge.document.DocumentQuery;
import org.concierge.document.DocumentQuery.Filter;
import org.concierge.document.DocumentQuery.Order;
import org.concierge.document.DocumentStatus;
import org.concierge.library.Library;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** A tenant's library, with an administrator's eyes. */
final class DocumentsOf {
  private static final int PAGE = 200;

  private final Library library;
  private final TenantId tenant;

  DocumentsOf(Workplace workplace, TenantId tenant) {
    workplace.tenants().get(tenant);
    this.library = workplace.library();
    this.tenant = tenant;
  }

  <T> T get(Function<Library, T> work) {
    Supplier<T> inTenant = () -> TenantScope.get(tenant, () -> work.apply(library));
    return ReaderScope.get(Reader.ofEverything(), inTenant);
  }

  /**
   * All of them, newest first.
   *
   * @param status null: any
   */
  List<Document> all(DocumentStatus status) {
    List<Document> all = new ArrayList<>();
    DocumentCursor after = null;
    while (true) {
      DocumentQuery wanted = new DocumentQuery(Filter.with(status), Order.NEWEST, after, PAGE);
      List<Document> found = get(documents -> documents.list(tenant, wanted));
      all.addAll(found.subList(0, Math.min(PAGE, found.size())));
      if (found.size() <= PAGE) {
        return all;
      }
      after = DocumentCursor.behind(all.get(all.size() - 1), Order.NEWEST);
    }
  }
}
