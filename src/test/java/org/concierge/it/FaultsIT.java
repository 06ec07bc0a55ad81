package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is left when PostgreSQL or the server ends in the middle of things, and how all comes back.
 */
@Tag("kill")
class FaultsIT {
  private static final String READY = "/api/v1/health/ready";
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  /** Twice a dead worker's lease, for what it had begun and what had to wait behind it. */
  private static final Duration INGESTION = Duration.ofSeconds(40);

  private static TestInstallation installation;
  private static Rows rows;

  @BeforeAll
  static void installation() {
    installation = TestInstallation.fresh();
    rows = new Rows(installation.postgres());
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  @Test
  void aServerWithoutItsDatabaseWaitsForIt() {
    TestTenant tenant = TestTenant.fast(installation, "waiting", Map.of());
    tenant.learn("wait.txt", "The ferry leaves at eight.");
    installation.server().stop();
    installation.postgres().stop();

    installation.server().startUnready();
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> installation.api().get("/api/v1/health/live").status() == 200);
    long pid = installation.server().pid();

    assertUnavailable(installation.api().get(READY));
    assertUnavailable(tenant.ask("When does the ferry leave?"));
    assertUnavailable(tenant.admin().get("/api/v1/documents"));
    assertUnavailable(tenant.uploader().upload("/api/v1/upload", Part.file("a.txt", "a")));

    installation.postgres().start();
    awaitRecovery();
    assertThat(tenant.ask("When does the ferry leave?").json().path("context_used").asBoolean())
        .isTrue();
    assertThat(installation.server().pid()).isEqualTo(pid);
  }

  @Test
  void whatWasAcknowledgedSurvivesTheDatabasesDeath() {
    TestTenant tenant = TestTenant.fast(installation, "database-death", Map.of());
    tenant.learn("first.txt", "The ferry leaves at nine.");
    try (Load load = new Load(tenant)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged() >= 20);

      installation.postgres().kill();
      await().atMost(Duration.ofSeconds(60)).until(() -> load.refused() >= 3);
      installation.postgres().start();
      awaitRecovery();

      int before = load.acknowledged();
      await().atMost(RECOVERY).until(() -> load.acknowledged() >= before + 6);
      load.close();

      assertThat(load.unexpected()).isEmpty();
      load.uploaded().forEach(tenant::ready);
      load.answered().forEach(FaultsIT::assertStored);
    }
    assertWholeDocuments(tenant);
  }

  @Test
  void aConnectionThatTheDatabaseClosesIsReplaced() {
    TestTenant tenant = TestTenant.fast(installation, "closed-connections", Map.of());
    tenant.learn("closed.txt", "The ferry leaves at ten.");

    rows.number(
        Rows.CHATDB,
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where application_name = 'concierge'");

    await().atMost(RECOVERY).until(() -> tenant.ask("When does the ferry leave?").status() == 200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatEndsWhileItReadsDocumentsGoesOnWithThem(boolean killed) {
    TestTenant tenant = TestTenant.fast(installation, "server-death", Map.of());
    tenant.modelBehaves("slow=60");
    List<String> ids = tenant.upload(Arrays.copyOf(DemoFiles.all("acme-corp"), 8));
    await()
        .atMost(INGESTION)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> count(tenant, "READY") >= 1 && count(tenant, "PROCESSING") >= 1);

    if (killed) {
      installation.server().kill();
    } else {
      installation.server().stop();
    }
    installation.server().restart();

    await().atMost(INGESTION).until(() -> count(tenant, "READY") == ids.size());
    await().until(() -> ids.stream().allMatch(id -> rows.jobs(id) == 0));
    assertWholeDocuments(tenant);
    assertThat(stored(tenant)).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aJobWhoseDocumentNeverCameIsDroppedWithItsFile() throws IOException {
    TestTenant tenant = TestTenant.fast(installation, "orphans", Map.of());
    String kept = tenant.learn("kept.txt", "This one has its document.");
    String orphan = UUID.randomUUID().toString();
    Files.writeString(folder(tenant).resolve(orphan), "A file without a document.");

    rows.change(
        Rows.CHATDB,
        "insert into job (id, tenant_id, document_id, attempts) values (?, ?, ?, 4)",
        UUID.randomUUID(),
        tenant.id(),
        UUID.fromString(orphan));

    await().until(() -> rows.jobs(orphan) == 0);
    assertThat(stored(tenant)).containsExactly(kept);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
  }

  private static void awaitRecovery() {
    await().atMost(RECOVERY).until(() -> installation.api().get(READY).status() == 200);
  }

  /** Each READY document has the chunks that it says, from the first to the last, once. */
  private static void assertWholeDocuments(TestTenant tenant) {
    assertThat(
            rows.number(
                Rows.RAGDB,
                "select count(*) from document d, lateral (select count(*) as stored,"
                    + " coalesce(max(chunk_index) + 1, 0) as numbered from chunk c"
                    + " where c.tenant_id = d.tenant_id and c.document_id = d.id) c"
                    + " where d.tenant_id = ? and d.status = 'READY'"
                    + " and (c.stored <> d.chunks or c.numbered <> d.chunks or d.chunks = 0)",
                tenant.id()))
        .isZero();
  }

  private static void assertStored(String turn) {
    assertThat(
            rows.number(
                Rows.RAGDB,
                "select count(*) from turn where id = ? and state = 'DONE' and answer <> ''",
                UUID.fromString(turn)))
        .as("turn " + turn)
        .isEqualTo(1);
  }

  private static int count(TestTenant tenant, String status) {
    JsonNode list = tenant.admin().get("/api/v1/documents?status=" + status).json();
    return list.path("items").size();
  }

  private static Path folder(TestTenant tenant) {
    return installation.home().resolve("files").resolve(tenant.id());
  }

  /** The stored files, those that were not received whole included. */
  private static List<String> stored(TestTenant tenant) {
    try (Stream<Path> files = Files.walk(folder(tenant))) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
