package org.concierge.usage;

import java.time.LocalDate;
import org.concierge.limit.Spender;

/**
 * A line of the ledger: what belongs together is added up.
 *
 * @param day in UTC
 * @param model "" where none was asked
 * @param local the model is in this process: it is written down, and no budget is charged
 */
record Entry(LocalDate day, Kind kind, String model, boolean local, Spender by) {
  Entry(LocalDate day, Kind kind, String model, Spender by) {
    this(day, kind, model, false, by);
  }

  /** What was taken. */
  enum Kind {
    CHAT,
    EMBEDDING,
    UPLOAD
  }
}
