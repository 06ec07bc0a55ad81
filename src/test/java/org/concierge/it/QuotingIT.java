package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers without a model: what the demo's two companies are told about their own documents. */
class QuotingIT {
  private static final Pattern QUOTE = Pattern.compile("“([^”]+)” \\[(\\d+)]");
  private static final List<String> COMPANIES = List.of("acme-corp", "globex");

  private static Map<String, TestTenant> tenants;

  @BeforeAll
  static void companies() {
    Map<String, List<String>> uploaded = new HashMap<>();
    tenants = new HashMap<>();
    for (String company : COMPANIES) {
      TestTenant tenant =
          TestTenant.fast(
              TestInstallation.shared(), "quote-" + company, Map.of("EMBEDDING_PROVIDER", "local"));
      tenants.put(company, tenant);
      uploaded.put(company, tenant.upload(DemoFiles.all(company)));
    }
    uploaded.forEach((company, ids) -> ids.forEach(tenants.get(company)::ready));
  }

  /** A question with its company; shown by both where a test fails. */
  record Question(String company, JsonNode wanted) {
    String text() {
      return wanted.path("question").asText();
    }

    @Override
    public String toString() {
      return company + ": " + text();
    }
  }

  private static Stream<Question> questions() {
    return COMPANIES.stream()
        .flatMap(
            company ->
                DemoFiles.questions(company).stream().map(wanted -> new Question(company, wanted)));
  }

  static Stream<Question> answered() {
    return questions().filter(question -> !question.wanted().path("file").isNull());
  }

  static Stream<Question> unanswered() {
    return questions().filter(question -> question.wanted().path("file").isNull());
  }

  @ParameterizedTest
  @MethodSource("answered")
  void eachCompanyIsAnsweredFromItsOwnDocuments(Question question) {
    JsonNode answer = ask(question);

    assertThat(answer.path("llm_provider").asText()).isEqualTo("quote");
    assertThat(answer.path("context_used").asBoolean()).isTrue();
    question
        .wanted()
        .path("answer_contains")
        .forEach(part -> assertThat(spaced(answer.path("response"))).contains(part.asText()));
    JsonNode source = sourceWith(answer, question.wanted().at("/answer_contains/0").asText());
    assertThat(source.path("filename").asText()).isEqualTo(question.wanted().path("file").asText());
    if (!question.wanted().path("page").isNull()) {
      assertThat(source.path("page").asInt()).isEqualTo(question.wanted().path("page").asInt());
    }
  }

  @ParameterizedTest
  @MethodSource("answered")
  void whatIsQuotedStandsInTheCitedPassage(Question question) {
    JsonNode answer = ask(question);

    List<MatchResult> quotes = QUOTE.matcher(answer.path("response").asText()).results().toList();
    assertThat(quotes).isNotEmpty();
    for (MatchResult quote : quotes) {
      assertThat(source(answer, Integer.parseInt(quote.group(2))).path("text").asText())
          .contains(quote.group(1));
    }
  }

  @ParameterizedTest
  @MethodSource("unanswered")
  void whereTheDocumentsAreSilentTheAnswerSaysSo(Question question) {
    JsonNode answer = ask(question);

    assertThat(answer.path("context_used").asBoolean()).as(answer.toString()).isFalse();
    assertThat(answer.path("sources").isArray()).isTrue();
    assertThat(answer.path("sources")).isEmpty();
    assertThat(answer.path("response").asText()).matches("[A-Z][^\\n]{10,150}\\.");
  }

  @Test
  void aSourceSaysWhereItStandsAndHowWellItFits() {
    Question question = answered().findFirst().orElseThrow();

    JsonNode source = ask(question).at("/sources/0");

    List<String> members = new ArrayList<>();
    source.fieldNames().forEachRemaining(members::add);
    assertThat(members)
        .contains(
            "n",
            "document_id",
            "filename",
            "page",
            "chunk_index",
            "similarity",
            "keyword_score",
            "combined_score",
            "text")
        .doesNotContain("embedding");
    String id = source.path("document_id").asText();
    JsonNode document = tenants.get(question.company()).document(id);
    assertThat(document.path("filename")).isEqualTo(source.path("filename"));
  }

  private static JsonNode ask(Question question) {
    Answer answer = tenants.get(question.company()).ask(question.text());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode source(JsonNode answer, int n) {
    return StreamSupport.stream(answer.path("sources").spliterator(), false)
        .filter(source -> source.path("n").asInt() == n)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no source " + n + " in " + answer));
  }

  private static JsonNode sourceWith(JsonNode answer, String text) {
    return StreamSupport.stream(answer.path("sources").spliterator(), false)
        .filter(source -> spaced(source.path("text")).contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no source with " + text + " in " + answer));
  }

  /** A line break of the document is a space to its reader. */
  private static String spaced(JsonNode text) {
    return text.asText().replaceAll("\\s+", " ");
  }
}
