package org.concierge.it;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Principal;
import org.concierge.access.Role;
import org.concierge.audit.Audit;
import org.concierge.bearer.BearerSigner;
import org.concierge.bearer.Bearers;
import org.concierge.bearer.Channel;
import org.concierge.bearer.Login;
import org.concierge.bearer.LoginRepository;
import org.concierge.bearer.Logins;
import org.concierge.bearer.SigningKeyRepository;
import org.concierge.bearer.SigningKeys;
import org.concierge.identity.NewUser;
import org.concierge.identity.PasswordHashing;
import org.concierge.identity.ProofRepository;
import org.concierge.identity.User;
import org.concierge.identity.UserRepository;
import org.concierge.identity.Users;
import org.concierge.oauth.AuthorizationRepository;
import org.concierge.oauth.Authorizations;
import org.concierge.oauth.OauthClientRepository;
import org.concierge.oauth.OauthClients;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Migrations;
import org.concierge.secret.Secrets;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Persons of an installation's tenants and what they hold, made past the server as a second node
 * would.
 */
final class People implements AutoCloseable {
  static final String PASSWORD = "correct horse battery staple";

  private final TestInstallation server;
  private final Installation installation;
  private final Databases databases;
  private final Users users;
  private final SigningKeys keys;
  private final Logins logins;

  People(TestInstallation server) {
    this.server = server;
    Clock clock = Clock.systemUTC();
    installation = Installation.from(server.settings()::get);
    databases =
        new Databases(
            installation,
            new Tenants(installation.tenantsFolder()),
            new DataSources(4),
            new Migrations(clock));
    users =
        new Users(
            new UserRepository(databases),
            new ProofRepository(databases),
            new PasswordHashing(),
            new Audit(databases),
            clock);
    keys = new SigningKeys(new SigningKeyRepository(databases), new Secrets(installation), clock);
    logins = new Logins(new LoginRepository(databases), users::find, signer(clock), clock);
  }

  private BearerSigner signer(Clock clock) {
    return new BearerSigner(keys, installation.publicUrl(), clock);
  }

  /** Active, with {@link #PASSWORD}; the e-mail begins with the role. */
  User create(String tenant, Role role) {
    String email = role.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
    return users.create(
        Caller.commandLine(new TenantId(tenant)),
        NewUser.of(email + "@example.org", "A Person", role),
        PASSWORD);
  }

  Login login(User user) {
    return logins.begin(user, Channel.PASSWORD, user.role().scopes());
  }

  /** A bearer of a new login. */
  String bearer(User user) {
    return logins.tokens(login(user), user).accessToken();
  }

  /** A bearer of one person of each role; the operator's is no tenant's. */
  Map<Role, String> bearers(String tenant) {
    Map<Role, String> bearers = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      String where = role == Role.OPERATOR ? Users.PLATFORM.value() : tenant;
      bearers.put(role, bearer(create(where, role)));
    }
    return bearers;
  }

  /** A client with a bearer of a new login. */
  Api as(User user) {
    return server.api().withBearer(bearer(user));
  }

  /** One that was good an hour ago. */
  String expiredBearer(User user) {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    return issued(signer(past), user);
  }

  /** Signed with our own key, in another's name. */
  String bearerOfAnotherIssuer(User user) {
    return issued(new BearerSigner(keys, "https://issuer.example", Clock.systemUTC()), user);
  }

  private String issued(BearerSigner signer, User user) {
    return new Bearers(signer, logins, (tenant, key) -> Optional.empty()).issue(login(user), user);
  }

  Principal principal(User user) {
    return logins.current(user.tenant(), login(user).id()).orElseThrow();
  }

  /** What the page behind a program's question calls. */
  Authorizations authorizations() {
    Audit audit = new Audit(databases);
    Clock clock = Clock.systemUTC();
    return new Authorizations(
        new AuthorizationRepository(databases),
        new OauthClients(new OauthClientRepository(databases), audit, clock),
        audit,
        installation.publicUrl(),
        clock);
  }

  Users users() {
    return users;
  }

  SigningKeys keys() {
    return keys;
  }

  Logins logins() {
    return logins;
  }

  @Override
  public void close() {
    databases.close();
  }
}
