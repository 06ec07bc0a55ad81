package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.audit.Audit;
import org.concierge.conversation.HistoryRepository;
import org.concierge.custody.Deletion;
import org.concierge.custody.Erasure;
import org.concierge.custody.ErasureRepository;
import org.concierge.custody.Provisioning;
import org.concierge.custody.Suspension;
import org.concierge.custody.TenantRowsRepository;
import org.concierge.identity.Users;
import org.concierge.library.Library;
import org.concierge.llm.ChatModels;
import org.concierge.llm.Embedders;
import org.concierge.mail.Mailing;
import org.concierge.outbound.OutboundClient;
import org.concierge.persistence.Databases;
import org.concierge.review.Activity;
import org.concierge.review.Retention;
import org.concierge.security.ApiKeys;
import org.concierge.settings.FirstSteps;
import org.concierge.settings.Settings;
import org.concierge.settings.SettingsTrial;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;
import org.concierge.widget.Widgets;

/** Puts together what handles a tenant as a whole. */
@ApplicationScoped
public class CustodyAssembly {
  @Produces
  @Singleton
  Provisioning provisioning(
      Installation installation,
      Tenants tenants,
      Databases databases,
      ApiKeys apiKeys,
      Widgets widgets) {
    return new Provisioning(installation, tenants, databases, apiKeys, widgets);
  }

  @Produces
  @Singleton
  Suspension suspension(Tenants tenants) {
    return new Suspension(tenants);
  }

  /** Credentials are sent there: only where those that have them may be sent at all. */
  @Produces
  @Singleton
  Settings settings(Tenants tenants, Audit audit) {
    return new Settings(tenants, OutboundClient.forCredentials()::check, audit);
  }

  @Produces
  @Singleton
  SettingsTrial settingsTrial(ChatModels models, Embedders embedders, Mailing mailing) {
    return new SettingsTrial(models, embedders, mailing);
  }

  @Produces
  @Singleton
  Retention retention(Tenants tenants, Databases databases, Audit audit, Clock clock) {
    return new Retention(tenants, new HistoryRepository(databases), audit, clock);
  }

  @Produces
  @Singleton
  Deletion deletion(
      Installation installation, Tenants tenants, Databases databases, Suspension suspension) {
    return new Deletion(installation, tenants, new TenantRowsRepository(databases), suspension);
  }

  @Produces
  @Singleton
  Erasure erasure(
      Deletion deletion,
      Databases databases,
      Users users,
      Retention retention,
      Audit audit,
      Clock clock) {
    return new Erasure(users, new ErasureRepository(databases), retention, deletion, audit, clock);
  }

  @Produces
  @Singleton
  FirstSteps firstSteps(Settings settings, Library library, Activity activity, Widgets widgets) {
    return new FirstSteps(settings, library, activity, widgets);
  }
}
