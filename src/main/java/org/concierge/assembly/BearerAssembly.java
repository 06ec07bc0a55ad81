package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.access.Principal;
import org.concierge.audit.Audit;
import org.concierge.bearer.BearerSigner;
import org.concierge.bearer.Bearers;
import org.concierge.bearer.LoginRepository;
import org.concierge.bearer.Logins;
import org.concierge.bearer.SigningKeyRepository;
import org.concierge.bearer.SigningKeys;
import org.concierge.identity.Users;
import org.concierge.persistence.Databases;
import org.concierge.secret.Secrets;
import org.concierge.security.ApiKeys;
import org.concierge.security.KeyUses;
import org.concierge.security.LivingCredentials;
import org.concierge.security.TenantKeyRepository;
import org.concierge.security.TenantKeys;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;

/** Puts together what credentials are made and checked with. */
@ApplicationScoped
public class BearerAssembly {
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
  KeyUses keyUses(Databases databases, Clock clock) {
    return new KeyUses(new TenantKeyRepository(databases), clock);
  }

  @Produces
  @Singleton
  TenantKeys tenantKeys(Databases databases, ApiKeys keys, Audit audit, Clock clock) {
    return new TenantKeys(new TenantKeyRepository(databases), keys, audit, clock);
  }
}
