package org.concierge.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.concierge.access.Person;
import org.concierge.access.Role;
import org.concierge.tenant.TenantId;

/**
 * A person in one tenant. The same e-mail in two tenants is two users, who know nothing of each
 * other.
 *
 * @param email lower case; unique in the tenant
 * @param department "" if not told
 * @param groups without the department
 * @param language BCP 47, "" for the browser's
 * @param validFrom credentials issued before are worth nothing: moved on by "log out everywhere", a
 *     new password, disabling
 * @param lastLogin empty before the first
 */
public record User(
    UUID id,
    TenantId tenant,
    String email,
    String name,
    String department,
    Role role,
    Set<String> groups,
    String language,
    Status status,
    Instant createdAt,
    Instant validFrom,
    Optional<Instant> lastLogin) {

  /** Only an ACTIVE user has credentials that work. */
  public enum Status {
    INVITED,
    ACTIVE,
    DISABLED
  }

  public User {
    groups = Set.copyOf(groups);
  }

  public boolean isActive() {
    return status == Status.ACTIVE;
  }

  /** As the guards of a request see this user; the department is a group among others. */
  public Person person() {
    Set<String> all = new TreeSet<>(groups);
    if (!department.isEmpty()) {
      all.add(department);
    }
    return new Person(id, email, name, department, role, all, language);
  }
}
