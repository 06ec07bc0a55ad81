package org.concierge.connector;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concierge.remote.RemoteKind;

/**
 * A place outside whose files are kept in step with a tenant's documents. Its credentials are kept
 * apart, encrypted.
 *
 * @param readers marks of those who may read its documents
 * @param everyMinutes 0: only when somebody asks
 * @param last what became of it the last time
 */
public record Connector(
    UUID id,
    String name,
    RemoteKind kind,
    URI address,
    String region,
    List<String> readers,
    int everyMinutes,
    Instant createdAt,
    Last last) {

  /**
   * The last time that it was brought into step.
   *
   * @param startedAt null: never
   * @param finishedAt null: never, or it is under way
   * @param error a sentence; "" if all went well
   */
  public record Last(Instant startedAt, Instant finishedAt, String error, SyncCount count) {}
}
