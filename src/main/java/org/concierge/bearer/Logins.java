package org.concierge.bearer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.identity.User;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Logins: begun, carried on by refresh tokens, ended. A login is worth something while it has not
 * ended, its user is active and has not logged out everywhere since. Every method runs in a tenant
 * scope of its own. Thread safe.
 */
public final class Logins {
  /** A login that is used less often than this is over. */
  static final Duration LIFETIME = Duration.ofDays(30);

  /** What died works this long at most; the product promises a minute. */
  private static final Duration REMEMBERED = Duration.ofSeconds(15);

  /** The client of our own pages. */
  private static final String OWN = "";

  private final LoginRepository repository;
  private final Directory users;
  private final BearerSigner signer;
  private final Clock clock;
  private final Cache<Key, Optional<Principal>> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  private record Key(TenantId tenant, UUID login) {}

  /** Where users are found. */
  @FunctionalInterface
  public interface Directory {
    Optional<User> find(TenantId tenant, UUID user);
  }

  public Logins(LoginRepository repository, Directory users, BearerSigner signer, Clock clock) {
    this.repository = repository;
    this.users = users;
    this.signer = signer;
    this.clock = clock;
  }

  /** Lets the user in. Whether they have proved who they are is the caller's business. */
  public Login begin(User user, Channel channel, Set<Scope> scopes) {
    return begin(user, channel, scopes, OWN);
  }

  /**
   * As {@link #begin(User, Channel, Set)}, for another program.
   *
   * @param client whose refresh tokens only it can use
   */
  public Login begin(User user, Channel channel, Set<Scope> scopes, String client) {
    // As precise as what is stored: the same login is the same before and after.
    Instant now = now();
    Login login = new Login(UUID.randomUUID(), user.tenant(), user.id(), channel, now, scopes);
    TenantScope.run(user.tenant(), () -> repository.insert(login, client, now.minus(LIFETIME)));
    return login;
  }

  /** A first bearer of the login and a first refresh token. */
  public Tokens tokens(Login login, User user) {
    RefreshToken token = RefreshToken.generate();
    Instant now = now();
    TenantScope.run(
        login.tenant(),
        () -> repository.addRefreshToken(login, token.hash(), now, now.plus(LIFETIME)));
    return new Tokens(signer.sign(login, user), token.text(), BearerSigner.LIFETIME);
  }

  /**
   * The next bearer and refresh token of a login of our own pages. A refresh token that was used
   * before ends its login.
   *
   * @throws Problem UNAUTHENTICATED if it cannot be used, whyever
   */
  public Tokens refresh(String refreshToken) {
    return refresh(refreshToken, OWN);
  }

  /** As {@link #refresh(String)}, for another program, which must be the one it was made for. */
  public Tokens refresh(String refreshToken, String client) {
    RefreshToken next = RefreshToken.generate();
    LoginRepository.Owner owner =
        RefreshToken.parse(refreshToken)
            .flatMap(
                given -> repository.exchange(given.hash(), next.hash(), client, now(), LIFETIME))
            .orElseThrow(Logins::unusable);
    known.invalidate(new Key(owner.tenant(), owner.login()));
    Optional<Login> login = find(owner.tenant(), owner.login());
    Optional<User> user = login.flatMap(this::userOf);
    if (user.isEmpty()) {
      end(owner.tenant(), owner.login());
      throw unusable();
    }
    return new Tokens(signer.sign(login.get(), user.get()), next.text(), BearerSigner.LIFETIME);
  }

  /** Nothing happens if it has ended, or never was. */
  public void end(TenantId tenant, UUID login) {
    TenantScope.run(tenant, () -> repository.end(tenant, login, now()));
    known.invalidate(new Key(tenant, login));
  }

  /** Ends all logins of a user; on other nodes within seconds. */
  public void endAll(TenantId tenant, UUID user) {
    TenantScope.run(tenant, () -> repository.endAll(tenant, user, now()));
    known
        .asMap()
        .values()
        .removeIf(principal -> principal.map(Principal::id).equals(Optional.of(user)));
  }

  /** The logins of a user that have not ended, the newest first. */
  public List<Login> of(TenantId tenant, UUID user) {
    return TenantScope.get(tenant, () -> repository.of(tenant, user, now().minus(LIFETIME)));
  }

  /**
   * The person who logged in, as of now, at most 15 seconds old; with the scopes of both the login
   * and the role. Empty once the login is worth nothing.
   *
   * @throws Problem UNAVAILABLE while the database is away
   */
  public Optional<Principal> current(TenantId tenant, UUID login) {
    return known.get(new Key(tenant, login), this::load);
  }

  private Optional<Principal> load(Key key) {
    return find(key.tenant(), key.login())
        .flatMap(login -> userOf(login).map(user -> principal(login, user)));
  }

  private Optional<Login> find(TenantId tenant, UUID login) {
    Instant now = now();
    return TenantScope.get(tenant, () -> repository.use(tenant, login, now, now.minus(LIFETIME)));
  }

  private Optional<User> userOf(Login login) {
    return users
        .find(login.tenant(), login.user())
        .filter(User::isActive)
        .filter(user -> !login.createdAt().isBefore(user.validFrom()));
  }

  private static Principal principal(Login login, User user) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(login.scopes());
    scopes.retainAll(user.role().scopes());
    return Principal.ofPerson(user.person(), login.tenant(), scopes, login.id());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Problem unusable() {
    return new Problem(
        ProblemType.UNAUTHENTICATED, "The refresh token is unknown, used or expired.");
  }
}
