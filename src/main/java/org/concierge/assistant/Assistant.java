package org.concierge.assistant;

import java.util.List;
import java.util.Set;
import org.concierge.access.Role;

/**
 * Somebody to ask within a tenant: its own instructions beside the tenant's prompt, its own corner
 * of the documents, its own circle of people. It opens no document to anybody: what it looks at is
 * what the one who asks may read, or less.
 *
 * @param id unique in a tenant; part of addresses
 * @param description for the people who choose
 * @param instructions for the model, behind the tenant's prompt
 * @param collections ids or paths of those it looks into, with all within them; empty: anywhere
 * @param model asked instead of the tenant's, at the same provider; "" for the tenant's
 * @param roles one of which a person must have, unless a group fits; empty with no group: any
 * @param groups one of which a person must be in, unless a role fits
 * @param scopes each of which a caller must hold; may hold {@code {{tenant_id}}} and {@code
 *     {{user_id}}}
 * @param questions to begin with
 */
public record Assistant(
    String id,
    String name,
    String description,
    String instructions,
    List<String> collections,
    String model,
    Set<Role> roles,
    Set<String> groups,
    List<String> scopes,
    List<String> questions,
    boolean enabled,
    Origin origin) {

  public Assistant {
    collections = List.copyOf(collections);
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
    scopes = List.copyOf(scopes);
    questions = List.copyOf(questions);
  }

  /** Where a definition stands. */
  public enum Origin {
    /** In the installation's file: each tenant has it, with its own documents. */
    INSTALLATION,
    /** In the tenant's own file. */
    FILE,
    /**
     * Made in the tenant, on the console or by the API; the only kind that can be changed there.
     */
    TENANT
  }

  /** Whether somebody without any credential may ask it. */
  public boolean isAnonymous() {
    return scopes.equals(List.of(Admission.ANONYMOUS));
  }
}
