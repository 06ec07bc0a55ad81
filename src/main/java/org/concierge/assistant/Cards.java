package org.concierge.assistant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.access.TenantSelection;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Cards of whom there is to ask: with a credential, whom its tenant opens to it; without one, whom
 * the named tenant opens to everybody. A tenant that opens nobody to them looks to strangers like
 * one that does not exist. Thread safe; opens the tenant's scope itself.
 */
public final class Cards {
  private static final String NOBODY = "Concierge";
  private static final String ABOUT = "Answers questions from documents, with their sources.";

  private final Assistants assistants;
  private final Tenants tenants;
  private final Installation installation;

  public Cards(Assistants assistants, Tenants tenants, Installation installation) {
    this.assistants = assistants;
    this.tenants = tenants;
    this.installation = installation;
  }

  /** Whom a reader can ask, and under which name. */
  private record Shown(String name, List<Assistant> open) {}

  /**
   * One for all assistants together.
   *
   * @param who empty for a stranger
   * @param named what the request calls the tenant
   * @throws Problem FORBIDDEN if that is not the credential's
   */
  Map<String, Object> all(Optional<Principal> who, List<String> named) {
    Shown shown = shown(who, named);
    return AgentCard.of(shown.name(), ABOUT, installation.publicUrl(), shown.open());
  }

  /**
   * One for a single assistant.
   *
   * @throws Problem NOT_FOUND if it is none that the reader can ask; as above
   */
  Map<String, Object> one(Optional<Principal> who, List<String> named, String id) {
    Assistant one =
        shown(who, named).open().stream()
            .filter(open -> open.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("assistant"));
    String about = one.description().isEmpty() ? ABOUT : one.description();
    return AgentCard.of(one.name(), about, installation.publicUrl(), List.of(one));
  }

  private Shown shown(Optional<Principal> who, List<String> named) {
    who.ifPresent(one -> TenantSelection.check(named, one.tenant()));
    String meant = who.map(one -> one.tenant().value()).orElse(named.isEmpty() ? "" : named.get(0));
    return tenants.all().stream()
        .filter(tenant -> tenant.id().value().equals(meant))
        .filter(tenant -> !tenant.suspended() && tenant.serves(Endpoint.CHAT))
        .findFirst()
        .map(tenant -> TenantScope.get(tenant.id(), () -> shown(tenant, who)))
        .orElse(new Shown(NOBODY, List.of()));
  }

  private Shown shown(Tenant tenant, Optional<Principal> who) {
    if (who.isPresent()) {
      boolean asks = who.get().may(Scope.CHAT);
      return new Shown(tenant.name(), asks ? assistants.open(tenant, who.get()) : List.of());
    }
    List<Assistant> open =
        assistants.all(tenant).stream().filter(one -> one.enabled() && one.isAnonymous()).toList();
    return new Shown(open.isEmpty() ? NOBODY : tenant.name(), open);
  }
}
