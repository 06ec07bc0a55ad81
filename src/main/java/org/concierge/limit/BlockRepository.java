package org.concierge.limit;

import java.time.Duration;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;

/** Failures to name a tenant, in the shared database: all nodes count together. */
public class BlockRepository {
  private final Databases databases;

  public BlockRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * Counts a failure; after so many within the time the key is blocked for as long.
   *
   * @return how many there are by now
   */
  int failed(byte[] key, int most, Duration lasting) {
    return databases.beforeTenant(
        connection ->
            Statements.first(
                    connection,
                    row -> row.getInt(1),
                    "select block_failure(?, ?, make_interval(secs => ?))",
                    key,
                    most,
                    (double) lasting.toSeconds())
                .orElse(0));
  }

  /** How long the longest of them is still blocked; zero if none is. */
  Duration left(byte[]... keys) {
    return databases.beforeTenant(
        connection ->
            Statements.first(
                    connection,
                    row -> Duration.ofNanos((long) (row.getDouble(1) * 1e9)),
                    "select block_left(?)",
                    connection.createArrayOf("bytea", keys))
                .orElse(Duration.ZERO));
  }

  /** Removes what is over. */
  void forget(Duration lasting) {
    databases.beforeTenant(
        connection ->
            Statements.first(
                connection,
                row -> true,
                "select block_forget(make_interval(secs => ?))",
                (double) lasting.toSeconds()));
  }
}
