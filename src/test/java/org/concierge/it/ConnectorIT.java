package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concierge.remote.ServerOfTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of Apache's mod_dav and a bucket of S3Proxy, kept in step with a tenant's documents. */
class ConnectorIT {
  private static final String CONNECTORS = "/api/v1/connectors";

  @TempDir private static Path work;
  private static TestInstallation installation;

  @BeforeAll
  static void start() throws IOException {
    installation = TestInstallation.shared();
    // Apache, started by root, reads as somebody else.
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterAll
  static void none() {
    assertThat(installation.server().isRunning()).isTrue();
  }

  @Test
  void aFolderIsKeptInStep() throws IOException {
    assumeThat(ServerOfTests.hasApache())
        .as("Apache is not installed: apt-get install apache2-bin")
        .isTrue();
    TestTenant tenant = TestTenant.fast(installation, "dav", Map.of());
    String kept = tenant.learn("kept.txt", "The mill was here before.");
    try (ServerOfTests server = ServerOfTests.webDav(Files.createDirectory(work.resolve("dav")))) {
      Path files = work.resolve("dav/files");
      Files.createDirectories(files.resolve("a folder"));
      Files.writeString(files.resolve("a folder/one.txt"), "The barn is red.");
      Files.writeString(files.resolve("two.txt"), "The pond is cold.");
      Files.writeString(files.resolve("same.txt"), "The mill was here before.");
      String id = added(tenant, "webdav", server.at("/dav/shared/"));

      JsonNode first = finished(tenant, id, "");
      assertThat(first.path("status").asText()).as(first.toString()).isEqualTo("ok");
      assertThat(first.at("/last/added").asInt()).isEqualTo(3);
      assertThat(first.toString()).doesNotContain(ServerOfTests.PASSWORD);
      await().until(() -> names(tenant, "READY").size() == 3);
      assertThat(names(tenant, "READY"))
          .containsExactlyInAnyOrder("kept.txt", "one.txt", "two.txt");

      Files.writeString(files.resolve("two.txt"), "The pond is warm by now.");
      Files.delete(files.resolve("a folder/one.txt"));
      Files.delete(files.resolve("same.txt"));
      JsonNode second = synced(tenant, id, first);

      assertThat(second.at("/last/changed").asInt()).isEqualTo(1);
      assertThat(second.at("/last/removed").asInt()).isEqualTo(2);
      await()
          .untilAsserted(
              () ->
                  assertThat(names(tenant, "READY"))
                      .containsExactlyInAnyOrder("kept.txt", "two.txt"));
      assertThat(tenant.search("How is the pond?", 5).text())
          .contains("warm by now")
          .doesNotContain("pond is cold", "barn");
      assertThat(tenant.document(kept).path("status").asText())
          .as("a document that was here before stays, though its file there has gone")
          .isEqualTo("READY");
      assertThat(synced(tenant, id, second).at("/last/changed").asInt()).isZero();
    }
  }

  @Test
  void whatIsAwayIsNotGone() throws IOException {
    TestTenant tenant = TestTenant.fast(installation, "away", Map.of());
    Path folder = Files.createDirectory(work.resolve("away"));
    try (ServerOfTests server = ServerOfTests.s3(folder)) {
      server.put("/bucket", "");
      server.put("/bucket/one.txt", "The stairs are steep.");
      String id = added(tenant, "s3", server.at("/bucket"));
      JsonNode first = finished(tenant, id, "");
      await().until(() -> names(tenant, "READY").size() == 1);

      server.close();
      JsonNode second = synced(tenant, id, first);

      assertThat(second.path("status").asText()).isEqualTo("failed");
      assertThat(second.path("error").asText()).isNotBlank();
      assertThat(names(tenant, "READY")).containsExactly("one.txt");
    }
  }

  @Test
  void aBucketIsKeptInStep() throws IOException {
    TestTenant tenant = TestTenant.fast(installation, "s3", Map.of());
    try (ServerOfTests server = ServerOfTests.s3(Files.createDirectory(work.resolve("s3")))) {
      server.put("/bucket", "");
      server.put("/bucket/docs/one.txt", "The gate is green.");
      server.put("/bucket/elsewhere.txt", "The fence is blue.");
      String id = added(tenant, "s3", server.at("/bucket/docs/"));

      JsonNode first = finished(tenant, id, "");
      assertThat(first.path("status").asText()).as(first.toString()).isEqualTo("ok");
      await().until(() -> names(tenant, "READY").equals(List.of("one.txt")));

      server.put("/bucket/docs/two.txt", "The roof is grey.");
      JsonNode second = synced(tenant, id, first);

      assertThat(second.at("/last/added").asInt()).isEqualTo(1);
      await().until(() -> names(tenant, "READY").size() == 2);

      assertThat(tenant.admin().delete(CONNECTORS + "/" + id).status()).isEqualTo(204);
      assertThat(tenant.admin().get(CONNECTORS + "/" + id).status()).isEqualTo(404);
      assertThat(names(tenant, "READY")).as("what it brought stays").hasSize(2);
    }
  }

  @Test
  void aConnectorThatCannotBeIsRefusedAtOnce() {
    TestTenant tenant = TestTenant.fast(installation, "bad-connectors", Map.of());
    Map<String, Integer> statuses = new HashMap<>();
    statuses.put("http://169.254.169.254/", 422);
    statuses.put("https://10.0.0.1/dav/", 422);
    statuses.put("http://example.com/dav/", 422);
    statuses.put("file:///etc/", 400);
    statuses.put("https://user:secret@example.com/", 422);
    statuses.put("", 400);

    statuses.forEach(
        (address, status) ->
            assertThat(
                    tenant
                        .admin()
                        .post(CONNECTORS, Map.of("name", "x", "kind", "webdav", "address", address))
                        .status())
                .as(address)
                .isEqualTo(status));
    assertThat(tenant.admin().get(CONNECTORS).json().path("items")).isEmpty();
    assertThat(tenant.uploader().get(CONNECTORS).status()).isEqualTo(403);
  }

  private static String added(TestTenant tenant, String kind, String address) {
    Answer answer =
        tenant
            .admin()
            .post(
                CONNECTORS,
                Map.of(
                    "name",
                    "Ours",
                    "kind",
                    kind,
                    "address",
                    address,
                    "user",
                    ServerOfTests.USER,
                    "password",
                    ServerOfTests.PASSWORD,
                    "every_minutes",
                    0));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.text()).doesNotContain(ServerOfTests.PASSWORD);
    return answer.json().path("id").asText();
  }

  private static JsonNode synced(TestTenant tenant, String id, JsonNode former) {
    assertThat(tenant.admin().post(CONNECTORS + "/" + id + "/sync", "").status()).isEqualTo(202);
    return finished(tenant, id, former.path("finished_at").asText());
  }

  private static JsonNode finished(TestTenant tenant, String id, String former) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> tenant.admin().get(CONNECTORS + "/" + id).json(),
            connector ->
                connector.has("finished_at")
                    && !connector.path("finished_at").asText().equals(former));
  }

  private static List<String> names(TestTenant tenant, String status) {
    return TestTenant.texts(
        tenant.admin().get("/api/v1/documents?limit=200&status=" + status).json().path("items"),
        "filename");
  }
}
