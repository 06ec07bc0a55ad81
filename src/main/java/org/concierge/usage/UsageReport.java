package org.concierge.usage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.concierge.problem.Days;
import org.concierge.problem.Problem;
import org.concierge.tenant.Allowance;
import org.concierge.tenant.Allowance.Budget;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** Adds up what was taken. Thread safe. */
public final class UsageReport {
  private final Tenants tenants;
  private final Ledger ledger;
  private final UsageRepository repository;

  public UsageReport(Tenants tenants, Ledger ledger, UsageRepository repository) {
    this.tenants = tenants;
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
    Days.checkSpan(from, to);
    ledger.flush(tenant);
    List<Line> lines = repository.report(tenant, from, to, by);
    Amount total =
        lines.stream()
            .map(Line::amount)
            .reduce(new Amount(0, 0, 0, 0, 0, BigDecimal.ZERO), Amount::plus);
    return new Summary(lines, total, repository.storage(tenant));
  }

  /**
   * What may be spent in a period, and how much of it is gone.
   *
   * @param period "day" or "month", in UTC
   * @param unit "tokens" or "cost"
   */
  public record BudgetState(String period, String unit, BigDecimal spent, BigDecimal limit) {}

  /** Those that the tenant has; none if it may take what it likes. */
  public List<BudgetState> budgets(TenantId tenant) {
    Allowance allowance = tenants.get(tenant).allowance();
    ledger.flush(tenant);
    String day = today().toString();
    List<BudgetState> states = new ArrayList<>();
    add(states, tenant, allowance.day(), "day", day);
    add(states, tenant, allowance.month(), "month", day.substring(0, 7));
    return states;
  }

  private void add(
      List<BudgetState> states, TenantId tenant, Budget budget, String name, String period) {
    if (budget.equals(Budget.NONE)) {
      return;
    }
    Turns.Spent spent = repository.spent(tenant, period);
    if (budget.tokens().isPresent()) {
      states.add(
          new BudgetState(
              name,
              "tokens",
              BigDecimal.valueOf(spent.tokens()),
              BigDecimal.valueOf(budget.tokens().getAsLong())));
    }
    budget
        .cost()
        .ifPresent(limit -> states.add(new BudgetState(name, "cost", spent.cost(), limit)));
  }

  public LocalDate today() {
    return ledger.today();
  }
}
