package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Documents on their way: whose turn it is, how far they are, how they are stopped and replaced.
 */
class ProcessingIT {
  private static final String DOCUMENTS = "/api/v1/documents/";
  private static final String REINDEX = "/api/v1/documents/reindex";
  private static final Duration SOON = Duration.ofSeconds(60);

  private static TestInstallation installation;
  private static Rows rows;

  @BeforeAll
  static void installation() {
    installation = TestInstallation.shared();
    rows = new Rows(installation.postgres());
  }

  @Test
  void aDocumentThatIsCancelledLeavesNothingBehind() {
    TestTenant tenant = TestTenant.fast(installation, "cancelled", Map.of());
    tenant.modelBehaves("hang");
    String id = tenant.upload(Part.file("long.txt", "A word. ".repeat(4_000))).get(0);
    await().atMost(SOON).until(() -> rows.of("staged_chunk", "document_id", id) > 0);

    Answer cancelled = tenant.admin().post(DOCUMENTS + id + "/cancel", Map.of());

    assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(200);
    assertThat(TestTenant.status(cancelled.json())).isEqualTo("CANCELLED");
    await().during(Duration.ofSeconds(2)).until(() -> status(tenant, id).equals("CANCELLED"));
    assertThat(rows.jobs(id)).isZero();
    assertThat(rows.of("staged_chunk", "document_id", id)).isZero();
    assertThat(tenant.admin().post(DOCUMENTS + id + "/cancel", Map.of()).status()).isEqualTo(409);
  }

  @Test
  void whatAnsweredBeforeAnswersOnWhenItsReadingIsCancelled() {
    TestTenant tenant = TestTenant.fast(installation, "kept", Map.of());
    String id = tenant.learn("ferry.txt", "The ferry leaves at eight.");
    tenant.modelBehaves("hang");
    tenant.admin().post(DOCUMENTS + id + "/reindex", Map.of());
    await().atMost(SOON).until(() -> status(tenant, id).equals("PROCESSING"));

    tenant.admin().post(DOCUMENTS + id + "/cancel", Map.of());
    tenant.modelBehaves("ok");

    assertThat(status(tenant, id)).isEqualTo("READY");
    assertThat(found(tenant)).contains(id);
  }

  @Test
  void whoWaitsKnowsForHowManyOthers() {
    TestTenant tenant = TestTenant.fast(installation, "waiting", Map.of());
    tenant.modelBehaves("hang");
    List<String> ids = tenant.upload(texts("waiting", 12));

    await().atMost(SOON).until(() -> position(tenant, ids.get(11)) > 0);
    int last = position(tenant, ids.get(11));
    assertThat(last).isBetween(1, 11);
    assertThat(position(tenant, ids.get(10))).isEqualTo(last - 1);

    tenant.modelBehaves("ok");
    ids.forEach(tenant::ready);
    assertThat(tenant.document(ids.get(0)).has("queue_position")).isFalse();
  }

  @Test
  void manyDocumentsOfOneTenantDoNotDelayAnothersOne() {
    TestTenant many = TestTenant.fast(installation, "many", Map.of());
    TestTenant one = TestTenant.fast(installation, "one", Map.of());
    many.modelBehaves("slow=200");
    List<String> ids = many.upload(texts("many", 80));

    one.learn("one.txt", "Only this one.");

    assertThat(rows.number(Rows.CHATDB, "select count(*) from job where tenant_id = ?", many.id()))
        .isGreaterThan(20);
    many.modelBehaves("ok");
    ids.forEach(many::ready);
  }

  @Test
  void allIsReadAgainWithoutAGapAndTheWayBackIsOpen() {
    TestTenant tenant = TestTenant.fast(installation, "again", Map.of());
    String id = tenant.learn("ferry.txt", "The ferry leaves at eight.");
    tenant.upload(texts("again", 5)).forEach(tenant::ready);
    String first = active(tenant).path("id").asText();

    assertThat(tenant.admin().post(REINDEX, Map.of()).status()).isEqualTo(202);
    await()
        .atMost(SOON)
        .until(
            () -> {
              assertThat(found(tenant)).contains(id);
              return !active(tenant).path("id").asText().equals(first);
            });
    assertThat(active(tenant).path("documents").asInt()).isEqualTo(6);

    String later = tenant.learn("later.txt", "This came later.");
    assertThat(tenant.admin().post(REINDEX + "/back", Map.of()).status()).isEqualTo(202);
    await().atMost(SOON).until(() -> active(tenant).path("id").asText().equals(first));
    assertThat(active(tenant).path("documents").asInt()).isEqualTo(7);
    assertThat(texts(tenant.search("came later", 20))).contains(later);
  }

  @Test
  void anotherModelTakesOverWhenItKnowsAllDocuments() {
    Map<String, String> more = Map.of("EMBEDDING_MODEL", "first");
    TestTenant tenant = TestTenant.fast(installation, "model", more);
    String id = tenant.learn("ferry.txt", "The ferry leaves at eight.");
    tenant.upload(texts("model", 5)).forEach(tenant::ready);

    Map<String, String> settings = new HashMap<>(settings(tenant));
    settings.put("EMBEDDING_MODEL", "second");
    settings.put("EMBEDDING_DIMENSIONS", "128");
    installation.writeSettings(tenant.id(), settings);

    await()
        .atMost(SOON)
        .until(
            () -> {
              assertThat(found(tenant)).contains(id);
              return active(tenant).path("model").asText().equals("second");
            });
    assertThat(found(tenant)).contains(id);
    assertThat(active(tenant).path("dimensions").asInt()).isEqualTo(128);
    settings.put("EMBEDDING_MODEL", "first");
    settings.remove("EMBEDDING_DIMENSIONS");
    installation.writeSettings(tenant.id(), settings);
    await().atMost(SOON).until(() -> active(tenant).path("model").asText().equals("first"));
    assertThat(found(tenant)).contains(id);
  }

  @Test
  void aLaterVersionAnswersInThePlaceOfTheEarlier() {
    TestTenant tenant = TestTenant.fast(installation, "versions", Map.of());
    String first = tenant.learn("ferry.txt", "The ferry leaves at eight.");

    JsonNode offered =
        tenant
            .uploader()
            .upload("/api/v1/upload", Part.file("ferry.txt", "The ferry leaves at nine."))
            .json()
            .at("/documents/0");
    String second = offered.path("id").asText();
    tenant.ready(second);
    assertThat(offered.at("/same_name/0").asText()).isEqualTo(first);
    assertThat(found(tenant)).contains(first, second);

    Answer replaced =
        tenant.admin().post(DOCUMENTS + second + "/versions", Map.of("replaces", first));

    assertThat(replaced.status()).as(replaced.toString()).isEqualTo(200);
    assertThat(found(tenant)).contains(second).doesNotContain(first);
    JsonNode versions = tenant.admin().get(DOCUMENTS + second + "/versions").json().path("items");
    assertThat(TestTenant.texts(versions, "id")).containsExactly(second, first);

    tenant.admin().post(DOCUMENTS + first + "/reindex", Map.of());
    await().atMost(SOON).until(() -> found(tenant).equals(List.of(first)));
    assertThat(tenant.document(second).path("superseded_by").asText()).isEqualTo(first);
  }

  @Test
  void anUploadThatReplacesIsReadByWhomTheFormerOneIs() {
    TestTenant tenant = TestTenant.fast(installation, "replacing", Map.of());
    String first = tenant.learn("pay.txt", "The ferry captain earns eight coins.");
    tenant.admin().patch(DOCUMENTS + first, Map.of("readers", List.of("group:crew")));

    String second =
        tenant
            .admin()
            .upload(
                "/api/v1/upload",
                Map.of("replaces", first),
                Part.file("pay-2.txt", "The ferry captain earns nine coins."))
            .json()
            .at("/documents/0/id")
            .asText();

    JsonNode next = tenant.ready(second);
    assertThat(next.at("/readers/0").asText()).isEqualTo("group:crew");
    assertThat(tenant.document(first).path("superseded_by").asText()).isEqualTo(second);
    assertThat(tenant.admin().delete(DOCUMENTS + second).status()).isEqualTo(204);
    assertThat(tenant.admin().get(DOCUMENTS + first).status()).isEqualTo(404);
  }

  private static Part[] texts(String word, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Part.file(word + i + ".txt", word + " number " + i + UUID.randomUUID()))
        .toArray(Part[]::new);
  }

  private static Map<String, String> settings(TestTenant tenant) {
    return Map.of(
        "EMBEDDING_PROVIDER", "openai",
        "LLM_PROVIDER", "quote",
        "PLAN", "enterprise",
        "OPENAI_BASE_URL", installation.fakeModel().baseUrl().toString(),
        "OPENAI_API_KEY", tenant.key());
  }

  private static List<String> found(TestTenant tenant) {
    return texts(tenant.search("When does the ferry leave?", 20));
  }

  private static List<String> texts(Answer search) {
    assertThat(search.status()).as(search.toString()).isEqualTo(200);
    return TestTenant.texts(search.json().path("passages"), "document_id");
  }

  private static JsonNode active(TestTenant tenant) {
    for (JsonNode index : tenant.admin().get(REINDEX).json().path("items")) {
      if (index.path("state").asText().equals("ACTIVE")) {
        return index;
      }
    }
    throw new AssertionError("no index answers");
  }

  private static String status(TestTenant tenant, String id) {
    return TestTenant.status(tenant.document(id));
  }

  private static int position(TestTenant tenant, String id) {
    return tenant.document(id).path("queue_position").asInt();
  }
}
