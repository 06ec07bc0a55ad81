package org.concierge.identity;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.audit.Audit;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * Users whom a tenant's identity provider knows. They are told by issuer and subject; an e-mail
 * only leads to a user if the provider has verified it, and to none whom a provider knows already:
 * e-mails are given to other people.
 */
final class ExternalUsers {
  private final UserRepository repository;
  private final ProofRepository proofs;
  private final Audit audit;
  private final Users users;

  ExternalUsers(UserRepository repository, ProofRepository proofs, Audit audit, Users users) {
    this.repository = repository;
    this.proofs = proofs;
    this.audit = audit;
    this.users = users;
  }

  /**
   * @return perhaps a disabled one: it stays so, whatever the provider says
   * @throws Problem CONFLICT if the e-mail is another user's, FORBIDDEN for somebody new where
   *     nobody new is let in
   */
  User justInTime(TenantId tenant, External external) {
    Optional<User> known = repository.findExternal(tenant, external.issuer(), external.subject());
    if (known.isPresent()) {
      return known.get().status() == User.Status.DISABLED
          ? known.get()
          : update(known.get(), external);
    }
    Optional<User> sameEmail =
        external.email().isEmpty() ? Optional.empty() : users.findByEmail(tenant, external.email());
    if (sameEmail.isPresent() && external.emailVerified()) {
      return link(sameEmail.get(), external);
    }
    return create(tenant, external);
  }

  private User link(User user, External external) {
    if (proofs.isExternal(user.tenant(), user.id())) {
      throw new Problem(
          ProblemType.CONFLICT, "Another person of your organisation has this e-mail already.");
    }
    if (user.status() == User.Status.DISABLED) {
      return user;
    }
    proofs.link(user.tenant(), user.id(), external);
    audit.record(by(user.tenant()), "user.linked", user.id().toString(), Map.of());
    return update(user, external);
  }

  private User create(TenantId tenant, External external) {
    User user = users.fresh(tenant, newUser(tenant, external), User.Status.ACTIVE);
    try {
      repository.insert(user, null, external);
    } catch (Problem problem) {
      // Two first logins at once: the other one has made the user.
      return repository
          .findExternal(tenant, external.issuer(), external.subject())
          .orElseThrow(() -> problem);
    }
    audit.record(by(tenant), "user.created", user.id().toString(), Users.described(user));
    return user;
  }

  /** An e-mail that is not verified is not stored: it may be somebody else's. */
  private static NewUser newUser(TenantId tenant, External external) {
    String key = external.issuer() + " " + external.subject();
    String login =
        external.emailVerified() && !external.email().isEmpty()
            ? external.email()
            : "sso-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return new NewUser(
        login,
        external.name(),
        "",
        role(external)
            .or(external::newRole)
            .filter(role -> role != Role.OPERATOR)
            .orElseThrow(ExternalUsers::uninvited),
        external.groups().orElse(Set.of()),
        "");
  }

  private static Problem uninvited() {
    return new Problem(
        ProblemType.FORBIDDEN, "Only whom an administrator has invited can come in here.");
  }

  /** What the provider says of role and groups wins; where it says nothing, ours stay. */
  private User update(User user, External external) {
    UserChange change =
        new UserChange(
            external.name().isBlank() ? null : external.name(),
            null,
            role(external).orElse(null),
            external.groups().orElse(null),
            null);
    User wanted = Users.with(change.applied(user), User.Status.ACTIVE, user.validFrom());
    if (wanted.equals(user)) {
      return user;
    }
    try {
      return changed(user, change);
    } catch (Problem problem) {
      if (problem.type() != ProblemType.CONFLICT) {
        throw problem;
      }
      // The last administrator stays one, or nobody could mend what the provider says.
      return changed(user, new UserChange(change.name(), null, null, change.groups(), null));
    }
  }

  private User changed(User user, UserChange change) {
    User changed =
        users.change(
            user.tenant(),
            user.id(),
            former ->
                Users.with(
                    change.applied(former),
                    former.status() == User.Status.DISABLED
                        ? User.Status.DISABLED
                        : User.Status.ACTIVE,
                    former.validFrom()));
    audit.record(by(user.tenant()), "user.changed", user.id().toString(), Users.described(changed));
    return changed;
  }

  /** No provider of a tenant makes operators. */
  private static Optional<Role> role(External external) {
    return external.role().filter(role -> role != Role.OPERATOR);
  }

  private static Caller by(TenantId tenant) {
    return new Caller(Caller.NOBODY, "identity provider", tenant, "");
  }
}
