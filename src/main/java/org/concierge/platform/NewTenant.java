package org.concierge.platform;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.tenant.Allowance.Plan;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;

/** A tenant to be made. */
public record NewTenant(TenantId id, String name, Isolation isolation, Plan plan) {
  private static final int MAX_NAME = 200;

  /**
   * Reads what a caller wrote; only the id is required.
   *
   * @throws Problem BAD_REQUEST that names the field
   */
  public static NewTenant read(String id, String name, String isolation, String plan) {
    if (id == null || id.isBlank()) {
      throw Problem.badRequest("\"id\" is missing.");
    }
    TenantId wanted =
        TenantId.parse(id.strip())
            .orElseThrow(() -> Problem.badRequest("\"id\" must match [a-z][a-z0-9-]{1,30}."));
    String called = name == null || name.isBlank() ? wanted.value() : name.strip();
    if (called.length() > MAX_NAME) {
      throw Problem.badRequest("\"name\" may have " + MAX_NAME + " characters at most.");
    }
    if (called.chars().anyMatch(Character::isISOControl)) {
      throw Problem.badRequest("\"name\" must be one line.");
    }
    return new NewTenant(
        wanted,
        called,
        one(
            Isolation.values(),
            isolation,
            Isolation.SHARED,
            "\"isolation\" must be shared, schema or database."),
        one(Plan.values(), plan, Plan.BASIC, "\"plan\" must be basic, premium or enterprise."));
  }

  private static <E extends Enum<E>> E one(E[] all, String wanted, E usual, String otherwise) {
    if (wanted == null || wanted.isBlank()) {
      return usual;
    }
    return Stream.of(all)
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst()
        .orElseThrow(() -> Problem.badRequest(otherwise));
  }

  Map<String, String> settings() {
    return Map.of("PLAN", plan.name().toLowerCase(Locale.ROOT));
  }
}
