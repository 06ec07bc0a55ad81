package org.concierge.bearer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** Does what the database does, for one process. */
public final class MemoryLogins extends LoginRepository {
  private final Map<UUID, Login> logins = new ConcurrentHashMap<>();
  private final Map<UUID, String> clients = new ConcurrentHashMap<>();
  private final Set<UUID> ended = new HashSet<>();
  private final Map<String, Token> tokens = new TreeMap<>();

  private record Token(Login login, Instant expiresAt, boolean used) {}

  public MemoryLogins() {
    super(null);
  }

  @Override
  void insert(Login login, String client, Instant forgetBefore) {
    TenantScope.require(login.tenant());
    logins.put(login.id(), login);
    clients.put(login.id(), client);
  }

  @Override
  Optional<Login> use(TenantId tenant, UUID id, Instant now, Instant usedSince) {
    TenantScope.require(tenant);
    return Optional.ofNullable(logins.get(id))
        .filter(login -> login.tenant().equals(tenant) && !ended.contains(id));
  }

  @Override
  List<Login> of(TenantId tenant, UUID user, Instant usedSince) {
    TenantScope.require(tenant);
    return logins.values().stream()
        .filter(login -> login.tenant().equals(tenant) && login.user().equals(user))
        .filter(login -> !ended.contains(login.id()))
        .sorted(Comparator.comparing(Login::createdAt).reversed())
        .toList();
  }

  @Override
  void end(TenantId tenant, UUID id, Instant now) {
    use(tenant, id, now, now).ifPresent(login -> ended.add(id));
  }

  @Override
  void endAll(TenantId tenant, UUID user, Instant now) {
    of(tenant, user, now).forEach(login -> ended.add(login.id()));
  }

  @Override
  void addRefreshToken(Login login, byte[] hash, Instant now, Instant expiresAt) {
    TenantScope.require(login.tenant());
    tokens.put(name(hash), new Token(login, expiresAt, false));
  }

  @Override
  synchronized Optional<Owner> exchange(
      byte[] given, byte[] successor, String client, Instant now, Duration lifetime) {
    Token token = tokens.get(name(given));
    if (token == null
        || ended.contains(token.login().id())
        || !clients.get(token.login().id()).equals(client)
        || !token.expiresAt().isAfter(now)) {
      return Optional.empty();
    }
    if (token.used()) {
      ended.add(token.login().id());
      return Optional.empty();
    }
    tokens.put(name(given), new Token(token.login(), token.expiresAt(), true));
    tokens.put(name(successor), new Token(token.login(), now.plus(lifetime), false));
    return Optional.of(new Owner(token.login().tenant(), token.login().id()));
  }

  private static String name(byte[] hash) {
    return java.util.HexFormat.of().formatHex(hash);
  }
}
