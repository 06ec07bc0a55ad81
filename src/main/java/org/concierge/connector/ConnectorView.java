package org.concierge.connector;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A connector on the wire; its credentials never are.
 *
 * @param status {@code waiting} before the first time, {@code syncing}, {@code ok} or {@code
 *     failed}
 * @param error absent unless it failed
 */
public record ConnectorView(
    UUID id,
    String name,
    String kind,
    String address,
    String region,
    List<String> readers,
    int everyMinutes,
    String status,
    String error,
    SyncCount last,
    Instant startedAt,
    Instant finishedAt,
    Instant createdAt) {
  public static ConnectorView of(Connector connector) {
    Connector.Last last = connector.last();
    return new ConnectorView(
        connector.id(),
        connector.name(),
        connector.kind().wire(),
        connector.address().toString(),
        connector.region().isEmpty() ? null : connector.region(),
        connector.readers(),
        connector.everyMinutes(),
        status(last),
        last.error().isEmpty() ? null : last.error(),
        last.count(),
        last.startedAt(),
        last.finishedAt(),
        connector.createdAt());
  }

  private static String status(Connector.Last last) {
    if (last.startedAt() == null) {
      return "waiting";
    }
    if (last.finishedAt() == null) {
      return "syncing";
    }
    return last.error().isEmpty() ? "ok" : "failed";
  }
}
