package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.cli.Workplace;
import org.concierge.identity.NewUser;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;

/** A user of a tenant, with a password. */
record TestPerson(
    TestInstallation installation, String tenant, String id, String email, String password) {

  /** With a department of the same name as a group, and a password of random characters. */
  static TestPerson in(TestInstallation installation, String tenant, String email, Role role) {
    return in(installation, tenant, email, role, "secret " + UUID.randomUUID());
  }

  static TestPerson in(
      TestInstallation installation, String tenant, String email, Role role, String password) {
    NewUser user = new NewUser(email, "Name of " + email, "", role, Set.of("staff"), "en");
    try (Workplace workplace = new Workplace(Installation.from(installation.settings()::get))) {
      String id =
          workplace
              .users()
              .create(Caller.commandLine(new TenantId(tenant)), user, password)
              .id()
              .toString();
      return new TestPerson(installation, tenant, id, email, password);
    }
  }

  /** Logs in, which must succeed. */
  JsonNode tokens() {
    Answer answer = login(installation.api(), password);
    if (answer.status() != 200) {
      throw new AssertionError(email + " cannot log in: " + answer);
    }
    return answer.json();
  }

  Answer login(Api api, String typed) {
    return api.post(
        "/api/v1/auth/login", Map.of("tenant_id", tenant, "email", email, "password", typed));
  }

  /** A client of a login of its own. */
  Api api() {
    return installation.api().withBearer(tokens().path("access_token").asText());
  }

  /** The id of a login that lives. */
  String loginId() {
    return api().get("/api/v1/auth/logins").json().at("/items/0/id").asText();
  }

  static String tokenOf(JsonNode invitation) {
    return List.of(invitation.path("link").asText().split("token=")).get(1);
  }
}
