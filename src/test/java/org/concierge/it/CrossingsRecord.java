package org.concierge.it;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What came of many requests at once. Thread safe. */
final class CrossingsRecord {
  private final List<String> crossings = new CopyOnWriteArrayList<>();
  private final List<String> surprises = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();

  /**
   * @param whole false if the client went away before the end: then its begin is all there is
   * @param expected statuses that the request may be answered with, beside 503
   */
  void add(String request, int status, String text, boolean whole, List<Integer> expected) {
    if (!whole) {
      count("dropped");
    } else if (status == 503) {
      count("busy");
    } else {
      count("answered");
      count("answered " + request + " " + status);
    }
    if (status != 0 && status != 503 && !expected.contains(status)) {
      surprises.add(
          request + " -> " + status + " " + text.substring(0, Math.min(300, text.length())));
    }
  }

  void ownWords() {
    count("own words");
  }

  void crossing(String request, String text) {
    crossings.add(request + " -> " + text);
  }

  List<String> crossings() {
    return crossings;
  }

  List<String> surprises() {
    return surprises;
  }

  int answered() {
    return get("answered");
  }

  int dropped() {
    return get("dropped");
  }

  int busy() {
    return get("busy");
  }

  int ownWordCount() {
    return get("own words");
  }

  private void count(String what) {
    counts.computeIfAbsent(what, name -> new AtomicInteger()).incrementAndGet();
  }

  private int get(String what) {
    AtomicInteger count = counts.get(what);
    return count == null ? 0 : count.get();
  }

  @Override
  public String toString() {
    return crossings.size() + " crossings, " + surprises.size() + " surprises, " + counts;
  }
}
