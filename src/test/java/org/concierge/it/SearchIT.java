package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passages for a question, for programs and for administrators. */
class SearchIT {
  private static TestTenant tenant;
  private static String policy;
  private static String manual;

  @BeforeAll
  static void tenant() {
    tenant = TestTenant.fast(TestInstallation.shared(), "search", Map.of());
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      many.append("# Section ").append(i).append("\n\nThe lathe number ").append(i);
      many.append(" is oiled on day ").append(i).append(".\n\n");
    }
    List<String> ids =
        tenant.upload(
            Part.file("policy.txt", "Holidays of the foundry: 27 days a year, all hands."),
            Part.file("manual.md", many.toString()));
    policy = ids.get(0);
    manual = ids.get(1);
    ids.forEach(tenant::ready);
    tag(policy, "document_type:policy", "topic:leave");
    tag(manual, "document_type:manual", "topic:leave");
  }

  @Test
  void theBestPassageComesFirstWithItsScores() {
    Answer answer = tenant.search("How many holidays does the foundry give?", 10);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    JsonNode best = answer.json().at("/passages/0");
    assertThat(best.path("document_id").asText()).isEqualTo(policy);
    assertThat(best.path("filename").asText()).isEqualTo("policy.txt");
    assertThat(best.path("text").asText()).contains("27 days");
    assertThat(best.path("similarity").asDouble()).isBetween(0.1, 1.0);
    assertThat(best.path("keyword_score").asDouble()).isPositive();
    List<Double> scores = new ArrayList<>();
    answer.json().path("passages").forEach(p -> scores.add(p.path("combined_score").asDouble()));
    assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "100, 200", "0, 400", "101, 400", "-1, 400", "2147483647, 400"})
  void theLimitIsFromOneToAHundred(int limit, int status) {
    Answer answer = tenant.search("lathe oiled", limit);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.json().path("passages")).hasSizeBetween(1, limit);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "[]",
        "{\"query\": null}",
        "{\"query\": \"  \"}",
        "{\"query\": \"a\", \"limit\": 1e308}",
        "{\"query\": \"a\", \"limit\": \"many\"}",
        "{\"query\": \"a\\u0000b\"}",
        "{\"query\": \"a\", \"documents\": [null]}",
        "{\"query\": \"a\", \"documents\": [\"x\"]}",
        "{\"query\": \"a\", \"query\": \"b\"}",
      })
  void aSearchThatCannotBeIsRefused(String body) {
    Answer answer = tenant.chat().post("/api/v1/search", body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void aVeryLongQueryIsRefused() {
    assertThat(tenant.search("x".repeat(10_001), 1).status()).isEqualTo(400);
    assertThat(tenant.search("x".repeat(10_000), 1).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' | !x :*",
        "'); drop table chunk; --",
        "a & | ! ( ) :* <-> \\",
        "%_$1 ?::vector",
        "\u202E\u200B\uFEFF",
        "the of and",
        "🙈🙉🙊",
      })
  void anythingCanBeSearchedFor(String query) {
    Answer answer = tenant.search(query, 5);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @Test
  void anIdentifierIsFoundFirstHoweverItIsWritten() {
    TestTenant parts = TestTenant.fast(TestInstallation.shared(), "search-parts", Map.of());
    parts.learn("lathes.txt", "The lathe is oiled on Mondays. Which part is that? Part XR-47110.");
    parts.learn("bolts.txt", "Bolts and nuts: see shelf four for (XR 4711).");

    JsonNode best = parts.search("Which part of the lathe is XR-4711?", 5).json().at("/passages/0");

    assertThat(best.path("filename").asText()).isEqualTo("bolts.txt");
    assertThat(best.path("combined_score").asDouble()).isBetween(0.5, 1.0);
    Answer answer = parts.ask("And what is XR4711?");
    assertThat(answer.json().path("context_used").asBoolean()).as(answer.toString()).isTrue();
  }

  @Test
  void wordsAreReadInTheLanguageOfTheirDocument() {
    TestTenant german = TestTenant.fast(TestInstallation.shared(), "search-german", Map.of());
    german.learn(
        "urlaub.txt",
        "Die Urlaubsanträge werden in der Kantine ausgehängt und nicht mit der Post verschickt,"
            + " das ist die Regel für alle, die mit uns arbeiten.");

    JsonNode best = german.search("Urlaubsantrag", 5).json().at("/passages/0");

    assertThat(best.path("keyword_score").asDouble()).as(best.toString()).isPositive();
  }

  @Test
  void wordsAreFoundInWritingWithoutSpaces() {
    TestTenant chinese = TestTenant.fast(TestInstallation.shared(), "search-chinese", Map.of());
    chinese.learn("library.txt", "图书馆在周末早上九点开放，员工可以用工牌进入。");
    chinese.learn("canteen.txt", "食堂每天中午供应午餐，晚上不开门。欢迎使用NFL贵宾卡。");

    JsonNode best = chinese.search("周末图书馆几点开放？", 5).json().at("/passages/0");

    assertThat(best.path("filename").asText()).as(best.toString()).isEqualTo("library.txt");
    assertThat(best.path("keyword_score").asDouble()).as(best.toString()).isPositive();
    assertThat(chinese.search("NFL", 1).json().at("/passages/0/filename").asText())
        .isEqualTo("canteen.txt");
  }

  @Test
  void aSearchCanBeKeptToSomeDocuments() {
    Answer answer = searchIn("holidays of the foundry", List.of(manual));

    assertThat(TestTenant.texts(answer.json().path("passages"), "document_id"))
        .isNotEmpty()
        .containsOnly(manual);
    assertThat(searchIn("holidays", List.of(UUID.randomUUID().toString())).status()).isEqualTo(404);
  }

  @Test
  void aQuestionCanBeKeptToDocumentsWithTags() {
    Map<String, String> type = Map.of("document_type", "manual");

    assertThat(asked("Holidays of the foundry: how many days?", Map.of())).contains(policy);
    assertThat(asked("Which lathe is oiled on day 7?", type)).isNotEmpty().containsOnly(manual);
    assertThat(asked("foundry holidays", Map.of("document_type", "policy", "topic", "leave")))
        .containsOnly(policy);
    assertThat(asked("foundry holidays", Map.of("document_type", "law"))).isEmpty();
    assertThat(asked("foundry holidays", Map.of("file_id", policy))).containsOnly(policy);
  }

  @Test
  void aFileThatIsNotThereIsToldApart() {
    Map<String, ?> unknown =
        Map.of("message", "holidays", "metadata", Map.of("file_id", UUID.randomUUID().toString()));

    assertThat(tenant.ask(unknown).status()).isEqualTo(404);
    assertThat(tenant.ask(Map.of("message", "a", "metadata", Map.of("file_id", "x"))).status())
        .isEqualTo(404);
  }

  @Test
  void anAdministratorSeesWhatAQuestionFinds() {
    Answer answer = tenant.admin().get("/debug-rag?query=foundry+holidays");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    JsonNode best = answer.json().at("/passages/0");
    assertThat(best.path("document_id").asText()).isEqualTo(policy);
    assertThat(best.path("keyword_score").asDouble()).isPositive();
    assertThat(best.path("similarity").asDouble()).isPositive();
    assertThat(answer.json().path("context_used").asBoolean()).isTrue();
  }

  @Test
  void withoutAQuestionAnAdministratorSeesTheDocuments() {
    JsonNode answer = tenant.admin().get("/api/v1/debug-rag").json();

    assertThat(TestTenant.texts(answer.path("items"), "id")).containsOnly(policy, manual);
    assertThat(answer.has("passages")).isFalse();
  }

  private static void tag(String id, String... tags) {
    Answer answer = tenant.admin().patch("/api/v1/documents/" + id, Map.of("tags", List.of(tags)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private static Answer searchIn(String query, List<String> documents) {
    return tenant
        .chat()
        .post("/api/v1/search", Map.of("query", query, "documents", documents, "limit", 5));
  }

  private static List<String> asked(String message, Map<String, String> metadata) {
    Answer answer = tenant.ask(Map.of("message", message, "metadata", metadata));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return TestTenant.texts(answer.json().path("sources"), "document_id");
  }
}
