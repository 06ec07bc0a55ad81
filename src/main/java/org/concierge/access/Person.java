package org.concierge.access;

import java.util.Set;
import java.util.UUID;

/**
 * The person behind a credential, as the tenant knows them.
 *
 * @param id the user's id, unique over all tenants
 * @param department "" if not told
 * @param groups those whose documents the person may read; the department is one of them
 * @param language as a BCP 47 tag, "" for the browser's
 */
public record Person(
    UUID id,
    String email,
    String name,
    String department,
    Role role,
    Set<String> groups,
    String language) {
  public Person {
    groups = Set.copyOf(groups);
  }
}
