package org.concierge.moving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes one place hold what another one holds, round by round: each compares all rows by their
 * hashes and sends those that differ. What is there already is not sent again, whoever sent it.
 */
final class Copying {
  /** Rows sent together. */
  private static final int BATCH = 200;

  /** So few are brought over in less time than a person notices. */
  private static final int FEW = 500;

  private static final int ROUNDS = 10;

  /** One to send what differs, one to see that nothing does; more where rows refer to others. */
  private static final int LAST_ROUNDS = 6;

  private final PlacedRowsRepository source;
  private final PlacedRowsRepository target;
  private final Consumer<String> progress;
  private final Inventory here = new Inventory();
  private final Inventory there = new Inventory();
  private long copied;

  Copying(PlacedRowsRepository source, PlacedRowsRepository target, Consumer<String> progress) {
    this.source = source;
    this.target = target;
    this.progress = progress;
  }

  /** Until little differs, while others write. */
  void catchUp() {
    int differing = FEW;
    for (int i = 0; i < ROUNDS && differing >= FEW; i++) {
      differing = round();
    }
  }

  /**
   * While nobody else writes.
   *
   * @return whether each row of each table was the same in both places, before that time
   */
  boolean complete(long endNanos) {
    for (int i = 0; i < LAST_ROUNDS && System.nanoTime() - endNanos < 0; i++) {
      if (round() == 0) {
        return System.nanoTime() - endNanos < 0;
      }
    }
    return false;
  }

  long copied() {
    return copied;
  }

  /**
   * @throws IllegalStateException if the two places differ
   */
  List<Moved.Table> sums() {
    List<Moved.Table> sums = here.sums();
    if (!sums.equals(there.sums())) {
      throw new IllegalStateException("The two places differ.");
    }
    return sums;
  }

  /**
   * @return rows that differed
   */
  private int round() {
    source.place().holdMoment();
    try {
      List<String> tables = source.place().tables();
      for (String table : tables) {
        here.put(table, source.look(table, here.of(table)));
        there.put(table, target.look(table, there.of(table)));
      }
      int differing = 0;
      List<String> reversed = new ArrayList<>(tables);
      Collections.reverse(reversed);
      for (String table : reversed) {
        // First what is in the way of others, those that refer to it before it.
        List<String> gone = there.lackedBy(here, table);
        batches(gone, keys -> target.delete(table, keys));
        differing += gone.size();
      }
      for (String table : tables) {
        differing += send(table);
      }
      return differing;
    } finally {
      source.place().endMoment();
    }
  }

  private int send(String table) {
    List<String> keys = here.unlike(there, table);
    int[] sent = {0};
    batches(
        keys,
        some -> {
          target.store(table, source.rows(table, some));
          sent[0] += some.size();
          copied += some.size();
          progress.accept(table + ": " + sent[0] + " of " + keys.size() + " rows");
        });
    return keys.size();
  }

  private static void batches(List<String> keys, Consumer<List<String>> work) {
    for (int from = 0; from < keys.size(); from += BATCH) {
      work.accept(keys.subList(from, Math.min(from + BATCH, keys.size())));
    }
  }
}
