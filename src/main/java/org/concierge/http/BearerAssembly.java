package org.concierge.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.concierge.bearer.BearerSigner;
import org.concierge.bearer.Bearers;
import org.concierge.bearer.LoginRepository;
import org.concierge.bearer.Logins;
import org.concierge.bearer.SigningKeyRepository;
import org.concierge.bearer.SigningKeys;
import org.concierge.persistence.Databases;
import org.concierge.secret.Secrets;
import org.concierge.tenant.Installation;

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
  Logins logins(Databases databases, BearerSigner signer, Clock clock) {
    return new Logins(
        new LoginRepository(databases), (tenant, user) -> Optional.empty(), signer, clock);
  }

  @Produces
  @Singleton
  Bearers bearers(BearerSigner signer, Logins logins) {
    return new Bearers(signer, logins, (tenant, key) -> Optional.empty());
  }
}
