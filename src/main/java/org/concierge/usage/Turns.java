package org.concierge.usage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.concierge.limit.Spender;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Allowance;
import org.concierge.tenant.Allowance.Budget;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Provider;

/**
 * Lets a question be answered if the tenant may still have answers. What an answer may take at most
 * is put aside before it is begun, so that many at once spend no more than one too many. A tenant
 * without such limits is asked for nothing. Thread safe.
 */
public final class Turns {
  /** An answer that is longer under way has lost its node. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** When an answer of those under way has probably ended. */
  private static final Duration SOON = Duration.ofSeconds(3);

  /** The passages and earlier turns that go with a question. */
  private static final long CONTEXT_TOKENS = 4_000;

  /** Languages whose letters are rare have about so few to a token. */
  private static final int CHARACTERS_A_TOKEN = 2;

  private final LeaseRepository leases;
  private final Ledger ledger;

  /** An answer that was let in: its end is told, whatever becomes of it; only the first counts. */
  @FunctionalInterface
  public interface Running {
    /**
     * @param model that answered
     */
    void ended(String model);
  }

  /** What may be spent, and how much of it is gone. */
  record State(long running, long leased, BigDecimal leasedCost, Spent day, Spent month) {}

  /** In a period. */
  record Spent(long tokens, BigDecimal cost) {}

  public Turns(LeaseRepository leases, Ledger ledger) {
    this.leases = leases;
    this.ledger = ledger;
  }

  /**
   * On the thread of whoever asks, inside the tenant's scope.
   *
   * @param characters of the question
   * @throws Problem TOO_MANY_REQUESTS that names the limit and the time to wait
   */
  public Running begin(Tenant tenant, int characters) {
    Spender by = Spender.current();
    UUID lease = tenant.allowance().limitsTurns() ? take(tenant, characters) : null;
    AtomicBoolean ended = new AtomicBoolean();
    return model -> {
      if (ended.compareAndSet(false, true)) {
        ledger.answered(tenant.id(), model, by);
        if (lease != null) {
          ledger.ended(tenant.id(), lease);
        }
      }
    };
  }

  private UUID take(Tenant tenant, int characters) {
    Allowance allowance = tenant.allowance();
    long prompt = 0;
    long completion = 0;
    if (tenant.model().provider() != Provider.QUOTE) {
      prompt =
          CONTEXT_TOKENS
              + (characters + tenant.model().systemPrompt().orElse("").length())
                  / CHARACTERS_A_TOKEN;
      completion = tenant.model().maxTokens();
    }
    Allowance.Price price = allowance.prices().get(tenant.model().model());
    BigDecimal cost = price == null ? BigDecimal.ZERO : price.of(prompt, completion);
    UUID id = UUID.randomUUID();
    leases.take(
        tenant.id(),
        new LeaseRepository.Lease(id, prompt + completion, cost, LONGEST),
        ledger.today(),
        state -> check(allowance, state));
    return id;
  }

  private void check(Allowance allowance, State state) {
    if (allowance.streams().isPresent() && state.running() >= allowance.streams().getAsInt()) {
      throw refusal(
          "This tenant may have " + allowance.streams().getAsInt() + " answers written at once.",
          SOON);
    }
    LocalDate today = ledger.today();
    check("day", allowance.day(), state.day(), state, today.plusDays(1));
    check("month", allowance.month(), state.month(), state, today.withDayOfMonth(1).plusMonths(1));
  }

  private void check(String period, Budget budget, Spent spent, State state, LocalDate next) {
    if (budget.tokens().isPresent()
        && spent.tokens() + state.leased() >= budget.tokens().getAsLong()) {
      boolean gone = spent.tokens() >= budget.tokens().getAsLong();
      throw refusal(
          "This tenant's budget of "
              + budget.tokens().getAsLong()
              + " tokens a "
              + period
              + (gone ? " is spent." : " is all promised to answers under way."),
          gone ? until(next) : SOON);
    }
    if (budget.cost().isPresent()
        && spent.cost().add(state.leasedCost()).compareTo(budget.cost().get()) >= 0) {
      boolean gone = spent.cost().compareTo(budget.cost().get()) >= 0;
      throw refusal(
          "This tenant's budget of money a "
              + period
              + (gone ? " is spent." : " is all promised to answers under way."),
          gone ? until(next) : SOON);
    }
  }

  private Duration until(LocalDate day) {
    return Duration.between(ledger.now(), day.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private static Problem refusal(String detail, Duration wait) {
    return new Problem(ProblemType.TOO_MANY_REQUESTS, detail).retryAfter(wait);
  }
}
