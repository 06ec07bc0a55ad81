package org.concierge.assembly;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.audit.Audit;
import org.concierge.audit.AuditRepository;
import org.concierge.audit.AuditTrail;
import org.concierge.audit.Denials;
import org.concierge.debuglog.DebugLog;
import org.concierge.limit.BlockRepository;
import org.concierge.limit.Blocklist;
import org.concierge.limit.RequestRates;
import org.concierge.limit.ThrottleRepository;
import org.concierge.limit.TrustedProxies;
import org.concierge.llm.ModelCalls;
import org.concierge.metrics.Metrics;
import org.concierge.metrics.QueueRepository;
import org.concierge.metrics.Scrape;
import org.concierge.persistence.Databases;
import org.concierge.security.KeyLimits;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;
import org.concierge.usage.LeaseRepository;
import org.concierge.usage.Ledger;
import org.concierge.usage.Turns;
import org.concierge.usage.UsageReport;
import org.concierge.usage.UsageRepository;

/**
 * What is written down, counted, limited and told of the work. Audit and ledger write from the
 * first request on and until after the last one.
 */
@ApplicationScoped
public class OperationAssembly {
  @Resource private ManagedThreadFactory threads;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event, Ledger ledger) {
    ledger.start(threads);
  }

  /** While there is still a database to write to. */
  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event, Ledger ledger) {
    ledger.close();
  }

  @Produces
  @Singleton
  UsageRepository usageRepository(Databases databases) {
    return new UsageRepository(databases);
  }

  @Produces
  @Singleton
  @Typed(Ledger.class)
  Ledger ledger(Tenants tenants, UsageRepository repository, Clock clock) {
    return new Ledger(tenants, repository, clock);
  }

  @Produces
  @Singleton
  Turns turns(Databases databases, Ledger ledger) {
    return new Turns(new LeaseRepository(databases), ledger);
  }

  @Produces
  @Singleton
  RequestRates requestRates(Databases databases, Clock clock) {
    return new RequestRates(new ThrottleRepository(databases), clock);
  }

  @Produces
  @Singleton
  Blocklist blocklist(Databases databases, Clock clock) {
    return new Blocklist(new BlockRepository(databases), clock);
  }

  @Produces
  @Singleton
  TrustedProxies trustedProxies(Installation installation) {
    return new TrustedProxies(installation.trustedProxies());
  }

  @Produces
  @Singleton
  KeyLimits keyLimits(RequestRates rates) {
    return new KeyLimits(rates);
  }

  @Produces
  @Singleton
  UsageReport usageReport(Tenants tenants, Ledger ledger, UsageRepository repository) {
    return new UsageReport(tenants, ledger, repository);
  }

  @Produces
  @Singleton
  @Typed(Metrics.class)
  Metrics metrics() {
    return new Metrics();
  }

  void close(@Disposes Metrics metrics) {
    metrics.close();
  }

  @Produces
  @Singleton
  ModelCalls modelCalls(Ledger ledger, Metrics metrics) {
    return ledger.and(metrics);
  }

  @Produces
  @Singleton
  Scrape scrape(Metrics metrics, Databases databases) {
    return new Scrape(metrics, databases, new QueueRepository(databases));
  }

  @Produces
  @Singleton
  DebugLog debugLog(Installation installation, Tenants tenants, Clock clock) {
    return new DebugLog(installation.home(), tenants, clock);
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event, Audit audit) {
    audit.start(threads);
  }

  /** While there is still a database to write the last events to. */
  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event, Audit audit) {
    audit.close();
  }

  @Produces
  @Singleton
  Audit audit(Databases databases) {
    return new Audit(databases);
  }

  @Produces
  @Singleton
  AuditTrail auditTrail(Databases databases) {
    return new AuditTrail(new AuditRepository(databases));
  }

  @Produces
  @Singleton
  Denials denials(Audit audit, Clock clock, Metrics metrics) {
    return new Denials(audit, clock, metrics::probed);
  }
}
