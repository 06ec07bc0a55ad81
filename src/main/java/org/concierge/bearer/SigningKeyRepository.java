package org.concierge.bearer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.concierge.persistence.Databases;

/** The keys that sign bearers: the installation's, not a tenant's. */
public class SigningKeyRepository {
  private final Databases databases;

  public SigningKeyRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * A key as it is stored.
   *
   * @param publicPart a JWK
   * @param privatePart encrypted
   * @param retiredAt when another one took over; empty for the one that signs
   */
  record Stored(
      String kid,
      String publicPart,
      byte[] privatePart,
      Instant createdAt,
      Optional<Instant> retiredAt) {}

  /** The one that signs, and those that were retired no longer ago than the grace. */
  List<Stored> live(Instant now, Duration grace) {
    return databases.beforeTenant(
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement(
                  "select kid, public_part, private_part, created_at, retired_at"
                      + " from signing_keys(?, make_interval(secs => ?))")) {
            find.setTimestamp(1, Timestamp.from(now));
            find.setDouble(2, grace.toSeconds());
            List<Stored> keys = new ArrayList<>();
            try (ResultSet row = find.executeQuery()) {
              while (row.next()) {
                keys.add(stored(row));
              }
            }
            return keys;
          }
        });
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("kid"),
        row.getString("public_part"),
        row.getBytes("private_part"),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("retired_at")).map(Timestamp::toInstant));
  }

  /**
   * Makes this the key that signs, unless the present one is younger than that.
   *
   * @return whether it is
   */
  boolean rotate(Stored key, Duration minAge) {
    return databases.beforeTenant(
        connection -> {
          try (PreparedStatement rotate =
              connection.prepareStatement(
                  "select rotate_signing_key(?, ?, ?, ?, make_interval(secs => ?))")) {
            rotate.setString(1, key.kid());
            rotate.setString(2, key.publicPart());
            rotate.setBytes(3, key.privatePart());
            rotate.setTimestamp(4, Timestamp.from(key.createdAt()));
            rotate.setDouble(5, minAge.toSeconds());
            try (ResultSet row = rotate.executeQuery()) {
              return row.next() && row.getBoolean(1);
            }
          }
        });
  }
}
