package org.concierge.assistant;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.Person;
import org.concierge.access.Principal;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.tenant.TenantId;

/** Who may ask an assistant. Whatever is not plainly allowed is refused. Pure. */
final class Admission {
  static final String ANONYMOUS = "anonymous";
  static final String USER = "user";
  static final String TENANT_PREFIX = "tenant:";
  static final String USER_PREFIX = "user:";

  /** Filled in with the caller's tenant: so one definition serves all of them. */
  static final String OWN_TENANT = "{{tenant_id}}";

  /** Filled in with the id of the person who asks; nobody's for a key. */
  static final String OWN_USER = "{{user_id}}";

  private Admission() {}

  /** Whether the definition is the tenant's at all: one for another tenant is not even listed. */
  static boolean serves(Assistant assistant, TenantId tenant) {
    return assistant.scopes().stream()
        .filter(scope -> scope.startsWith(TENANT_PREFIX))
        .allMatch(scope -> filled(scope, tenant, "").equals(TENANT_PREFIX + tenant));
  }

  /** Administrators may ask any that is not kept for others by its scopes. */
  static boolean admits(Assistant assistant, Principal who) {
    Set<String> held = held(who);
    String user = who.person().map(person -> person.id().toString()).orElse("");
    return assistant.enabled()
        && assistant.scopes().stream()
            .map(scope -> filled(scope, who.tenant(), user))
            .allMatch(held::contains)
        && isInCircle(assistant, who);
  }

  private static boolean isInCircle(Assistant assistant, Principal who) {
    if (assistant.roles().isEmpty() && assistant.groups().isEmpty()) {
      return true;
    }
    Optional<Person> person = who.person();
    return who.scopes().containsAll(Role.ADMIN.scopes())
        || person.filter(one -> assistant.roles().contains(one.role())).isPresent()
        || person
            .filter(one -> one.groups().stream().anyMatch(assistant.groups()::contains))
            .isPresent();
  }

  private static Set<String> held(Principal who) {
    Set<String> held = new HashSet<>(List.of(ANONYMOUS));
    if (!who.isVisitor()) {
      held.add(TENANT_PREFIX + who.tenant());
      held.addAll(Scope.wires(who.scopes()));
    }
    who.person()
        .ifPresent(
            person -> {
              held.add(USER);
              held.add(USER_PREFIX + person.id());
            });
    return held;
  }

  private static String filled(String scope, TenantId tenant, String user) {
    return scope.replace(OWN_TENANT, tenant.value()).replace(OWN_USER, user);
  }
}
