package org.concierge.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concierge.it.Api.Part;

/**
 * People who ask and upload without a pause, from its making to its close, and what they were told.
 * Thread safe.
 */
final class Load implements AutoCloseable {
  private static final int CHATTING = 2;

  private final TestTenant tenant;
  private final long restMillis;
  private final ExecutorService people = Executors.newFixedThreadPool(CHATTING + 1);
  private final AtomicInteger number = new AtomicInteger();
  private final List<String> uploaded = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private final List<String> unexpected = new ArrayList<>();
  private int refused;
  private volatile boolean going = true;

  Load(TestTenant tenant) {
    this(tenant, 0);
  }

  /**
   * As people are.
   *
   * @param restMillis after each answer
   */
  Load(TestTenant tenant, long restMillis) {
    this.tenant = tenant;
    this.restMillis = restMillis;
    for (int i = 0; i < CHATTING; i++) {
      people.execute(() -> repeat(this::ask));
    }
    people.execute(() -> repeat(this::upload));
  }

  /** So often is asked here what the complete tests ask so often. */
  static int thinned(int complete) {
    return complete / Integer.getInteger("concierge.thinned", 1);
  }

  /** Ids of the documents that were taken. */
  synchronized List<String> uploaded() {
    return List.copyOf(uploaded);
  }

  /** Ids of the turns that were answered. */
  synchronized List<String> answered() {
    return List.copyOf(answered);
  }

  /** What was neither success nor "not available now". */
  synchronized List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  synchronized int refused() {
    return refused;
  }

  synchronized int acknowledged() {
    return uploaded.size() + answered.size();
  }

  private void repeat(Runnable work) {
    while (going) {
      try {
        work.run();
        Thread.sleep(restMillis);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | AssertionError e) {
        note(e.toString());
      }
    }
  }

  private void ask() {
    String session = "load-" + number.incrementAndGet();
    Answer answer =
        tenant.ask(Map.of("message", "When does the ferry leave?", "session_id", session));
    if (answer.status() == 200) {
      keep(answered, answer.json().path("turn_id").asText());
    } else {
      refuse(answer);
    }
  }

  private void upload() {
    String text = "Ferry timetable number " + number.incrementAndGet();
    Answer answer = tenant.uploader().upload("/api/v1/upload", Part.file("timetable.txt", text));
    if (answer.status() == 202) {
      keep(uploaded, answer.json().at("/documents/0/id").asText());
    } else {
      refuse(answer);
    }
  }

  private void refuse(Answer answer) {
    boolean expected =
        answer.status() == 503
            && answer.header("Content-Type").equals("application/problem+json")
            && !answer.header("Retry-After").isEmpty();
    if (expected) {
      synchronized (this) {
        refused++;
      }
    } else {
      note(answer.toString());
    }
  }

  private synchronized void keep(List<String> ids, String id) {
    ids.add(id);
  }

  private synchronized void note(String what) {
    unexpected.add(what);
  }

  /** Returns when the last one has been answered. */
  @Override
  public void close() {
    going = false;
    people.shutdown();
    try {
      if (!people.awaitTermination(60, TimeUnit.SECONDS)) {
        note("somebody was not answered within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
