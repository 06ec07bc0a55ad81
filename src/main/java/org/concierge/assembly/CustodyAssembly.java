package org.concierge.assembly;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.concierge.platform.Erasing;
import org.concierge.platform.LookRepository;
import org.concierge.platform.Looks;
import org.concierge.platform.Overseeing;
import org.concierge.review.Activity;
import org.concierge.review.Retention;
import org.concierge.security.ApiKeys;
import org.concierge.settings.FirstSteps;
import org.concierge.settings.Settings;
import org.concierge.settings.SettingsTrial;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;
import org.concierge.widget.Widgets;

/** Puts together what handles a tenant as a whole, and what an operator has of them. */
@ApplicationScoped
public class CustodyAssembly {
  /** Databases that are away hold up this many looks at once; more would hold up the server. */
  private static final int LOOKING = 8;

  @Resource private ManagedThreadFactory threads;
  private ExecutorService looking;
  private ExecutorService erasing;

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

  @Produces
  @Singleton
  Looks looks(Databases databases, Clock clock) {
    looking = Executors.newFixedThreadPool(LOOKING, threads);
    return new Looks(new LookRepository(databases), looking, clock);
  }

  @Produces
  @Singleton
  Erasing erasing(Erasure erasure, Deletion deletion, Retention retention) {
    erasing = Executors.newSingleThreadExecutor(threads);
    return new Erasing(erasure, deletion, retention, erasing);
  }

  @Produces
  @Singleton
  Overseeing overseeing(
      Tenants tenants,
      Looks looks,
      Provisioning provisioning,
      Suspension suspension,
      Erasing erasing,
      Audit audit) {
    return new Overseeing(tenants, looks, provisioning, suspension, erasing, audit);
  }

  /** An erasing that this ends is begun again by whoever asks once more. */
  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.shutdownNow();
    }
    if (erasing != null) {
      erasing.shutdownNow();
    }
  }
}
