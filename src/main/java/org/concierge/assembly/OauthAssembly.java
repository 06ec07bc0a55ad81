package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.audit.Audit;
import org.concierge.bearer.Bearers;
import org.concierge.bearer.Logins;
import org.concierge.oauth.AuthorizationRepository;
import org.concierge.oauth.Authorizations;
import org.concierge.oauth.Granting;
import org.concierge.oauth.OauthClientRepository;
import org.concierge.oauth.OauthClients;
import org.concierge.persistence.Databases;
import org.concierge.security.ApiKeys;
import org.concierge.security.KeyLimits;
import org.concierge.tenant.Installation;

/** Puts together how programs of others get in. */
@ApplicationScoped
public class OauthAssembly {
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
