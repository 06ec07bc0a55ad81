package org.concierge.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.concierge.access.Caller;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * A tenant's API keys: made, changed, given a new secret, revoked. Nobody makes or renews a key
 * that may do more than they themselves. Each method opens the tenant's scope itself. Thread safe.
 */
public final class TenantKeys {
  /** How long the former secret works where nothing else is said. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  private static final Duration MAX_OVERLAP = Duration.ofDays(30);

  private final TenantKeyRepository repository;
  private final ApiKeys keys;
  private final Audit audit;
  private final Clock clock;

  /**
   * A key in a list; its secret is nowhere.
   *
   * @param imported it stands in the tenant's settings, and is changed there
   * @param perMinute requests that it may make
   * @param origins of web pages that may use it; empty for any
   * @param formerUntil until when the secret before the present one works; empty if there was none
   */
  public record TenantKey(
      UUID id,
      String name,
      String prefix,
      Set<Scope> scopes,
      boolean imported,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> revokedAt,
      OptionalInt perMinute,
      List<String> origins,
      Optional<Instant> lastUsed,
      long useCount,
      Optional<Instant> formerUntil) {
    /** Where a list goes on after this key. */
    public Cursor position() {
      return new Cursor(createdAt, id);
    }
  }

  /** What a key is made of; see {@link KeyFields} for what is taken. */
  public record NewKey(
      String name,
      Set<Scope> scopes,
      Optional<Instant> expiresAt,
      OptionalInt perMinute,
      List<String> origins) {}

  /**
   * What is to be different; empty for what stays.
   *
   * @param perMinute 0 for any number
   * @param expiry holds nothing for never
   */
  public record KeyChange(
      Optional<String> name,
      Optional<Integer> perMinute,
      Optional<List<String>> origins,
      Optional<Optional<Instant>> expiry) {}

  /**
   * A key with its secret, which is shown now and never again.
   *
   * @param text the whole key
   */
  public record Shown(TenantKey key, String text) {
    @Override
    public String toString() {
      return "Shown[" + key + "]";
    }
  }

  public TenantKeys(TenantKeyRepository repository, ApiKeys keys, Audit audit, Clock clock) {
    this.repository = repository;
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  /** The newest first, revoked ones too; one more than the page shows, if there are more. */
  public List<TenantKey> list(TenantId tenant, Page page) {
    return in(tenant, () -> repository.list(tenant, page));
  }

  /** All of them, in the same order. */
  public List<TenantKey> all(TenantId tenant) {
    List<TenantKey> all = new ArrayList<>();
    Page page = Page.FIRST;
    while (true) {
      List<TenantKey> found = list(tenant, page);
      all.addAll(page.shown(found));
      if (found.size() <= page.limit()) {
        return all;
      }
      page = new Page(page.limit(), all.get(all.size() - 1).position());
    }
  }

  /**
   * @throws Problem NOT_FOUND if the tenant has no such key
   */
  public TenantKey get(TenantId tenant, UUID id) {
    return in(tenant, () -> repository.find(tenant, id)).orElseThrow(() -> Problem.notFound("key"));
  }

  /**
   * @param own the scopes of the one who asks
   * @throws Problem FORBIDDEN for a scope that is not among those
   */
  public Shown create(Caller by, Set<Scope> own, NewKey wanted) {
    requireAll(own, wanted.scopes());
    if (wanted.expiresAt().isPresent() && !wanted.expiresAt().get().isAfter(clock.instant())) {
      throw Problem.badRequest("\"expires_at\" is in the past.");
    }
    UUID id = UUID.randomUUID();
    ApiKey text = ApiKey.generate();
    in(
        by.tenant(),
        () -> {
          repository.insert(by.tenant(), id, wanted, text);
          return null;
        });
    record(by, "key.created", id, Map.of("name", wanted.name(), "prefix", text.prefix()));
    return new Shown(get(by.tenant(), id), text.text());
  }

  /**
   * @throws Problem NOT_FOUND, CONFLICT for a revoked one
   */
  public TenantKey change(Caller by, UUID id, KeyChange change) {
    living(by.tenant(), id);
    in(
        by.tenant(),
        () -> {
          repository.change(by.tenant(), id, change);
          return null;
        });
    keys.forget(id);
    Map<String, Object> details = new HashMap<>();
    change.name().ifPresent(name -> details.put("name", name));
    change.perMinute().ifPresent(limit -> details.put("rate_limit", limit));
    change.origins().ifPresent(origins -> details.put("allowed_origins", origins));
    change
        .expiry()
        .ifPresent(at -> details.put("expires_at", at.map(Instant::toString).orElse("")));
    record(by, "key.changed", id, details);
    return get(by.tenant(), id);
  }

  /**
   * Gives the key a new secret; the present one works on for the overlap, the one before that ends.
   *
   * @param own the scopes of the one who asks
   * @throws Problem NOT_FOUND, FORBIDDEN for a key that may more, CONFLICT for a revoked or an
   *     imported one
   */
  public Shown rotate(Caller by, Set<Scope> own, UUID id, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
      throw Problem.badRequest(
          "The former secret may work on for " + MAX_OVERLAP.toHours() + " hours at most.");
    }
    TenantKey key = living(by.tenant(), id);
    requireAll(own, key.scopes());
    if (key.imported()) {
      throw new Problem(
          ProblemType.CONFLICT, "This key stands in the tenant's settings: change it there.");
    }
    ApiKey next = ApiKey.generate(key.prefix());
    in(
        by.tenant(),
        () -> {
          repository.rotate(by.tenant(), id, next, clock.instant().plus(overlap));
          return null;
        });
    keys.forget(id);
    record(by, "key.rotated", id, Map.of("overlap_hours", overlap.toHours()));
    return new Shown(get(by.tenant(), id), next.text());
  }

  /** Ends the key, and the bearers that it has got; on other nodes within seconds. */
  public void revoke(Caller by, UUID id) {
    TenantKey key = get(by.tenant(), id);
    in(
        by.tenant(),
        () -> {
          repository.revoke(by.tenant(), id, clock.instant());
          return null;
        });
    keys.forget(id);
    if (key.revokedAt().isEmpty()) {
      record(by, "key.revoked", id, Map.of("name", key.name(), "prefix", key.prefix()));
    }
  }

  private TenantKey living(TenantId tenant, UUID id) {
    TenantKey key = get(tenant, id);
    if (key.revokedAt().isPresent()) {
      throw new Problem(ProblemType.CONFLICT, "This key is revoked.");
    }
    return key;
  }

  private static void requireAll(Set<Scope> own, Set<Scope> wanted) {
    for (Scope scope : wanted) {
      if (!own.contains(scope)) {
        throw new Problem(
            ProblemType.FORBIDDEN,
            "A key cannot be given the scope " + scope.wire() + " by one who lacks it.");
      }
    }
  }

  private void record(Caller by, String action, UUID key, Map<String, ?> details) {
    audit.record(by, action, key.toString(), details);
  }

  private static <T> T in(TenantId tenant, Supplier<T> work) {
    return TenantScope.get(tenant, work);
  }
}
