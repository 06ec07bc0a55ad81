package org.concierge.llm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * One answer, by whichever model gives it: the one that is asked, that one again if nobody has
 * taken the request on, then its fallback. After the first delta nothing is tried again, since the
 * one who asked has read half of the answer already. Tells its listener exactly one end.
 */
final class SteadyAnswer {
  private static final int TRIES = 2;

  /** An overloaded server that is asked again at once is still overloaded. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final AnswerListener listener;
  private final Tenant.Model first;
  private final Breaker breaker;
  private final ScheduledExecutorService clock;
  private final Asking asking;
  private final Optional<TenantId> tenant = TenantScope.current();
  private Runnable cancel = () -> {};
  private boolean cancelled;
  private int attempts;

  /** Asks one model once; gives the way to stop it. */
  @FunctionalInterface
  interface Asking {
    Runnable ask(Tenant.Model model, AnswerListener listener);
  }

  SteadyAnswer(
      AnswerListener listener,
      Tenant.Model first,
      Breaker breaker,
      ScheduledExecutorService clock,
      Asking asking) {
    this.listener = listener;
    this.first = first;
    this.breaker = breaker;
    this.clock = clock;
    this.asking = asking;
  }

  void begin() {
    if (breaker.lets(first)) {
      attempt(first, 1);
    } else if (first.fallback().isPresent()) {
      attempt(first.fallback().get(), TRIES);
    } else {
      listener.failed(
          new Problem(
                  ProblemType.MODEL_FAILED,
                  "The model's server has not answered for a while; it is asked again in a moment.")
              .retryAfter(Breaker.OPEN));
    }
  }

  void cancel() {
    Runnable stop;
    synchronized (this) {
      cancelled = true;
      stop = cancel;
    }
    // Outside the lock: a model that fails at this moment holds its own and wants this one.
    stop.run();
  }

  /**
   * @param number from 1; the last one that is allowed is {@link #TRIES}
   */
  private void attempt(Tenant.Model model, int number) {
    int mine;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      mine = ++attempts;
    }
    Runnable stop = asking.ask(model, new Attempt(model, number));
    boolean late;
    synchronized (this) {
      late = cancelled;
      // One that failed at once has been followed by the next already.
      cancel = mine == attempts ? stop : cancel;
    }
    if (late) {
      stop.run();
    }
  }

  /** On a thread of the model's client, which works for nobody by itself. */
  private void again(Tenant.Model model, int number) {
    try {
      if (tenant.isPresent()) {
        TenantScope.run(tenant.get(), () -> attempt(model, number));
      } else {
        attempt(model, number);
      }
    } catch (RuntimeException e) {
      // There is nobody above who would tell.
      listener.failed(ModelFailure.of(e));
    }
  }

  /** Hears one model once. */
  private final class Attempt implements AnswerListener {
    private final Tenant.Model model;
    private final int number;
    private final Thoughts thoughts = new Thoughts();
    private boolean heard;

    Attempt(Tenant.Model model, int number) {
      this.model = model;
      this.number = number;
    }

    @Override
    public void delta(String text) {
      tell(thoughts.shown(text));
    }

    private void tell(String text) {
      if (text.isEmpty()) {
        return;
      }
      if (!heard) {
        heard = true;
        breaker.heard(model);
        if (model != first) {
          listener.answeredBy(model);
        }
      }
      listener.delta(text);
    }

    @Override
    public void completed(Usage usage) {
      tell(thoughts.rest());
      if (heard) {
        listener.completed(usage);
      } else {
        failed(new Problem(ProblemType.MODEL_FAILED, "The model thought and gave no answer."));
      }
    }

    @Override
    public void failed(Problem problem) {
      if (!heard && number < TRIES && ModelFailure.mayPass(problem)) {
        clock.schedule(() -> again(model, number + 1), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return;
      }
      if (!heard && ModelFailure.isOutage(problem)) {
        breaker.failed(model);
      }
      if (!heard
          && model == first
          && first.fallback().isPresent()
          && ModelFailure.mayPassElsewhere(problem)) {
        again(first.fallback().get(), TRIES);
      } else {
        listener.failed(problem);
      }
    }
  }

  /** Keeps back what a model thinks aloud, between marks, before it answers. */
  static final class Thoughts {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private String held = "";
    private boolean thinking;
    private boolean answering;

    /** What of it is part of the answer; "" for nothing. */
    String shown(String text) {
      if (answering) {
        return text;
      }
      held += text;
      String begun = held.stripLeading();
      if (!thinking
          && OPEN.startsWith(begun.substring(0, Math.min(OPEN.length(), begun.length())))) {
        thinking = begun.length() >= OPEN.length();
        if (!thinking) {
          return "";
        }
      }
      return thinking ? behindThoughts() : begin(held);
    }

    private String behindThoughts() {
      int end = held.indexOf(CLOSE);
      if (end < 0) {
        // Enough to know the mark when the rest of it comes.
        held = held.substring(Math.max(0, held.length() - CLOSE.length()));
        return "";
      }
      String answer = held.substring(end + CLOSE.length()).stripLeading();
      held = answer.isEmpty() ? CLOSE : "";
      return answer.isEmpty() ? "" : begin(answer);
    }

    private String begin(String answer) {
      answering = true;
      held = "";
      return answer;
    }

    /** At the end: what looked like a mark and was none. */
    String rest() {
      return thinking || answering ? "" : begin(held);
    }
  }

  /**
   * Remembers which servers do not answer, so that not everybody waits for the same time-out. After
   * some failures in a row a server is left alone for a while; then one question tries it. Thread
   * safe.
   */
  static final class Breaker {
    static final Duration OPEN = Duration.ofSeconds(30);

    /** Fewer could be one unlucky moment of a busy server. */
    private static final int FAILURES = 6;

    private final LongSupplier nanos;
    private final Cache<Tenant.Model, Outage> outages =
        Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofMinutes(10)).build();

    /** Failures in a row, and when the last trial was. */
    private static final class Outage {
      private int failures;
      private long triedAt;
    }

    Breaker(LongSupplier nanos) {
      this.nanos = nanos;
    }

    /** Whether the model may be asked now. */
    boolean lets(Tenant.Model model) {
      Outage outage = outages.getIfPresent(model.alone());
      if (outage == null) {
        return true;
      }
      synchronized (outage) {
        if (outage.failures < FAILURES) {
          return true;
        }
        if (nanos.getAsLong() - outage.triedAt < OPEN.toNanos()) {
          return false;
        }
        outage.triedAt = nanos.getAsLong();
        return true;
      }
    }

    void heard(Tenant.Model model) {
      outages.invalidate(model.alone());
    }

    void failed(Tenant.Model model) {
      Outage outage = outages.get(model.alone(), key -> new Outage());
      synchronized (outage) {
        outage.failures++;
        outage.triedAt = nanos.getAsLong();
      }
    }
  }
}
