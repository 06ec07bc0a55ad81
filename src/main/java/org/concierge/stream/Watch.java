package org.concierge.stream;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Over whoever waits for an answer: whether they are still there, and whether their credential
 * still holds. If not, the answer is stopped, once. Thread safe.
 */
final class Watch {
  private static final Logger LOG = System.getLogger(Watch.class.getName());
  private static final long SECONDS = 10;

  private final Executor checks;
  private final BooleanSupplier stillAllowed;
  private final Consumer<Problem> refusal;
  private final ScheduledFuture<?> beats;
  private final AtomicBoolean asking = new AtomicBoolean();
  private Runnable stop = () -> {};
  private boolean gone;

  /**
   * @param stillAllowed is asked on a thread that may wait for a database
   * @param refusal told when the credential holds no more, after the answer was stopped
   * @param beat called every few seconds, for as long as the answer lasts
   */
  Watch(
      Heartbeats heartbeats,
      BooleanSupplier stillAllowed,
      Consumer<Problem> refusal,
      Runnable beat) {
    this.checks = heartbeats.checks();
    this.stillAllowed = stillAllowed;
    this.refusal = refusal;
    this.beats = heartbeats.clock().scheduleAtFixedRate(beat, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Asks whether the credential still holds, unless that is being asked. */
  void check() {
    if (asking.compareAndSet(false, true)) {
      checks.execute(this::ask);
    }
  }

  private void ask() {
    try {
      // First the model: nothing may come after the problem.
      if (!stillAllowed.getAsBoolean() && leave()) {
        refusal.accept(
            new Problem(
                ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked."));
      }
    } catch (Problem e) {
      // It cannot be told now; the next beat asks again.
      LOG.log(Level.DEBUG, e.detail());
    } finally {
      asking.set(false);
    }
  }

  /**
   * What to do when nobody waits any more; at once if that is so already.
   *
   * @return whether somebody still waits
   */
  boolean onGone(Runnable stopAnswer) {
    boolean already;
    synchronized (this) {
      stop = stopAnswer;
      already = gone;
    }
    if (already) {
      stopAnswer.run();
    }
    return !already;
  }

  /**
   * Nobody waits any more.
   *
   * @return whether that is news
   */
  boolean leave() {
    Runnable stopAnswer;
    synchronized (this) {
      if (gone) {
        return false;
      }
      gone = true;
      stopAnswer = stop;
    }
    end();
    stopAnswer.run();
    return true;
  }

  /** The answer is complete. */
  void end() {
    beats.cancel(false);
  }
}
