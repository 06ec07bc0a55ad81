package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.concierge.access.Role;

/** One person of each role of a tenant, invited and let in as people are. */
final class People {
  static final String PASSWORD = "a quiet morning by the river";

  private final TestInstallation installation;
  private final TenantAccess tenant;

  People(TestInstallation installation, TenantAccess tenant) {
    this.installation = installation;
    this.tenant = tenant;
  }

  static String email(Role role, TenantAccess tenant) {
    return role.name().toLowerCase(Locale.ROOT) + "@" + tenant.id() + ".example";
  }

  /** Bearers of those roles that a tenant can give. */
  Map<Role, String> bearers() {
    Map<Role, String> bearers = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      if (role != Role.OPERATOR) {
        bearers.put(role, bearer(role));
      }
    }
    return bearers;
  }

  /** Invites the person, who then chooses a password and is in. */
  String bearer(Role role) {
    Map<String, String> person =
        Map.of(
            "email", email(role, tenant),
            "name", "The " + role,
            "role", role.name().toLowerCase(Locale.ROOT));
    JsonNode invitation =
        installation.api().withKey(tenant.adminKey()).post("/api/v1/users", person).json();
    String token = invitation.path("link").asText().replaceFirst(".*token=", "");
    Answer in =
        installation
            .api()
            .post("/api/v1/auth/invitation", Map.of("token", token, "password", PASSWORD));
    if (in.status() >= 300) {
      throw new AssertionError(invitation + " -> " + in);
    }
    return in.json().path("access_token").asText();
  }
}
