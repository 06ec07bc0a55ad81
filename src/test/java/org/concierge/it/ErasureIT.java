package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.concierge.it.Terminal.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who must be forgotten: gone from every table but the audit, which says so. */
class ErasureIT {
  private static final String EMAIL = "forgotten.person@erasure.example";

  @TempDir private Path folder;

  @Test
  void aPersonIsErasedAndTheReceiptSaysWhatIsLeft() throws Exception {
    TestInstallation installation = TestInstallation.shared();
    TestTenant tenant = TestTenant.fast(installation, "erasure", Map.of());
    tenant.learn("harbour.txt", "The harbour opens at five.");
    TestPerson person = TestPerson.in(installation, tenant.id(), EMAIL, Role.MEMBER);
    Api api = installation.api().withBearer(person.tokens().path("access_token").asText());
    assertThat(api.post("/api/v1/chat", Map.of("message", "When does it open?")).status())
        .isEqualTo(200);
    tenant.ask("Does the harbour open at five?");
    assertThat(sessions(tenant)).hasSize(2);
    Terminal terminal = new Terminal(installation, folder);
    Path receipt = folder.resolve("receipt.jws");
    String command = "tenant erase --json " + tenant.id() + " --user " + EMAIL;

    assertThat(terminal.run("", command).code()).as("without --yes").isEqualTo(2);
    Outcome outcome = terminal.run("", command + " --yes " + EMAIL + " --output " + receipt);

    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.json().at("/deleted/conversation").asInt()).isEqualTo(1);
    assertThat(sessions(tenant)).hasSize(1);
    assertThat(tenant.admin().get("/api/v1/users").text()).doesNotContain(EMAIL);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.get("/api/v1/conversations").status() == 401);
    List<String> remains =
        Api.JSON.convertValue(
            outcome.json().path("remains"),
            Api.JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    assertThat(remains)
        .isNotEmpty()
        .allMatch(line -> line.matches(".*(audit_event|usage_day|backups).*"));
    assertThat(terminal.run("", "tenant verify " + receipt).code()).isZero();
    assertThat(terminal.run("", command + " --yes " + EMAIL).code()).as("again").isEqualTo(1);
  }

  private static JsonNode sessions(TestTenant tenant) {
    return tenant.admin().get("/api/v1/admin/sessions").json().path("items");
  }
}
