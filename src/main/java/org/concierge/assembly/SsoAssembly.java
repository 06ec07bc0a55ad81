package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.concierge.audit.Audit;
import org.concierge.bearer.Channel;
import org.concierge.bearer.Login;
import org.concierge.bearer.Logins;
import org.concierge.bearer.Tokens;
import org.concierge.identity.External;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.limit.Throttle;
import org.concierge.outbound.OutboundClient;
import org.concierge.persistence.Databases;
import org.concierge.sso.Accounts;
import org.concierge.sso.Providers;
import org.concierge.sso.SigningIn;
import org.concierge.sso.SigningOut;
import org.concierge.sso.SsoRepository;
import org.concierge.tenant.TenantId;

/** Single sign-on and its way out to the providers, for {@link Assembly}. */
@ApplicationScoped
public class SsoAssembly {
  @Produces
  @Singleton
  OutboundClient outboundClient() {
    return OutboundClient.fromEnvironment();
  }

  void close(@Disposes OutboundClient client) {
    client.close();
  }

  @Produces
  @Singleton
  Providers providers(OutboundClient outbound) {
    return new Providers(outbound);
  }

  @Produces
  @Singleton
  Accounts accounts(Users users, Logins logins) {
    return new Accounts() {
      @Override
      public boolean hasUser(TenantId tenant, String email) {
        return users.findByEmail(tenant, email).isPresent();
      }

      @Override
      public User admit(TenantId tenant, External external) {
        return users.justInTime(tenant, external);
      }

      @Override
      public Login begin(User user) {
        Login login = logins.begin(user, Channel.SSO, user.role().scopes());
        users.loggedIn(user);
        return login;
      }

      @Override
      public Tokens tokens(Login login, User user) {
        return logins.tokens(login, user);
      }

      @Override
      public void end(TenantId tenant, UUID login) {
        logins.end(tenant, login);
      }
    };
  }

  @Produces
  @Singleton
  SigningIn signingIn(
      Providers providers, Databases databases, Accounts accounts, Throttle throttle, Audit audit) {
    return new SigningIn(providers, new SsoRepository(databases), accounts, throttle, audit);
  }

  @Produces
  @Singleton
  SigningOut signingOut(Providers providers, Databases databases, Accounts accounts) {
    return new SigningOut(providers, new SsoRepository(databases), accounts);
  }
}
