package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line does is in the audit, as what people do. */
class CommandAuditIT {
  private final TestInstallation installation = TestInstallation.shared();
  @TempDir private Path folder;
  private TestTenant tenant;
  private Terminal terminal;

  @BeforeEach
  void aTenant() {
    tenant = TestTenant.fast(installation, "cli-audit", Map.of());
    terminal = new Terminal(installation, folder);
  }

  @Test
  void documentsComeAndGoWrittenDown() throws Exception {
    Path file = Files.writeString(folder.resolve("canary.txt"), "Nobody may read this there.");
    String there = " --tenant " + tenant.id();

    assertThat(terminal.run("", "documents import" + there, file.toString()).code()).isZero();
    String id = terminal.run("", "documents list --json" + there).json().at("/0/id").asText();
    assertThat(terminal.run("", "documents reindex" + there, id).code()).isZero();
    assertThat(terminal.run("", "documents delete" + there, id).code()).isZero();
    assertThat(terminal.run("", "history cleanup --days 1" + there).code()).isZero();
    assertThat(terminal.run("", "history cleanup --days 1 --dry-run" + there).code()).isZero();

    JsonNode events = tenant.admin().get("/api/v1/audit").json().path("items");
    for (String action : new String[] {"uploaded", "reindexed", "deleted"}) {
      assertThat(events)
          .filteredOn(event -> event.path("action").asText().equals("document." + action))
          .as(action)
          .singleElement()
          .matches(event -> event.path("object").asText().equals(id))
          .matches(event -> event.path("actor_name").asText().equals("command line"));
    }
    assertThat(TestTenant.texts(events, "action"))
        .contains("document.listed")
        .containsOnlyOnce("conversation.cleaned");
    assertThat(events.toString()).doesNotContain("canary", "Nobody may");
  }

  @Test
  void whatIsDoneToATenantIsInItsAuditAndInTheInstallations() throws Exception {
    assertThat(terminal.run("", "tenant suspend " + tenant.id()).code()).isZero();
    assertThat(terminal.run("", "tenant resume " + tenant.id()).code()).isZero();

    for (String audit : new String[] {tenant.id(), "platform"}) {
      JsonNode events =
          terminal.run("", "audit list --json --action tenant. --tenant " + audit).json();
      assertThat(events)
          .filteredOn(event -> event.path("object").asText().equals(tenant.id()))
          .extracting(event -> event.path("action").asText())
          .as(audit)
          .contains("tenant.suspended", "tenant.resumed");
    }
  }
}
