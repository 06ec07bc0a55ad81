package org.concierge.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concierge.review.SessionRepository.Row;

/**
 * A conversation in the list.
 *
 * @param user e-mail of whose it is; absent for a key, or somebody who is gone
 * @param unanswered questions to which nothing was found, or that failed
 * @param good answers that were rated so
 */
public record SessionItem(
    UUID id,
    String sessionId,
    String title,
    UUID userId,
    String user,
    List<String> channels,
    int turns,
    int unanswered,
    int good,
    int bad,
    Instant createdAt,
    Instant updatedAt) {
  static SessionItem of(Row row, String user) {
    return new SessionItem(
        row.id(),
        row.sessionId(),
        row.title(),
        row.principalId(),
        user,
        row.channels(),
        row.turns(),
        row.unanswered(),
        row.good(),
        row.bad(),
        row.createdAt(),
        row.updatedAt());
  }
}
