package org.concierge.bearer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.concierge.problem.Problem;

/** Does what the database does, for one process. */
public final class MemorySigningKeys extends SigningKeyRepository {
  private final List<Stored> keys = new ArrayList<>();
  boolean away;
  int asked;

  public MemorySigningKeys() {
    super(null);
  }

  @Override
  synchronized List<Stored> live(Instant now, Duration grace) {
    asked++;
    requireThere();
    return keys.stream()
        .filter(key -> key.retiredAt().map(at -> at.isAfter(now.minus(grace))).orElse(true))
        .toList();
  }

  @Override
  synchronized boolean rotate(Stored key, Duration minAge) {
    requireThere();
    boolean fresh =
        keys.stream()
            .anyMatch(
                former ->
                    former.retiredAt().isEmpty()
                        && former.createdAt().isAfter(key.createdAt().minus(minAge)));
    if (!fresh) {
      keys.replaceAll(former -> former.retiredAt().isPresent() ? former : retired(former, key));
      keys.add(key);
    }
    return !fresh;
  }

  private static Stored retired(Stored former, Stored key) {
    return new Stored(
        former.kid(),
        former.publicPart(),
        former.privatePart(),
        former.createdAt(),
        Optional.of(key.createdAt()));
  }

  private void requireThere() {
    if (away) {
      throw Problem.unavailable("The database is away.", null);
    }
  }
}
