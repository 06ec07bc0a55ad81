package org.concierge.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** The buckets, in the shared database: all nodes count together. */
public class ThrottleRepository {
  private final Databases databases;

  public ThrottleRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * Takes one try of each, or none at all.
   *
   * @param limits in the order of their keys: two calls that wait for each other would else end in
   *     a failure
   * @throws Problem TOO_MANY_REQUESTS with the longest time to wait
   */
  void take(List<Limit> limits) {
    databases.beforeTenant(
        connection -> {
          double wait = -1;
          int allowed = 0;
          for (Limit limit : limits) {
            double own = take(connection, limit);
            if (own > wait) {
              wait = own;
              allowed = limit.rate().burst();
            }
          }
          if (wait >= 0) {
            // Thrown, so that the transaction gives back what the others have given.
            throw new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many attempts; try again later.")
                .retryAfter(Duration.ofSeconds((long) Math.ceil(Math.max(1, wait))))
                .with(Map.of("RateLimit-Limit", String.valueOf(allowed)));
          }
          return null;
        });
  }

  /**
   * @return the seconds to wait, below 0 if a try was taken
   */
  private static double take(Connection connection, Limit limit) throws SQLException {
    try (PreparedStatement take =
        connection.prepareStatement("select throttle_take(?, ?, make_interval(secs => ?))")) {
      take.setBytes(1, limit.key());
      take.setInt(2, limit.rate().burst());
      take.setDouble(3, seconds(limit));
      try (ResultSet row = take.executeQuery()) {
        row.next();
        double wait = row.getDouble(1);
        return row.wasNull() ? -1 : wait;
      }
    }
  }

  /** Takes one of each, or none at all if one of them is used up; in the order of the quotas. */
  List<Quota.Left> take(Quota... quotas) {
    return databases.beforeTenant(
        connection ->
            Statements.list(
                connection,
                row ->
                    new Quota.Left(
                        quotas[row.getInt(1) - 1],
                        row.getInt(2),
                        duration(row.getDouble(3)),
                        duration(row.getDouble(4))),
                "select place, remaining, delay, reset from rates_take(?, ?, ?)",
                connection.createArrayOf(
                    "bytea",
                    Stream.of(quotas).map(quota -> quota.limit().key()).toArray(byte[][]::new)),
                connection.createArrayOf(
                    "int4", Stream.of(quotas).map(quota -> quota.limit().rate().burst()).toArray()),
                connection.createArrayOf(
                    "float8",
                    Stream.of(quotas)
                        .map(quota -> quota.limit().rate().refill().toNanos() / 1e9)
                        .toArray())));
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  void giveBack(List<Limit> limits) {
    databases.beforeTenant(
        connection -> {
          for (Limit limit : limits) {
            try (PreparedStatement give =
                connection.prepareStatement(
                    "select throttle_give_back(?, make_interval(secs => ?))")) {
              give.setBytes(1, limit.key());
              give.setDouble(2, seconds(limit));
              give.execute();
            }
          }
          return null;
        });
  }

  /** Removes buckets that are full again. */
  void forget() {
    databases.beforeTenant(
        connection -> {
          try (PreparedStatement forget = connection.prepareStatement("select throttle_forget()")) {
            return forget.execute();
          }
        });
  }

  private static double seconds(Limit limit) {
    return limit.rate().refill().toNanos() / 1e9;
  }
}
