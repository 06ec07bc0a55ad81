package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.concierge.it.Terminal.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant as one archive: out, gone, and in again as it was. */
class TenantArchiveIT {
  private static final String TEXT = "The lantern is lit at dusk.";

  @TempDir private Path folder;

  @Test
  void whatIsExportedComesBackAsItWas() throws Exception {
    TestInstallation installation = TestInstallation.shared();
    TestTenant tenant = TestTenant.fast(installation, "archive", Map.of());
    Terminal terminal = new Terminal(installation, folder);
    String document = tenant.learn("lantern.txt", TEXT);
    tenant.admin().post("/api/v1/collections", Map.of("name", "Lights"));
    tenant.ask("When is the lantern lit?");
    FurnishedTenant.invite(tenant.admin(), "person@archive.example");
    JsonNode before = exported(terminal, tenant.id(), folder.resolve("before.zip"));

    assertThat(text(folder.resolve("before.zip")))
        .contains(TEXT, "person@archive.example")
        .doesNotContain("password_hash\": \"", tenant.access().adminKey(), "sk-");

    assertThat(terminal.run("", "tenant delete " + tenant.id() + " --yes " + tenant.id()).code())
        .isZero();
    Outcome outcome = terminal.run("", "tenant import --json " + folder.resolve("before.zip"));

    assertThat(outcome.code()).as(outcome.text()).isZero();
    Api admin = installation.api().withKey(outcome.json().path("admin_api_key").asText());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> admin.get("/api/v1/documents").status() == 200);
    assertThat(admin.get("/api/v1/documents/" + document).json().path("status").asText())
        .isEqualTo("READY");
    assertThat(admin.get("/api/v1/documents/" + document + "/content").text()).isEqualTo(TEXT);
    assertThat(admin.get("/api/v1/collections").text()).contains("Lights");
    assertThat(admin.get("/api/v1/users").text()).contains("person@archive.example");
    assertThat(admin.get("/api/v1/admin/sessions").json().path("items")).hasSize(1);
    await()
        .alias("the former key ends")
        .atMost(Duration.ofSeconds(60))
        .until(() -> tenant.admin().get("/api/v1/documents").status() == 401);
    JsonNode after = exported(terminal, tenant.id(), folder.resolve("after.zip"));
    assertThat(rows(after)).isEqualTo(rows(before));
  }

  @Test
  void anArchiveThatWasChangedIsNotTaken() throws Exception {
    TestInstallation installation = TestInstallation.shared();
    TestTenant tenant = TestTenant.fast(installation, "forged", Map.of());
    Terminal terminal = new Terminal(installation, folder);
    tenant.learn("lantern.txt", TEXT);
    exported(terminal, tenant.id(), folder.resolve("good.zip"));
    Path forged = folder.resolve("forged.zip");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(folder.resolve("good.zip")));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(forged))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] bytes = in.readAllBytes();
        boolean rows = entry.getName().endsWith("/chunk.jsonl");
        out.write(rows ? new String(bytes).replace("dusk", "noon").getBytes() : bytes);
      }
    }
    terminal.run("", "tenant delete " + tenant.id() + " --yes " + tenant.id());

    Outcome changed = terminal.run("", "tenant import " + forged);
    Outcome other =
        terminal.run("", "tenant import --signed-by other " + folder.resolve("good.zip"));

    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.text()).contains("chunk.jsonl was changed");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.text()).contains("signed by another key");
    assertThat(installation.tenantsFolder().resolve(tenant.id())).doesNotExist();
  }

  private static JsonNode exported(Terminal terminal, String tenant, Path file) throws Exception {
    Outcome outcome = terminal.run("", "tenant export --json " + tenant + " --output " + file);
    assertThat(outcome.code()).as(outcome.text()).isZero();
    return outcome.json();
  }

  /** What each file of rows and each original holds; the audit goes on, settings are compared. */
  private static Map<String, String> rows(JsonNode manifest) {
    Map<String, String> rows = new TreeMap<>();
    for (JsonNode entry : manifest.path("entries")) {
      String name = entry.path("name").asText();
      if (!name.equals("audit.jsonl")) {
        rows.put(name, entry.path("rows").asLong() + " " + entry.path("sha256").asText());
      }
    }
    assertThat(rows).containsKeys("rows/chunk.jsonl", "rows/turn.jsonl", "people/app_user.jsonl");
    return rows;
  }

  private static String text(Path archive) throws Exception {
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          text.append(new String(in.readAllBytes()));
        }
      }
    }
    return text.toString();
  }
}
