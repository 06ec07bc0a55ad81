package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An import of fifty files during which the server or PostgreSQL is killed twenty times. */
@Tag("kill")
class IngestionKillIT {
  private static final int FILES = 50;
  private static final int KILLS = 20;
  private static final String READY = "/api/v1/health/ready";
  private static final Duration RECOVERY = Duration.ofSeconds(60);

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
  void everyAcceptedDocumentEndsAndNothingIsDoubleOrLost() {
    TestTenant tenant = TestTenant.fast(installation, "kills", Map.of());
    tenant.modelBehaves("slow=20");
    Random random = new Random(11);
    List<String> ids =
        tenant.upload(
            IntStream.range(0, FILES)
                .mapToObj(i -> Part.file("file-" + i + ".txt", words(random, 200 + 60 * i)))
                .toArray(Part[]::new));

    for (int i = 0; i < KILLS; i++) {
      await().pollDelay(Duration.ofMillis(random.nextInt(1_500))).until(() -> true);
      if (i % 2 == 0) {
        installation.server().kill();
        installation.server().restart();
      } else {
        installation.postgres().kill();
        installation.postgres().start();
      }
      await().atMost(RECOVERY).until(() -> installation.api().get(READY).status() == 200);
    }
    long left = underWay(tenant);
    await().atMost(Duration.ofSeconds(30)).until(() -> left == 0 || underWay(tenant) < left);
    tenant.modelBehaves("ok");
    await().atMost(Duration.ofMinutes(3)).until(() -> underWay(tenant) == 0);

    assertThat(TestTenant.texts(list(tenant, "READY"), "id"))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(rows.number(Rows.CHATDB, "select count(*) from job")).isZero();
    assertThat(rows.number(Rows.RAGDB, "select count(*) from staged_chunk")).isZero();
    assertThat(
            rows.number(
                Rows.RAGDB,
                "select count(*) from document d, lateral (select count(*) as stored,"
                    + " coalesce(max(chunk_index) + 1, 0) as numbered from chunk c"
                    + " where c.tenant_id = d.tenant_id and c.document_id = d.id) c"
                    + " where c.stored <> d.chunks or c.numbered <> d.chunks or d.chunks = 0"))
        .isZero();
  }

  private static com.fasterxml.jackson.databind.JsonNode list(TestTenant tenant, String status) {
    return tenant.admin().get("/api/v1/documents?limit=200&status=" + status).json().path("items");
  }

  private static long underWay(TestTenant tenant) {
    return list(tenant, "RECEIVED").size() + list(tenant, "PROCESSING").size();
  }

  private static String words(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("word").append(random.nextInt(500)).append(i % 11 == 10 ? ". " : " ");
    }
    return text.toString();
  }
}
