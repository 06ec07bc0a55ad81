package org.concierge.custody;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.concierge.access.Caller;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.audit.Audit;
import org.concierge.conversation.HistoryRepository;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Erases a person or a tenant, and says what went and what is left: found by looking, not by
 * intention; and conversations that nobody has used for long. Interrupted, it can be run again.
 */
public final class Erasure {
  /** A century: longer than anything is kept. */
  private static final int MAX_DAYS = 36_500;

  private final Users users;
  private final ErasureRepository rows;
  private final HistoryRepository history;
  private final Deletion deletion;
  private final Audit audit;
  private final Clock clock;

  public Erasure(
      Users users,
      ErasureRepository rows,
      HistoryRepository history,
      Deletion deletion,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.rows = rows;
    this.history = history;
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
   * @throws Problem NOT_FOUND, UNAVAILABLE
   */
  public Receipt tenant(TenantId tenant) {
    Deletion.Report report = deletion.delete(tenant);
    return receipt(tenant, "tenant", report.rows(), report.left());
  }

  /**
   * @throws Problem NOT_FOUND, CONFLICT for the last administrator
   */
  public Receipt person(Caller by, String email) {
    TenantId tenant = by.tenant();
    Receipt receipt = ofEverybody(tenant, () -> person(by, tenant, email));
    audit.record(by, "person.erased", "", Map.of());
    return receipt;
  }

  /**
   * How many conversations {@link #unused} would delete.
   *
   * @throws Problem BAD_REQUEST
   */
  public long countUnused(TenantId tenant, int days) {
    Instant before = before(days);
    return ofEverybody(tenant, () -> history.countBefore(tenant, before));
  }

  /**
   * Deletes the conversations that nobody has used for so many days; returns how many went.
   *
   * @throws Problem BAD_REQUEST
   */
  public long unused(Caller by, int days) {
    Instant before = before(days);
    long deleted = ofEverybody(by.tenant(), () -> history.deleteBefore(by.tenant(), before));
    audit.record(
        by, "conversation.cleaned", "", Map.of("before", before, "conversations", deleted));
    return deleted;
  }

  private static <T> T ofEverybody(TenantId tenant, Supplier<T> work) {
    return ReaderScope.get(Reader.ofEverything(), () -> TenantScope.get(tenant, work));
  }

  private Instant before(int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw Problem.badRequest("\"days\" must be from 1 to " + MAX_DAYS + ".");
    }
    return clock.instant().minus(Duration.ofDays(days));
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
