package org.concierge.metrics;

import java.util.List;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;

/** The queue of documents, of all tenants. */
public final class QueueRepository {
  private final Databases databases;

  public QueueRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * A tenant's part of it.
   *
   * @param oldestSeconds how long the first of those that wait has done so
   */
  record Queue(String tenant, long waiting, long running, double oldestSeconds) {}

  /** Of the tenants that have anything there. */
  List<Queue> queues() {
    return databases.beforeTenant(
        connection ->
            Statements.list(
                connection,
                row ->
                    new Queue(row.getString(1), row.getLong(2), row.getLong(3), row.getDouble(4)),
                "select tenant_id, waiting, running, oldest from queue_state()"));
  }
}
