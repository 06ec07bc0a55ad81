package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.concierge.scanning.ClamdOfTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to an installation with ClamAV's own daemon, where it is installed. */
class VirusScanIT {
  @TempDir private static Path folder;
  private static ClamdOfTests clamd;
  private static TestInstallation installation;

  @BeforeAll
  static void start() throws IOException {
    assumeThat(ClamdOfTests.isInstalled()).as(ClamdOfTests.advice()).isTrue();
    clamd = ClamdOfTests.start(folder);
    installation = TestInstallation.fresh(Map.of("CLAMD_SOCKET", clamd.socket().toString()));
  }

  @AfterAll
  static void stop() {
    if (clamd != null) {
      clamd.close();
      installation.close();
    }
  }

  @Test
  void anInfectedFileIsNotReadNotKeptAndWrittenDown() {
    TestTenant tenant = TestTenant.fast(installation, "viruses", Map.of());
    String text = "A letter. " + ClamdOfTests.OURS;

    String id = tenant.upload(Api.Part.file("letter.txt", text)).get(0);

    assertThat(tenant.failed(id)).contains("A virus was found", "Own.Test", "deleted");
    assertThat(tenant.document(id).path("chunks").asInt()).isZero();
    assertThat(tenant.admin().get("/api/v1/documents/" + id + "/content").status()).isEqualTo(404);
    JsonNode events =
        tenant.admin().get("/api/v1/audit?action=document.infected").json().path("items");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).path("object").asText()).isEqualTo(id);
    assertThat(events.get(0).toString()).contains("Own.Test").doesNotContain("A letter");
  }

  @Test
  void aCleanFileIsRead() {
    TestTenant tenant = TestTenant.fast(installation, "clean", Map.of("VIRUS_SCAN", "required"));

    tenant.learn("clean.txt", "The well is deep.");
  }

  @Test
  void withoutItsScannerATenantThatRequiresOneReadsNothing() throws IOException {
    TestTenant strict = TestTenant.fast(installation, "strict", Map.of("VIRUS_SCAN", "required"));
    TestTenant easy = TestTenant.fast(installation, "easy", Map.of());
    clamd.close();
    try {
      easy.learn("easy.txt", "The bridge is long.");
      String id = strict.upload(Api.Part.file("strict.txt", "The tower is high.")).get(0);

      // It waits for its scanner, and says so.
      await()
          .untilAsserted(
              () ->
                  assertThat(strict.document(id).path("reason").asText())
                      .contains("virus scanner is not available"));
      assertThat(TestTenant.status(strict.document(id))).isNotEqualTo("READY");
      assertThat(strict.document(id).path("chunks").asInt()).isZero();
    } finally {
      clamd = ClamdOfTests.start(folder);
    }
  }
}
