package org.concierge.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.KeyKind;
import org.concierge.access.Principal;
import org.concierge.security.ApiKeyRepository.Imported;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** API keys: made, imported, recognised. Thread safe. */
public final class ApiKeys {
  private static final Logger LOG = System.getLogger(ApiKeys.class.getName());

  /** A revoked key works this long at most; the product promises a minute. */
  private static final Duration REMEMBERED = Duration.ofSeconds(15);

  private static final int MAX_KEY_LENGTH = 512;

  private final ApiKeyRepository repository;

  /** By hash, not by key: a heap dump holds no credential. */
  private final Cache<ByteBuffer, Known> recognised =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  private final Cache<Id, Optional<Known>> living =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  private record Id(TenantId tenant, UUID key) {}

  /**
   * A living key.
   *
   * @param perMinute requests that it may make
   * @param origins of the web pages that may use it; empty for any
   */
  public record Known(Principal principal, OptionalInt perMinute, Set<String> origins) {
    public Known {
      origins = Set.copyOf(origins);
    }
  }

  public ApiKeys(ApiKeyRepository repository) {
    this.repository = repository;
  }

  /**
   * Whose key is this? Empty for a key that is unknown, revoked or expired; which, is not told.
   *
   * @throws org.concierge.problem.Problem UNAVAILABLE while the database is away
   */
  public Optional<Known> recognise(String key) {
    if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
      return Optional.empty();
    }
    ByteBuffer hash = ByteBuffer.wrap(new ApiKey(key).hash());
    Known known = recognised.getIfPresent(hash);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Known> found = repository.findByHash(hash.array());
    found.ifPresent(fresh -> recognised.put(hash, fresh));
    return found;
  }

  /**
   * The key with this id as of now, at most 15 seconds old; empty once it is revoked or expired.
   *
   * @throws org.concierge.problem.Problem UNAVAILABLE while the database is away
   */
  public Optional<Known> find(TenantId tenant, UUID key) {
    return living.get(
        new Id(tenant, key),
        id -> TenantScope.get(id.tenant(), () -> repository.find(id.tenant(), id.key())));
  }

  /** What is remembered of a key is looked up again: it was changed. */
  void forget(UUID key) {
    recognised.asMap().values().removeIf(known -> known.principal().id().equals(key));
    living.asMap().keySet().removeIf(id -> id.key().equals(key));
  }

  /** Makes the tenant's three keys anew; former ones of the same kind stop working. */
  public Map<KeyKind, String> renew(TenantId tenant) {
    Map<KeyKind, String> keys = new EnumMap<>(KeyKind.class);
    TenantScope.run(
        tenant,
        () -> {
          for (KeyKind kind : KeyKind.values()) {
            ApiKey key = ApiKey.generate();
            repository.revoke(tenant, name(kind));
            repository.insert(tenant, name(kind), key, kind.scopes());
            keys.put(kind, key.text());
          }
        });
    return keys;
  }

  /** Stores the hashes of the keys that the tenant's file holds, and drops those it held before. */
  public void importFrom(Tenant tenant) {
    List<Imported> keys =
        tenant.importedKeys().entrySet().stream()
            .map(
                entry -> {
                  KeyKind kind = KeyKind.valueOf(entry.getKey());
                  ApiKey key = new ApiKey(entry.getValue().value());
                  return new Imported(name(kind) + " (imported)", key, kind.scopes());
                })
            .toList();
    List<Imported> taken =
        TenantScope.get(tenant.id(), () -> repository.replaceImported(tenant.id(), keys));
    for (Imported key : taken) {
      LOG.log(
          Level.ERROR,
          "tenant {0}: its {1} key is another tenant''s already, and opens that one only",
          tenant.id(),
          key.name());
    }
  }

  private static String name(KeyKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
