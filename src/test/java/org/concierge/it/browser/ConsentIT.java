package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Role;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person lets another program in, or does not. */
class ConsentIT {
  private static final String NAME = "<b>Reader</b>";

  private static TestInstallation installation;
  private static HttpServer program;
  private static String back;
  private static Chromium chromium;
  private static String tenant;
  private static String client;

  @BeforeAll
  static void cast() throws IOException {
    // No route of the browser's: those are not asked where a redirect leads.
    program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    program.createContext("/", ConsentIT::answer);
    program.start();
    back = "http://127.0.0.1:" + program.getAddress().getPort() + "/back";
    chromium = new Chromium();
    installation = TestInstallation.shared();
    tenant = Stage.fresh("consent");
    TenantAccess access = installation.createTenant(tenant, Map.of("TENANT_NAME", "Acme"));
    try (People people = new People(installation)) {
      people.create(tenant, "ann@consent.example", "Ann", Role.MEMBER);
    }
    client =
        installation
            .api()
            .withKey(access.adminKey())
            .post("/api/v1/keys/clients", Map.of("name", NAME, "redirect_uris", List.of(back)))
            .json()
            .path("client_id")
            .asText();
  }

  @AfterAll
  static void end() {
    program.stop(0);
    chromium.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] body = "the program".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Asked by the program, and signed in on the way. */
  private static Visitor asked() {
    Visitor ann = new Visitor(installation, chromium.stranger());
    ann.open(
        "/oauth/authorize?response_type=code&scope=documents:read&state=s&client_id="
            + client
            + "&redirect_uri="
            + back
            + "&code_challenge_method=S256&code_challenge="
            + "a".repeat(43));
    ann.type("E-mail", "ann@consent.example");
    ann.type("Password", People.PASSWORD);
    ann.type("Company id (optional)", tenant);
    ann.press("Sign in");
    return ann;
  }

  @Test
  void whoAllowsItIsSentBackWithACode() {
    try (Visitor ann = asked()) {
      assertThat(ann.title()).isEqualTo("Let " + NAME + " in?");
      assertThat(ann.text())
          .contains("ann@consent.example", "Read documents", "127.0.0.1")
          .doesNotContain("Ask questions");
      ann.press("Allow");
      ann.page().waitForURL(back + "**");
      assertThat(ann.page().url()).contains("code=", "state=s");
      assertThat(ann.complaints()).isEmpty();
    }
  }

  @Test
  void whoDeniesItIsSentBackWithout() {
    try (Visitor ann = asked()) {
      ann.press("Deny");
      ann.page().waitForURL(back + "**");
      assertThat(ann.page().url()).contains("error=access_denied").doesNotContain("code=");
    }
  }

  @Test
  void aQuestionThatIsNotOnesOwnIsNotFound() {
    try (Visitor ann = asked()) {
      int status = ann.open("/dashboard/consent.xhtml?request=" + UUID.randomUUID());
      assertThat(status).isEqualTo(404);
      assertThat(ann.title()).isEqualTo("There is no such page");
    }
  }
}
