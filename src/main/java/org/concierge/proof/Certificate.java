package org.concierge.proof;

import java.time.Instant;
import java.util.List;

/**
 * What was tried to get from one tenant to another, and what came of it; the subject of a signed
 * report.
 *
 * @param server the address that was attacked
 * @param tenants whose schemas were looked at
 */
public record Certificate(
    String title,
    Instant issuedAt,
    String server,
    boolean isolated,
    int attacks,
    List<String> tenants,
    List<RouteProof> routes,
    List<SchemaProof> schemas,
    List<String> breaches,
    List<String> notCovered) {

  /**
   * A route of the running server.
   *
   * @param scopes all of which a caller must have
   * @param rule how it is kept apart, in words
   * @param attacks how many calls were made that had to be refused
   * @param breaches a sentence for each that was not
   */
  public record RouteProof(
      String method,
      String path,
      List<String> scopes,
      String rule,
      int attacks,
      List<String> breaches) {}

  /** A schema of a database, each of its tables under forced row security or named as a breach. */
  public record SchemaProof(
      String database, String schema, List<String> tables, List<String> breaches) {}
}
