package org.concierge.it.browser;

import java.time.Clock;
import java.util.Set;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.audit.Audit;
import org.concierge.identity.NewUser;
import org.concierge.identity.PasswordHashing;
import org.concierge.identity.ProofRepository;
import org.concierge.identity.User;
import org.concierge.identity.UserRepository;
import org.concierge.identity.Users;
import org.concierge.it.TestInstallation;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Migrations;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** Makes users who can sign in, as the command line does. */
final class People implements AutoCloseable {
  static final String PASSWORD = "a quiet walk in the rain";

  private final Databases databases;
  private final Users users;

  People(TestInstallation installation) {
    Installation settings = Installation.from(installation.settings()::get);
    Clock clock = Clock.systemUTC();
    databases =
        new Databases(
            settings,
            new Tenants(settings.tenantsFolder()),
            new DataSources(2),
            new Migrations(clock));
    users =
        new Users(
            new UserRepository(databases),
            new ProofRepository(databases),
            new PasswordHashing(),
            new Audit(databases),
            clock);
  }

  /** Signs in with {@link #PASSWORD}. */
  User create(String tenant, String email, String name, Role role) {
    return create(tenant, new NewUser(email, name, "", role, Set.of(), ""));
  }

  User create(String tenant, NewUser user) {
    return users.create(Caller.commandLine(new TenantId(tenant)), user, PASSWORD);
  }

  void disable(User user) {
    users.disable(Caller.commandLine(user.tenant()), user.id());
  }

  @Override
  public void close() {
    databases.close();
  }
}
