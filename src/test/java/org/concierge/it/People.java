package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.cli.Workplace;
import org.concierge.identity.NewUser;
import org.concierge.identity.Users;
import org.concierge.tenant.Installation;

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

  /** A bearer of each role; the operator's is no tenant's. */
  Map<Role, String> bearers() {
    Map<Role, String> bearers = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      bearers.put(role, role == Role.OPERATOR ? operator() : bearer(role));
    }
    return bearers;
  }

  /** Made by the command line, as no other way makes one. */
  private String operator() {
    String email = email(Role.OPERATOR, tenant);
    try (Workplace workplace = new Workplace(Installation.from(installation.settings()::get))) {
      workplace
          .users()
          .create(
              Caller.commandLine(Users.PLATFORM),
              NewUser.of(email, "The operator", Role.OPERATOR),
              PASSWORD);
    }
    Map<String, String> login =
        Map.of("tenant_id", Users.PLATFORM.value(), "email", email, "password", PASSWORD);
    Answer in = installation.api().post("/api/v1/auth/login", login);
    if (in.status() != 200) {
      throw new AssertionError(in.toString());
    }
    return in.json().path("access_token").asText();
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
