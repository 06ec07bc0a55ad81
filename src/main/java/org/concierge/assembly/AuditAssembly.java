package org.concierge.assembly;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.audit.Audit;
import org.concierge.audit.AuditRepository;
import org.concierge.audit.AuditTrail;
import org.concierge.audit.Denials;
import org.concierge.persistence.Databases;

/** Puts the audit together; it writes from the first request on and until after the last one. */
@ApplicationScoped
public class AuditAssembly {
  @Resource private ManagedThreadFactory threads;

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
  Denials denials(Audit audit, Clock clock) {
    return new Denials(audit, clock);
  }
}
