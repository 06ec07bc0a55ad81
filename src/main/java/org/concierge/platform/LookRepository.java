package org.concierge.platform;

import java.sql.Timestamp;
import java.time.Instant;
import org.concierge.access.Caller;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.platform.Looks.Library;
import org.concierge.platform.Looks.People;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** Counts what a tenant has, in each of its databases in one transaction; enters its scope. */
public final class LookRepository implements Looks.Source {
  private static final String DOCUMENTS =
      "select count(*), coalesce(sum(size_bytes), 0) from document where tenant_id = ?";

  private static final String USERS = "select count(*) from app_user where tenant_id = ?";

  /** What the command line and the operator do is not the tenant's activity. */
  private static final String ACTIVITY =
      """
      select e.at from audit_event e
      where e.tenant_id = ? and e.actor_id <> ? and e.action not like 'tenant.%'
      order by e.sequence desc limit 1
      """;

  private final Databases databases;

  public LookRepository(Databases databases) {
    this.databases = databases;
  }

  @Override
  public Library library(TenantId tenant) {
    return ReaderScope.get(
        Reader.ofEverything(),
        () ->
            TenantScope.get(
                tenant,
                () ->
                    databases.inTenant(
                        tenant,
                        connection ->
                            Statements.first(
                                    connection,
                                    row -> new Library(row.getLong(1), row.getLong(2)),
                                    DOCUMENTS,
                                    tenant.value())
                                .orElseThrow())));
  }

  @Override
  public People people(TenantId tenant) {
    return TenantScope.get(
        tenant,
        () ->
            databases.inShared(
                tenant,
                connection -> {
                  long users =
                      Statements.first(connection, row -> row.getLong(1), USERS, tenant.value())
                          .orElseThrow();
                  Instant last =
                      Statements.first(
                              connection,
                              row -> row.getTimestamp(1),
                              ACTIVITY,
                              tenant.value(),
                              Caller.NOBODY)
                          .map(Timestamp::toInstant)
                          .orElse(null);
                  return new People(users, last);
                }));
  }
}
