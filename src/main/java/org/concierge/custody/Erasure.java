package org.concierge.custody;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.concierge.access.Caller;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.audit.Audit;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.problem.Problem;
import org.concierge.review.Retention;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Erases a person or a tenant, and says what went and what is left: found by looking, not by
 * intention. Interrupted, it can be run again.
 */
public final class Erasure {
  private final Users users;
  private final ErasureRepository rows;
  private final Retention retention;
  private final Deletion deletion;
  private final Audit audit;
  private final Clock clock;

  public Erasure(
      Users users,
      ErasureRepository rows,
      Retention retention,
      Deletion deletion,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.rows = rows;
    this.retention = retention;
    this.deletion = deletion;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What an erasure did; to be signed.
   *
   * @param subject of what: {@code tenant} or {@code person}, never who
   * @param deleted rows by table
   * @param remains a sentence each
   */
  public record Receipt(
      String title,
      Instant at,
      String tenantId,
      String subject,
      Map<String, Long> deleted,
      List<String> remains) {}

  /**
   * @throws Problem NOT_FOUND, UNAVAILABLE, CONFLICT on legal hold
   */
  public Receipt tenant(TenantId tenant) {
    retention.checkMayDelete(tenant);
    Deletion.Report report = deletion.delete(tenant);
    return receipt(tenant, "tenant", report.rows(), report.left());
  }

  /**
   * @throws Problem NOT_FOUND, CONFLICT for the last administrator and on legal hold
   */
  public Receipt person(Caller by, String email) {
    TenantId tenant = by.tenant();
    retention.checkMayDelete(tenant);
    Receipt receipt = ofEverybody(tenant, () -> person(by, tenant, email));
    audit.record(by, "person.erased", "", Map.of());
    return receipt;
  }

  private static <T> T ofEverybody(TenantId tenant, Supplier<T> work) {
    return ReaderScope.get(Reader.ofEverything(), () -> TenantScope.get(tenant, work));
  }

  private Receipt person(Caller by, TenantId tenant, String email) {
    User user = users.findByEmail(tenant, email).orElseThrow(() -> Problem.notFound("user"));
    // First the one who could ask again, then what was asked.
    users.delete(by, user.id());
    Map<String, Long> deleted = rows.erase(tenant, user.id());
    deleted.put("app_user", 1L);
    List<String> remains = new ArrayList<>();
    rows.holding(tenant, user.email())
        .forEach((table, count) -> remains.add(count + " rows of " + table + " name the e-mail"));
    rows.holding(tenant, user.id().toString())
        .forEach((table, count) -> remains.add(count + " rows of " + table + " name the id"));
    remains.add("whatever backups of the databases and of the data folder hold");
    return receipt(tenant, "person", deleted, remains);
  }

  private Receipt receipt(
      TenantId tenant, String subject, Map<String, Long> deleted, List<String> remains) {
    return new Receipt(
        "Concierge erasure receipt", clock.instant(), tenant.value(), subject, deleted, remains);
  }
}
