package org.concierge.ingestion;

import org.concierge.document.Progress;

/** A job that a thread is working on; others may watch it and stop it. Thread safe. */
final class RunningJob {
  private final Job job;
  private Thread thread = Thread.currentThread();
  private boolean stopped;
  private volatile int generation;
  private volatile Progress progress;
  private volatile Progress told;

  RunningJob(Job job) {
    this.job = job;
  }

  Job job() {
    return job;
  }

  /** Work on the document's own generation begins; what is reported belongs to it. */
  void begin(int documentGeneration) {
    generation = documentGeneration;
  }

  int generation() {
    return generation;
  }

  /** How far it is; null as long as nothing was said. */
  Progress progress() {
    return progress;
  }

  /** How far it has come since it was asked last; null if it has not moved. */
  Progress moved() {
    Progress now = progress;
    Progress before = told;
    told = now;
    return now == before ? null : now;
  }

  /** From whatever thread; it is stored with the next renewal of the lease. */
  void report(Progress reached) {
    progress = reached;
  }

  /** Interrupts the thread, as long as it works on this job. */
  synchronized void stop() {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Called by the thread itself: whatever comes next is not stopped with this job. */
  synchronized void end() {
    thread = null;
    if (stopped) {
      Thread.interrupted();
    }
  }
}
