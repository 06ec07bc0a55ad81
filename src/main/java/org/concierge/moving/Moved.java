package org.concierge.moving;

import java.util.List;

/**
 * How a move ended.
 *
 * @param outcome {@code moved}; {@code completed} if an earlier one had done all but the rest;
 *     {@code taken back} if what an earlier one had copied was removed
 * @param pausedMillis how long nobody could write
 * @param copied rows that were sent, some of them more than once
 * @param tables as they were, equal in both places, when the tenant went from one to the other
 * @param left what is still in the former place, a sentence each
 */
public record Moved(
    String tenantId,
    String outcome,
    String from,
    String to,
    long pausedMillis,
    long copied,
    List<Table> tables,
    List<String> left) {

  /**
   * A table's rows.
   *
   * @param sha256 over all of them, in hexadecimal
   */
  public record Table(String name, long rows, String sha256) {}
}
