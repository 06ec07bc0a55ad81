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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.concierge.identity.FirstAdministrator;
import org.concierge.ingestion.IngestionWorker;
import org.concierge.llm.Embedders;
import org.concierge.problem.Problem;
import org.concierge.security.ApiKeys;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Sets the server in motion without holding it up: watches the tenants folder, brings each new or
 * changed tenant to life, starts the ingestion threads. A database that is down, or one tenant that
 * is broken, is tried again at the next look; the server starts all the same.
 */
@ApplicationScoped
public class Startup {
  private static final Logger LOG = System.getLogger(Startup.class.getName());
  private static final long LOOK_EVERY_MILLIS = 2_000;

  @Resource private ManagedThreadFactory threads;
  @Inject private Tenants tenants;
  @Inject private ApiKeys apiKeys;
  @Inject private FirstAdministrator administrators;
  @Inject private IngestionWorker worker;
  @Inject private Embedders embedders;

  /** Tenants whose keys are still to be stored. */
  private final Set<TenantId> changed = ConcurrentHashMap.newKeySet();

  private ScheduledExecutorService looking;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    tenants.onChange(changed::add);
    looking = Executors.newSingleThreadScheduledExecutor(threads);
    looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    worker.start(threads, IngestionWorker.threads());
    threads.newThread(this::warmUp).start();
  }

  private void look() {
    try {
      tenants.refresh();
      changed.removeIf(this::bringToLife);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The tenants folder could not be looked at", e);
    }
  }

  /**
   * @return whether nothing remains to be done for it
   */
  private boolean bringToLife(TenantId id) {
    try {
      apiKeys.importFrom(tenants.get(id));
      administrators.ensure(tenants.get(id));
      return true;
    } catch (Problem problem) {
      // Its file is bad (told once, and again when it changes) or the database is away.
      return problem.type().status() != 503 || tenants.complaints().containsKey(id);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Tenant " + id + " could not be brought to life", e);
      return true;
    }
  }

  private void warmUp() {
    try {
      embedders.warmUp();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The local embedding model is not available: {0}", e.getMessage());
    }
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.shutdownNow();
    }
  }
}
