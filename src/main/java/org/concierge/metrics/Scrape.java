package org.concierge.metrics;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.concierge.persistence.DataSources.PoolUse;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;

/** The figures of a moment as text, with those that are looked up for it. Thread safe. */
public final class Scrape {
  private final Metrics metrics;
  private final Databases databases;
  private final QueueRepository queue;
  private final MultiGauge jobs;
  private final MultiGauge oldest;
  private final MultiGauge pools;
  private final MultiGauge up;

  public Scrape(Metrics metrics, Databases databases, QueueRepository queue) {
    this.metrics = metrics;
    this.databases = databases;
    this.queue = queue;
    jobs = gauge("concierge.queue.jobs", "Documents that wait or are being read");
    oldest = gauge("concierge.queue.oldest.seconds", "How long the first that waits has done so");
    pools = gauge("concierge.pool.connections", "Connections to databases");
    up = gauge("concierge.database.up", "Whether the shared database answers");
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(metrics.registry());
  }

  /** In the text format of Prometheus, version 0.0.4. */
  public synchronized String text() {
    boolean answers = lookAtTheQueue();
    up.register(List.of(Row.of(Tags.empty(), answers ? 1 : 0)), true);
    List<Row<?>> rows = new ArrayList<>();
    for (PoolUse pool : databases.pools()) {
      rows.add(connections(pool, "active", pool.active()));
      rows.add(connections(pool, "idle", pool.idle()));
      rows.add(connections(pool, "waiting", pool.waiting()));
      rows.add(connections(pool, "most", pool.most()));
    }
    pools.register(rows, true);
    return metrics.registry().scrape();
  }

  /** A database that is away must not hide the other figures: they may say why. */
  private boolean lookAtTheQueue() {
    List<Row<?>> depths = new ArrayList<>();
    List<Row<?>> ages = new ArrayList<>();
    boolean answers = true;
    try {
      for (QueueRepository.Queue part : queue.queues()) {
        Tags tenant = Tags.of("tenant", part.tenant());
        depths.add(Row.of(tenant.and("state", "waiting"), part.waiting()));
        depths.add(Row.of(tenant.and("state", "running"), part.running()));
        ages.add(Row.of(tenant, part.oldestSeconds()));
      }
    } catch (Problem problem) {
      answers = false;
    }
    jobs.register(depths, true);
    oldest.register(ages, true);
    return answers;
  }

  private static Row<?> connections(PoolUse pool, String state, int count) {
    return Row.of(Tags.of("pool", pool.name(), "state", state), count);
  }
}
