package org.concierge.library;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.document.Document;
import org.concierge.document.DocumentStatus;
import org.concierge.ingestion.Stores;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * The history of a document: a later version answers in the place of the earlier ones as soon as it
 * is READY, not before; those stay and can be opened. Reading an earlier one again brings it back.
 * Thread safe; works inside the tenant's scope.
 */
public final class Versions {
  private final Stores stores;

  public Versions(Stores stores) {
    this.stores = stores;
  }

  /**
   * All versions, newest first; the document alone if it has no other.
   *
   * @throws Problem NOT_FOUND
   */
  public List<Document> of(TenantId tenant, UUID id) {
    Document document = find(tenant, id);
    UUID series = document.lineage().seriesId();
    return series == null ? List.of(document) : stores.documents().versions(tenant, series);
  }

  /** Other documents of that name, which the document may be meant to replace; ten at most. */
  public List<UUID> sameName(TenantId tenant, Document document) {
    return stores.documents().named(tenant, document.filename()).stream()
        .filter(id -> !id.equals(document.id()))
        .toList();
  }

  /**
   * What can be replaced.
   *
   * @throws Problem NOT_FOUND, CONFLICT if a later version of it is there or under way
   */
  Document replaceable(TenantId tenant, UUID id) {
    Document document = find(tenant, id);
    boolean later =
        of(tenant, id).stream()
            .anyMatch(
                version ->
                    version.lineage().version() > document.lineage().version()
                        && (version.status().isUnderWay()
                            || version.status() == DocumentStatus.READY));
    if (document.lineage().supersededBy() != null || later) {
      throw new Problem(
          ProblemType.CONFLICT, "There is a later version of this document; replace that one.");
    }
    return document;
  }

  /**
   * Makes a document the next version of another one.
   *
   * @throws Problem NOT_FOUND, CONFLICT as {@link #replaceable}, or if it has a history of its own
   */
  public Document replace(TenantId tenant, UUID id, UUID replaced) {
    Document former = replaceable(tenant, replaced);
    Document document = find(tenant, id);
    if (id.equals(replaced) || document.lineage().seriesId() != null) {
      throw new Problem(ProblemType.CONFLICT, "This document is a version of another one already.");
    }
    // Whose versions they are is seen by whoever replaces them; PostgreSQL need not ask again.
    return ReaderScope.get(Reader.ofEverything(), () -> join(tenant, document, former));
  }

  private Document join(TenantId tenant, Document document, Document former) {
    UUID series = Optional.ofNullable(former.lineage().seriesId()).orElse(former.id());
    int version =
        1
            + of(tenant, former.id()).stream()
                .mapToInt(each -> each.lineage().version())
                .max()
                .orElse(0);
    stores
        .documents()
        .change(
            tenant,
            former.id(),
            stored -> stored.lineage().join(series, stored.lineage().version()));
    Document joined =
        stores
            .documents()
            .change(tenant, document.id(), stored -> stored.lineage().join(series, version))
            .orElseThrow(() -> Problem.notFound("document"));
    if (joined.status() == DocumentStatus.READY) {
      stores.chunks().supersede(tenant, joined.id());
    }
    return joined;
  }

  private Document find(TenantId tenant, UUID id) {
    return stores.documents().find(tenant, id).orElseThrow(() -> Problem.notFound("document"));
  }
}
