package org.concierge.assembly;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.concierge.bearer.SigningKeys;
import org.concierge.problem.Problem;
import org.concierge.review.Retention;
import org.concierge.security.KeyUses;

/**
 * What is due now and then: a new signing key each month, the uses of keys, conversations whose
 * time is over.
 */
@ApplicationScoped
public class ScheduleStartup {
  private static final Logger LOG = System.getLogger(ScheduleStartup.class.getName());

  @Resource private ManagedThreadFactory threads;
  @Inject private SigningKeys signingKeys;
  @Inject private KeyUses uses;
  @Inject private Retention retention;

  private ScheduledExecutorService clock;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    clock = Executors.newSingleThreadScheduledExecutor(threads);
    clock.scheduleWithFixedDelay(guarded(signingKeys::rotateIfDue), 1, 60, TimeUnit.MINUTES);
    clock.scheduleWithFixedDelay(guarded(retention::cleanAll), 2, 60, TimeUnit.MINUTES);
    clock.scheduleWithFixedDelay(guarded(uses::store), 1, 1, TimeUnit.MINUTES);
  }

  /** A task that throws once would never run again. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Problem problem) {
        LOG.log(Level.WARNING, "Put off: {0}", problem.detail());
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "Put off", e);
      }
    };
  }

  @PreDestroy
  void stop() {
    if (clock != null) {
      clock.shutdownNow();
      guarded(uses::store).run();
    }
  }
}
