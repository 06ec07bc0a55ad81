package org.concierge.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler whose time passes when a test says so. It has no thread. */
public final class ManualScheduler extends ScheduledThreadPoolExecutor {
  private final List<Alarm> alarms = new ArrayList<>();

  public ManualScheduler() {
    super(0);
  }

  /** Everything that was ever scheduled, in that order. */
  public List<Alarm> alarms() {
    return alarms;
  }

  /** The one scheduled last. */
  public Alarm last() {
    return alarms.get(alarms.size() - 1);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    alarms.add(new Alarm(task, unit.toNanos(delay)));
    return last();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long first, long period, TimeUnit unit) {
    return schedule(task, period, unit);
  }

  /** Something to be done later, and whether it was called off. */
  public static final class Alarm implements ScheduledFuture<Object> {
    private final Runnable task;
    private final long delayNanos;
    private boolean cancelled;

    private Alarm(Runnable task, long delayNanos) {
      this.task = task;
      this.delayNanos = delayNanos;
    }

    /** Its time has come; a race may let it ring although it was just called off. */
    public void ring() {
      task.run();
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean cancel(boolean interrupt) {
      cancelled = true;
      return true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public boolean isDone() {
      return cancelled;
    }

    @Override
    public Object get() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(delayNanos, other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
