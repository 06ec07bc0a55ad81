package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.concierge.audit.Audit;
import org.concierge.identity.FirstAdministrator;
import org.concierge.identity.Invitations;
import org.concierge.identity.PasswordHashing;
import org.concierge.identity.ProofRepository;
import org.concierge.identity.UserRepository;
import org.concierge.identity.Users;
import org.concierge.limit.Throttle;
import org.concierge.limit.ThrottleRepository;
import org.concierge.login.AccountRepository;
import org.concierge.login.ForgottenPasswords;
import org.concierge.login.PasswordLogin;
import org.concierge.mail.MailSender;
import org.concierge.mail.Mailing;
import org.concierge.persistence.Databases;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;

/** Users and how they get in, for {@link Assembly}. */
@ApplicationScoped
public class IdentityAssembly {
  @Produces
  @Singleton
  PasswordHashing passwordHashing() {
    return new PasswordHashing();
  }

  @Produces
  @Singleton
  Throttle throttle(Databases databases) {
    return new Throttle(new ThrottleRepository(databases));
  }

  @Produces
  @Singleton
  Users users(Databases databases, PasswordHashing hashing, Audit audit, Clock clock) {
    return new Users(
        new UserRepository(databases), new ProofRepository(databases), hashing, audit, clock);
  }

  @Produces
  @Singleton
  Mailing mailing(Installation installation, Tenants tenants, Clock clock) {
    return new Mailing(installation, tenants, new MailSender(clock));
  }

  @Produces
  @Singleton
  Invitations invitations(
      Databases databases,
      Users users,
      PasswordHashing hashing,
      Mailing mailing,
      Audit audit,
      Clock clock) {
    return new Invitations(users, new ProofRepository(databases), hashing, mailing, audit, clock);
  }

  @Produces
  @Singleton
  FirstAdministrator firstAdministrator(Users users) {
    return new FirstAdministrator(users);
  }

  @Produces
  @Singleton
  PasswordLogin passwordLogin(
      Databases databases,
      Users users,
      PasswordHashing hashing,
      Throttle throttle,
      Tenants tenants,
      Audit audit) {
    return new PasswordLogin(
        new AccountRepository(databases), users, hashing, throttle, tenants, audit);
  }

  @Produces
  @Singleton
  ForgottenPasswords forgottenPasswords(
      Databases databases,
      PasswordLogin passwords,
      Users users,
      Invitations invitations,
      Throttle throttle) {
    return new ForgottenPasswords(
        new AccountRepository(databases), passwords, users, invitations, throttle);
  }

  void close(@Disposes ForgottenPasswords forgotten) {
    forgotten.close();
  }
}
