package org.concierge.moving;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.concierge.persistence.DatabaseServer;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;

/** Makes a copy of a tenant's rows unreadable that is not needed any more. Safe to repeat. */
final class Clearing {
  private static final Logger LOG = System.getLogger(Clearing.class.getName());

  /** Those who read there are let finish, as long as that is a matter of seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final long BETWEEN_LOOKS_MILLIS = 50;

  private final Installation installation;

  Clearing(Installation installation) {
    this.installation = installation;
  }

  /**
   * @return what is still there, a sentence each
   * @throws Problem UNAVAILABLE
   */
  List<String> clear(Place former) {
    if (former.isOwnDatabase() && installation.administrator().isPresent()) {
      close(former);
      new DatabaseServer(installation.administrator().get())
          .dropTenantDatabase(former.placement().login());
      return List.of();
    }
    if (former.tier() == Isolation.SCHEMA) {
      close(former);
      PlaceRepository.drop(former.placement());
      return List.of();
    }
    try (PlaceRepository place = PlaceRepository.open(former.placement(), former.tenant())) {
      leave(place);
      new PlacedRowsRepository(place).clear();
    } catch (Problem problem) {
      if (problem.type() != ProblemType.NOT_FOUND) {
        throw problem;
      }
      return List.of();
    }
    return former.tier() == Isolation.DATABASE
        ? List.of(
            "the empty database "
                + former.placement().login().database()
                + " and its login: without CONCIERGE_DB_URL they cannot be removed")
        : List.of();
  }

  /** It may be gone already: then nobody reads there. */
  private static void close(Place former) {
    try (PlaceRepository place = PlaceRepository.open(former.placement(), former.tenant())) {
      leave(place);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The former place does not answer", e);
    }
  }

  private static void leave(PlaceRepository place) {
    place.depart("GONE");
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (place.lingering() > 0 && System.nanoTime() - end < 0) {
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
