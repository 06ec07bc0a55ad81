package org.concierge.platform;

import java.util.Locale;
import java.util.Optional;
import org.concierge.tenant.Allowance.Plan;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * A tenant as an operator sees it: that it is there and how it does, nothing of what it holds.
 *
 * @param name the id, where its settings cannot be read
 * @param plan empty where its settings cannot be read, as {@code isolation}
 * @param problem file, line and key of settings that cannot be read; "" otherwise
 * @param look empty if nobody could look at its databases yet
 */
public record Overseen(
    TenantId id,
    String name,
    Optional<Plan> plan,
    Optional<Isolation> isolation,
    State state,
    String problem,
    Optional<Look> look) {

  /** What can be done with a tenant follows from it. */
  public enum State {
    ACTIVE,
    SUSPENDED,
    /** Rows of it may be gone: it can only be erased to the end. */
    ERASING,
    /** Its settings cannot be read. */
    BROKEN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Overseen of(Tenant tenant) {
    return new Overseen(
        tenant.id(),
        tenant.name(),
        Optional.of(tenant.allowance().plan()),
        Optional.of(tenant.isolation()),
        tenant.suspended() ? State.SUSPENDED : State.ACTIVE,
        "",
        Optional.empty());
  }

  static Overseen broken(TenantId id, String complaint) {
    return new Overseen(
        id,
        id.value(),
        Optional.empty(),
        Optional.empty(),
        State.BROKEN,
        complaint,
        Optional.empty());
  }

  Overseen being(State other) {
    return new Overseen(id, name, plan, isolation, other, problem, look);
  }

  Overseen seen(Look taken) {
    return new Overseen(id, name, plan, isolation, state, problem, Optional.ofNullable(taken));
  }

  boolean isNamed(String words) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    return id.value().contains(wanted) || name.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
