package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.audit.Audit;
import org.concierge.identity.Users;
import org.concierge.inquiry.Inquiries;
import org.concierge.inquiry.InquiryRepository;
import org.concierge.inquiry.Notices;
import org.concierge.limit.Throttle;
import org.concierge.mail.Mailing;
import org.concierge.persistence.Databases;
import org.concierge.tenant.Tenants;
import org.concierge.visit.Visiting;
import org.concierge.visit.WidgetTokenRepository;
import org.concierge.visit.WidgetTokens;
import org.concierge.widget.WidgetRepository;
import org.concierge.widget.Widgets;

/** Puts together the widgets and who comes in by them. */
@ApplicationScoped
public class WidgetAssembly {
  @Produces
  @Singleton
  Widgets widgets(Databases databases, Audit audit, Clock clock) {
    return new Widgets(new WidgetRepository(databases), audit, clock);
  }

  @Produces
  @Singleton
  Visiting visiting(Tenants tenants, Widgets widgets, Throttle throttle) {
    return new Visiting(tenants, widgets, throttle);
  }

  @Produces
  @Singleton
  Notices notices(Mailing mailing, Clock clock) {
    return new Notices(mailing, clock);
  }

  void close(@Disposes Notices notices) {
    notices.close();
  }

  @Produces
  @Singleton
  Inquiries inquiries(
      Databases databases, Throttle throttle, Notices notices, Audit audit, Clock clock) {
    return new Inquiries(new InquiryRepository(databases), throttle, notices, audit, clock);
  }

  @Produces
  @Singleton
  WidgetTokens widgetTokens(Databases databases, Users users, Audit audit, Clock clock) {
    return new WidgetTokens(new WidgetTokenRepository(databases), users, audit, clock);
  }
}
