package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An embedding server that fails, lies or is silent. */
class EmbeddingFaultsIT {
  private static final String SECRET = "SECRET-IN-ERROR";

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "embedding-faults", Map.of("LLM_TIMEOUT_SECONDS", "2"));
    tenant.learn("badge.txt", "A lost badge costs 26 euros.");
  }

  @BeforeEach
  void theServerIsWell() {
    tenant.modelBehaves("ok");
  }

  @AfterAll
  static void theServersLogHoldsNoWordOfTheProvider() throws IOException {
    assertThat(Files.readString(installation.server().log())).doesNotContain(SECRET, tenant.key());
  }

  @ParameterizedTest
  @CsvSource({
    "wrongdims, 502",
    "shortbatch, 502",
    "nan, 502",
    "500, 502",
    "401, 502",
    "429, 502",
    "html, 502",
    "badjson, 502",
    "reset, 502",
    "hang, 504",
    "hang-mid, 504"
  })
  void whoSearchesOrAsksIsTold(String behaviour, int status) {
    tenant.modelBehaves(behaviour);
    long began = System.nanoTime();

    Answer found = tenant.search("lost badge", 3);
    Answer asked = tenant.ask(Map.of("message", "lost badge", "session_id", behaviour));

    for (Answer answer : List.of(found, asked)) {
      assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.text()).doesNotContain(SECRET, tenant.key());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    assertThat(tenant.lastTurn(behaviour).path("state").asText()).isEqualTo("FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "hang-mid"})
  void aDocumentIsTriedAgainUntilTheServerIsBack(String behaviour) {
    installation.fakeModel().behave(tenant.key(), behaviour, 2);

    String id = tenant.upload(Part.file("retried.txt", "Retried after " + behaviour)).get(0);

    tenant.ready(id);
  }

  @Test
  void aDocumentWhoseServerStaysAwayFailsWithTheReason() {
    TestTenant unlucky =
        TestTenant.fast(installation, "unlucky", Map.of("LLM_TIMEOUT_SECONDS", "2"));
    unlucky.modelBehaves("wrongdims");

    String id = unlucky.upload(Part.file("never.txt", "This never gets an embedding.")).get(0);

    assertThat(unlucky.failed(id))
        .isEqualTo(
            "The embedding server gave embeddings of 385 dimensions; EMBEDDING_DIMENSIONS says"
                + " 384.");
    assertThat(new Rows(installation.postgres()).of("chunk", "document_id", id)).isZero();
  }

  @Test
  void oneTenantsTroubleDoesNotHoldUpTheOthers() {
    TestTenant stuck = TestTenant.fast(installation, "stuck", Map.of("LLM_TIMEOUT_SECONDS", "2"));
    stuck.modelBehaves("hang");
    List<String> waiting =
        stuck.upload(
            IntStream.range(0, 4)
                .mapToObj(i -> Part.file("stuck-" + i + ".txt", "Stuck " + i))
                .toArray(Part[]::new));

    long began = System.nanoTime();
    tenant.learn("through.txt", "This one gets through.");

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    stuck.modelBehaves("ok");
    waiting.forEach(stuck::ready);
  }

  @Test
  void embeddingsInAnotherOrderArePutInOrder() {
    tenant.modelBehaves("shuffled");
    String text =
        IntStream.range(0, 40)
            .mapToObj(i -> "# Item " + i + "\n\n" + ("word" + i + " noun" + i * 7 + " ").repeat(40))
            .collect(Collectors.joining("\n\n"));
    String id = tenant.upload(Part.file("shuffled.md", text)).get(0);
    assertThat(tenant.ready(id).path("chunks").asInt()).isGreaterThan(3);
    tenant.modelBehaves("ok");

    JsonNode passages = searchIn(id);

    // With another chunk's embedding a passage with the words would be no nearer than the others.
    assertThat(passages.size()).isGreaterThan(3);
    passages.forEach(
        passage -> {
          boolean wanted = passage.path("text").asText().contains("word17 noun119");
          assertThat(passage.path("similarity").asDouble() > 0.5).isEqualTo(wanted);
        });
    assertThat(passages.path(0).path("text").asText()).contains("word17");
  }

  private static JsonNode searchIn(String document) {
    Answer answer =
        tenant
            .chat()
            .post(
                "/api/v1/search",
                Map.of("query", "word17 noun119", "documents", List.of(document), "limit", 20));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().path("passages");
  }
}
