package org.concierge.http;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.concierge.access.Principal;
import org.concierge.audit.Audit;
import org.concierge.bearer.BearerSigner;
import org.concierge.bearer.Bearers;
import org.concierge.bearer.LoginRepository;
import org.concierge.bearer.Logins;
import org.concierge.bearer.SigningKeyRepository;
import org.concierge.bearer.SigningKeys;
import org.concierge.identity.Users;
import org.concierge.oauth.AuthorizationRepository;
import org.concierge.oauth.Authorizations;
import org.concierge.oauth.Granting;
import org.concierge.oauth.OauthClientRepository;
import org.concierge.oauth.OauthClients;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;
import org.concierge.secret.Secrets;
import org.concierge.security.ApiKeys;
import org.concierge.security.KeyLimits;
import org.concierge.security.KeyUses;
import org.concierge.security.LivingCredentials;
import org.concierge.security.TenantKeyRepository;
import org.concierge.security.TenantKeys;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;

/**
 * Puts together what credentials are made and checked with, for {@link Assembly}, and keeps it
 * fresh.
 */
@ApplicationScoped
public class BearerAssembly {
  private static final Logger LOG = System.getLogger(BearerAssembly.class.getName());

  @Resource private ManagedThreadFactory threads;

  private ScheduledExecutorService clock;

  /** What is due now and then: a new signing key each month, the uses of keys each minute. */
  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      SigningKeys signingKeys,
      KeyUses uses) {
    clock = Executors.newSingleThreadScheduledExecutor(threads);
    clock.scheduleWithFixedDelay(guarded(signingKeys::rotateIfDue), 1, 60, TimeUnit.MINUTES);
    clock.scheduleWithFixedDelay(guarded(uses::store), 1, 1, TimeUnit.MINUTES);
  }

  /** While there is still a database to store the last uses in. */
  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event, KeyUses uses) {
    clock.shutdownNow();
    guarded(uses::store).run();
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

  @Produces
  @Singleton
  Secrets secrets(Installation installation) {
    return new Secrets(installation);
  }

  @Produces
  @Singleton
  SigningKeys signingKeys(Databases databases, Secrets secrets, Clock clock) {
    return new SigningKeys(new SigningKeyRepository(databases), secrets, clock);
  }

  @Produces
  @Singleton
  BearerSigner bearerSigner(SigningKeys keys, Installation installation, Clock clock) {
    return new BearerSigner(keys, installation.publicUrl(), clock);
  }

  @Produces
  @Singleton
  Logins.Directory directory(Users users) {
    return users::find;
  }

  @Produces
  @Singleton
  Logins logins(Databases databases, Logins.Directory users, BearerSigner signer, Clock clock) {
    return new Logins(new LoginRepository(databases), users, signer, clock);
  }

  @Produces
  @Singleton
  Bearers bearers(BearerSigner signer, Logins logins, ApiKeys keys) {
    return new Bearers(
        signer, logins, (tenant, key) -> keys.find(tenant, key).map(ApiKeys.Known::principal));
  }

  @Produces
  @Singleton
  Principal.Standing standing(Tenants tenants, Logins logins, ApiKeys keys) {
    return new LivingCredentials(tenants, logins, keys);
  }

  @Produces
  @Singleton
  KeyLimits keyLimits(Clock clock) {
    return new KeyLimits(clock);
  }

  @Produces
  @Singleton
  KeyUses keyUses(Databases databases, Clock clock) {
    return new KeyUses(new TenantKeyRepository(databases), clock);
  }

  @Produces
  @Singleton
  TenantKeys tenantKeys(Databases databases, ApiKeys keys, Audit audit, Clock clock) {
    return new TenantKeys(new TenantKeyRepository(databases), keys, audit, clock);
  }

  @Produces
  @Singleton
  OauthClients oauthClients(Databases databases, Audit audit, Clock clock) {
    return new OauthClients(new OauthClientRepository(databases), audit, clock);
  }

  @Produces
  @Singleton
  Authorizations authorizations(
      Databases databases,
      OauthClients clients,
      Audit audit,
      Installation installation,
      Clock clock) {
    return new Authorizations(
        new AuthorizationRepository(databases), clients, audit, installation.publicUrl(), clock);
  }

  @Produces
  @Singleton
  Granting.Keys grantingKeys(ApiKeys keys, KeyLimits limits) {
    return new Granting.Keys(keys, limits);
  }

  @Produces
  @Singleton
  Granting granting(
      Databases databases,
      Logins logins,
      Logins.Directory users,
      Bearers bearers,
      Granting.Keys keys,
      Clock clock) {
    return new Granting(
        new AuthorizationRepository(databases), logins, users, bearers, keys, clock);
  }
}
