package org.concierge.usage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/** Adds up what was taken. Thread safe. */
public final class UsageReport {
  /** More days than anybody charges for at once. */
  private static final int MAX_DAYS = 400;

  private final Ledger ledger;
  private final UsageRepository repository;

  public UsageReport(Ledger ledger, UsageRepository repository) {
    this.ledger = ledger;
    this.repository = repository;
  }

  /** What stands on a line of its own. */
  public enum By {
    DAY,
    MODEL,
    USER,
    KEY,
    DEPARTMENT;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws Problem BAD_REQUEST
     */
    static By parse(String text) {
      return Stream.of(values())
          .filter(by -> by.wire().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  Problem.badRequest("\"group_by\" must be day, model, user, key or department."));
    }
  }

  /**
   * A line.
   *
   * @param key "" for what belongs to none: of users, say, what keys have taken
   * @param name of a user or a key that there still is; null otherwise
   */
  public record Line(String key, String name, Amount amount) {}

  /** All lines, their sum, and what the tenant's documents hold at this moment. */
  public record Summary(List<Line> lines, Amount total, long storageBytes) {}

  /**
   * @throws Problem BAD_REQUEST if there are no such days, or too many
   */
  public Summary of(TenantId tenant, LocalDate from, LocalDate to, By by) {
    if (to.isBefore(from) || from.plusDays(MAX_DAYS).isBefore(to)) {
      throw Problem.badRequest(
          "\"from\" must be a day before \"to\", at most " + MAX_DAYS + " days.");
    }
    ledger.flush(tenant);
    List<Line> lines = repository.report(tenant, from, to, by);
    Amount total =
        lines.stream()
            .map(Line::amount)
            .reduce(new Amount(0, 0, 0, 0, 0, BigDecimal.ZERO), Amount::plus);
    return new Summary(lines, total, repository.storage(tenant));
  }

  LocalDate today() {
    return ledger.today();
  }
}
