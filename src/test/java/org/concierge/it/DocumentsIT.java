package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a document, from its upload to its end. */
class DocumentsIT {
  private static final String DOCUMENTS = "/api/v1/documents";

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static Rows rows;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "documents", Map.of());
    rows = new Rows(installation.postgres());
  }

  @Test
  void filesOfManyFormatsComeInOneRequest() {
    List<String> names =
        List.of(
            "employee-handbook.pdf",
            "information-security-policy.docx",
            "benefits-overview.html",
            "office-access-and-visitors.txt",
            "onboarding-first-30-days.md");

    List<String> ids =
        tenant.upload(
            names.stream().map(name -> DemoFiles.part("acme-corp", name)).toArray(Part[]::new));

    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    for (int i = 0; i < names.size(); i++) {
      JsonNode document = tenant.ready(ids.get(i));
      assertThat(document.path("filename").asText()).isEqualTo(names.get(i));
      assertThat(document.path("title").asText()).isNotBlank();
      assertThat(document.path("parser").asText()).isEqualTo("tika");
      assertThat(document.path("progress").asDouble()).isEqualTo(1);
      assertThat(document.path("reason").asText()).isEmpty();
      assertThat(rows.of("chunk", "document_id", ids.get(i)))
          .isEqualTo(document.path("chunks").asLong())
          .isPositive();
    }
    assertThat(tenant.document(ids.get(0)).path("pages").asInt()).isGreaterThan(3);
  }

  @Test
  void anUploadIsAnsweredWithWhereItsDocumentIs() {
    Answer answer =
        tenant.uploader().upload("/upload", Part.file("where.txt", "Where is this document?"));

    assertThat(answer.status()).isEqualTo(202);
    JsonNode document = answer.json().at("/documents/0");
    assertThat(document.path("status").asText()).isEqualTo("RECEIVED");
    assertThat(document.path("duplicate").asBoolean()).isFalse();
    assertThat(document.path("location").asText())
        .isEqualTo(DOCUMENTS + "/" + document.path("id").asText());
    assertThat(tenant.admin().get(document.path("location").asText()).status()).isEqualTo(200);
  }

  @Test
  void progressCanBeWatched() {
    TestTenant slow = TestTenant.fast(installation, "progress", Map.of());
    slow.modelBehaves("slow=100");

    String id = slow.upload(Part.file("slow.txt", "A text that takes its time.")).get(0);

    JsonNode underWay =
        await()
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> slow.document(id),
                document -> document.path("stage").asText().equals("embedding"));
    assertThat(TestTenant.status(underWay)).isEqualTo("PROCESSING");
    assertThat(underWay.path("progress").asDouble()).isBetween(0.05, 0.99);
    slow.ready(id);
  }

  @Test
  void chunksComeInOrderAndInPages() {
    String id = tenant.upload(DemoFiles.part("acme-corp", "employee-handbook.pdf")).get(0);
    int chunks = tenant.ready(id).path("chunks").asInt();

    String path = DOCUMENTS + "/" + id + "/chunks";
    JsonNode first = tenant.admin().get(path + "?limit=3").json();
    JsonNode second =
        tenant.admin().get(path + "?limit=200&cursor=" + first.path("next_cursor").asText()).json();

    List<String> indexes = TestTenant.texts(first.path("items"), "index");
    indexes.addAll(TestTenant.texts(second.path("items"), "index"));
    assertThat(indexes).isEqualTo(IntStream.range(0, chunks).mapToObj(String::valueOf).toList());
    assertThat(second.get("next_cursor").isNull()).isTrue();
    assertThat(first.at("/items/0/text").asText()).isNotBlank();
    assertThat(first.toString() + second).doesNotContain("embedding");
  }

  @Test
  void theOriginalComesBackAsAnAttachmentThatNoBrowserOpens() {
    byte[] page = DemoFiles.bytes("acme-corp", "benefits-overview.html");
    String id = tenant.upload(DemoFiles.part("acme-corp", "benefits-overview.html")).get(0);
    tenant.ready(id);

    Answer answer = tenant.admin().get(DOCUMENTS + "/" + id + "/content");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(page);
    assertThat(answer.header("Content-Disposition")).startsWith("attachment");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void titleAndTagsCanBeChanged() {
    String id = tenant.learn("described.txt", "A text to be described.");

    Answer changed =
        tenant
            .admin()
            .patch(DOCUMENTS + "/" + id, Map.of("title", "Überschrift", "tags", List.of("a", "b")));

    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    JsonNode document = tenant.document(id);
    assertThat(document.path("title").asText()).isEqualTo("Überschrift");
    assertThat(document.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(tenant.admin().patch(DOCUMENTS + "/" + id, "{}").status()).isEqualTo(200);
    assertThat(tenant.document(id).path("title").asText()).isEqualTo("Überschrift");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": \"\"}",
        "{\"title\": \"a\\u0000b\"}",
        "{\"tags\": [null]}",
        "{\"tags\": [\"\"]}",
        "{\"tags\": \"one\"}",
        "[]",
        "null",
        "{"
      })
  void aDescriptionThatCannotBeIsRefused(String body) {
    String id = tenant.learn("undescribed.txt", "A text that stays as it is.");

    Answer answer = tenant.admin().patch(DOCUMENTS + "/" + id, body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(tenant.document(id).path("title").asText()).isEqualTo("undescribed");
  }

  @Test
  void aDocumentCanBeReadAgain() {
    String id = tenant.learn("again.txt", "The first sentence. The second sentence.");
    long chunks = rows.of("chunk", "document_id", id);

    Answer answer = tenant.admin().post(DOCUMENTS + "/" + id + "/reindex", "");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    tenant.ready(id);
    await().until(() -> rows.jobs(id) == 0);
    assertThat(rows.of("chunk", "document_id", id)).isEqualTo(chunks);
  }

  @Test
  void aDeletedDocumentLeavesNothing() {
    String id = tenant.learn("forget.txt", "The zeppelin lands on Thursday.");
    assertThat(found("zeppelin")).contains(id);

    Answer answer = tenant.admin().delete(DOCUMENTS + "/" + id);

    assertThat(answer.status()).as(answer.toString()).isIn(200, 204);
    assertThat(found("zeppelin")).doesNotContain(id);
    assertThat(rows.of("document", "id", id)).isZero();
    assertThat(rows.of("chunk", "document_id", id)).isZero();
    await().until(() -> rows.jobs(id) == 0);
    assertThat(stored()).doesNotContain(id);
    for (String path : List.of("", "/chunks", "/content")) {
      assertThat(tenant.admin().get(DOCUMENTS + "/" + id + path).status()).isEqualTo(404);
    }
    assertThat(tenant.admin().delete(DOCUMENTS + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void theSameBytesAreTheSameDocument() {
    String id = tenant.learn("one.txt", "The same bytes.");

    Answer again = tenant.uploader().upload("/upload", Part.file("two.txt", "The same bytes."));

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().at("/documents/0/id").asText()).isEqualTo(id);
    assertThat(again.json().at("/documents/0/duplicate").asBoolean()).isTrue();
    assertThat(TestTenant.status(tenant.document(id))).isEqualTo("READY");
  }

  @Test
  void theSameBytesInManyUploadsAtOnceAreOneDocument() {
    for (int round = 0; round < 5; round++) {
      Part file = Part.file("race.txt", "Race number " + round);
      List<CompletableFuture<String>> uploads =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> tenant.upload(file).get(0)))
              .limit(4)
              .toList();

      Set<String> ids = new HashSet<>();
      uploads.forEach(upload -> ids.add(upload.join()));

      assertThat(ids).hasSize(1);
      tenant.ready(ids.iterator().next());
    }
  }

  private static List<String> found(String query) {
    return TestTenant.texts(tenant.search(query, 10).json().path("passages"), "document_id");
  }

  private static List<String> stored() {
    Path folder = installation.home().resolve("files").resolve(tenant.id());
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
