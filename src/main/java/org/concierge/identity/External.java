package org.concierge.identity;

import java.util.Optional;
import java.util.Set;
import org.concierge.access.Role;

/**
 * A person as a tenant's identity provider describes them.
 *
 * @param issuer with {@code subject} the only thing by which the person is known again
 * @param email "" if the provider tells none
 * @param emailVerified whether the provider says so; an e-mail that is not proves nothing
 * @param role empty if the provider says nothing of roles: then the user keeps theirs
 * @param newRole what a new user is then; empty: none is made
 * @param groups as {@code role}; an empty set takes the user out of all
 */
public record External(
    String issuer,
    String subject,
    String email,
    boolean emailVerified,
    String name,
    Optional<Role> role,
    Optional<Role> newRole,
    Optional<Set<String>> groups) {
  public External {
    groups = groups.map(Set::copyOf);
  }
}
