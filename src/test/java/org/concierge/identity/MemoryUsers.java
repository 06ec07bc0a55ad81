package org.concierge.identity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.concierge.access.Role;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/** Does what the database does, for one process. */
public final class MemoryUsers extends UserRepository {
  private final Map<UUID, User> users = new LinkedHashMap<>();
  private final Map<UUID, String> hashes = new LinkedHashMap<>();
  private final Map<UUID, External> externals = new LinkedHashMap<>();
  private final Proofs proofs = new Proofs();

  public MemoryUsers() {
    super(null);
  }

  public ProofRepository proofs() {
    return proofs;
  }

  public List<User> all() {
    return List.copyOf(users.values());
  }

  @Override
  Optional<User> find(TenantId tenant, UUID id) {
    return first(tenant, user -> user.id().equals(id));
  }

  @Override
  Optional<User> findByEmail(TenantId tenant, String email) {
    return first(tenant, user -> user.email().equals(email));
  }

  @Override
  Optional<User> findExternal(TenantId tenant, String issuer, String subject) {
    return first(
        tenant,
        user ->
            Optional.ofNullable(externals.get(user.id()))
                .filter(known -> known.issuer().equals(issuer) && known.subject().equals(subject))
                .isPresent());
  }

  @Override
  boolean isEmpty(TenantId tenant) {
    return first(tenant, user -> true).isEmpty();
  }

  @Override
  void insert(User user, String passwordHash, External external) {
    if (findByEmail(user.tenant(), user.email()).isPresent()) {
      throw new Problem(ProblemType.CONFLICT, "There is such a row already.");
    }
    users.put(user.id(), user);
    if (passwordHash != null) {
      hashes.put(user.id(), passwordHash);
    }
    if (external != null) {
      externals.put(user.id(), external);
    }
  }

  @Override
  Optional<User> change(TenantId tenant, UUID id, UnaryOperator<User> change) {
    Optional<User> changed = find(tenant, id).map(change);
    changed.ifPresent(
        user -> {
          requireAnAdmin(tenant, id, user.isActive() && user.role() == Role.ADMIN);
          users.put(id, user);
        });
    return changed;
  }

  @Override
  boolean delete(TenantId tenant, UUID id) {
    requireAnAdmin(tenant, id, false);
    return find(tenant, id).map(user -> users.remove(id)).isPresent();
  }

  private void requireAnAdmin(TenantId tenant, UUID id, boolean staysOne) {
    List<UUID> admins =
        users.values().stream()
            .filter(user -> user.tenant().equals(tenant))
            .filter(user -> user.isActive() && user.role() == Role.ADMIN)
            .map(User::id)
            .toList();
    if (admins.equals(List.of(id)) && !staysOne) {
      throw new Problem(ProblemType.CONFLICT, "The last administrator.");
    }
  }

  private Optional<User> first(TenantId tenant, Predicate<User> wanted) {
    return users.values().stream()
        .filter(user -> user.tenant().equals(tenant))
        .filter(wanted)
        .findFirst();
  }

  private final class Proofs extends ProofRepository {
    Proofs() {
      super(null);
    }

    @Override
    Optional<String> passwordHash(TenantId tenant, UUID id) {
      return find(tenant, id).map(user -> hashes.get(user.id()));
    }

    @Override
    boolean isExternal(TenantId tenant, UUID id) {
      return find(tenant, id).filter(user -> externals.containsKey(user.id())).isPresent();
    }

    @Override
    void setPassword(TenantId tenant, UUID id, String hash, Instant validFrom) {
      hashes.put(id, hash);
      users.computeIfPresent(id, (same, user) -> Users.with(user, user.status(), validFrom));
    }

    @Override
    void loggedIn(TenantId tenant, UUID id, Instant time) {
      // Nobody asks for it here.
    }

    @Override
    void link(TenantId tenant, UUID id, External external) {
      externals.put(id, external);
    }
  }
}
