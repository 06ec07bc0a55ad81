package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.concierge.it.Terminal.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The isolation certificate of a running server, and its check by somebody who has nothing else.
 */
class ProveIT {
  @TempDir private Path folder;

  @Test
  void theRunningServerIsProvedIsolatedAndTheReportCanBeChecked() throws Exception {
    TestInstallation installation = TestInstallation.shared();
    TestTenant tenant = TestTenant.fast(installation, "prove", Map.of());
    tenant.learn("plain.txt", "Nobody attacks this one.");
    Terminal terminal = new Terminal(installation, folder);
    long tenants = count(installation);

    Outcome outcome =
        terminal.run("", "tenant prove --json --url " + installation.url() + " --output " + folder);

    assertThat(outcome.code()).as(outcome.text()).isZero();
    JsonNode report = Api.JSON.readTree(Files.readString(folder.resolve("isolation.json")));
    assertThat(report.path("isolated").asBoolean()).isTrue();
    assertThat(report.path("breaches")).isEmpty();
    assertThat(report.path("tenants").toString()).contains(tenant.id()).doesNotContain("probe-");
    int routes = tenant.admin().get("/api/v1/routes").json().path("items").size();
    assertThat(report.path("routes")).hasSize(routes);
    for (JsonNode route : report.path("routes")) {
      boolean open = route.path("rule").asText().startsWith("public: ");
      assertThat(route.path("attacks").asInt() > 0).as(route.toString()).isEqualTo(!open);
    }
    assertThat(report.path("schemas").toString()).contains("chunk", "audit_event");
    assertThat(report.path("attacks").asInt()).isGreaterThan(1_000);
    assertThat(count(installation)).as("probes that are left").isEqualTo(tenants);

    Path keys = folder.resolve("jwks.json");
    Files.writeString(keys, installation.api().get("/.well-known/jwks.json").text());
    String check = "tenant verify " + folder.resolve("isolation.jws") + " --keys " + keys;
    assertThat(terminal.run("", check).code()).isZero();
    Path signed = folder.resolve("isolation.jws");
    String text = Files.readString(signed);
    int middle = text.length() / 2;
    char other = text.charAt(middle) == 'A' ? 'B' : 'A';
    Files.writeString(signed, text.substring(0, middle) + other + text.substring(middle + 1));
    assertThat(terminal.run("", check).code()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("isolation.html")))
        .contains("Isolated.", "audit_event", "GET /api/v1/documents/{id}");
  }

  private static long count(TestInstallation installation) throws Exception {
    try (var folders = Files.list(installation.tenantsFolder())) {
      return folders.count();
    }
  }
}
