package org.concierge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final int MB = 1024 * 1024;

  private final JsonBody json = new JsonBody();
  private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();

  /** With every type that our records have. */
  record Sample(
      UUID documentId,
      String text,
      Integer maxTokens,
      Boolean contextUsed,
      double similarity,
      List<Inner> innerItems,
      Map<String, String> metadata) {}

  record Inner(String nextCursor) {}

  record Times(Instant createdAt, Instant completedAt) {}

  @Test
  void aRecordIsReadAsItWasWritten() throws IOException {
    Sample sample =
        new Sample(
            ID,
            "Ärger \"x\"\n\ud83d\udcc4",
            7,
            true,
            0.1,
            List.of(new Inner("c"), new Inner("d")),
            Map.of("file_id", "x"));

    assertThat(read(Sample.class, written(sample))).isEqualTo(sample);
  }

  @Test
  void membersAreInSnakeCaseAndWhatIsNullIsLeftOut() throws IOException {
    Sample sample =
        new Sample(ID, null, null, false, 1, List.of(new Inner(null)), Map.of("fileId", "x"));

    assertThat(written(sample))
        .isEqualTo(
            "{\"document_id\":\"00000000-0000-0000-0000-000000000001\",\"context_used\":false,"
                + "\"similarity\":1.0,\"inner_items\":[{\"next_cursor\":null}],\"metadata\":{\"fileId\":\"x\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"text\": 5}", "{\"text\": true}", "{\"max_tokens\": 1.5}"})
  void aValueOfAnotherKindIsNotMadeToFit(String body) {
    assertThat(refusal(Sample.class, body.getBytes(StandardCharsets.UTF_8)).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void theValuesOfAMapAreTextsHoweverTheyAreWritten() {
    Map<String, String> texts = Map.of("year", "2026", "final", "true");

    assertThat(read(Sample.class, "{\"metadata\": {\"year\": 2026, \"final\": true}}"))
        .isEqualTo(new Sample(null, null, null, null, 0, null, texts));
  }

  @Test
  void theLastPageOfAListSaysSo() throws IOException {
    assertThat(written(new Inner(null))).isEqualTo("{\"next_cursor\":null}");
  }

  @Test
  void timesAreWrittenAsPeopleReadThem() throws IOException {
    assertThat(written(new Times(Instant.parse("2026-02-03T04:05:06.789Z"), null)))
        .isEqualTo("{\"created_at\":\"2026-02-03T04:05:06.789Z\"}");
  }

  @Test
  void whatIsAbsentIsNull() {
    assertThat(read(Sample.class, "{}"))
        .isEqualTo(new Sample(null, null, null, null, 0, null, null));
    assertThat(read(Inner.class, "null")).isNull();
  }

  @Test
  void aMemberThatNobodyKnowsIsPassedOver() {
    assertThat(read(Inner.class, "{\"other\": {\"a\": [1]}, \"next_cursor\": \"c\"}"))
        .isEqualTo(new Inner("c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "hunter2",
        "'hunter2'",
        "\"hunter2\"",
        "[]",
        "5",
        "{\"next_cursor\": \"hunter2\"",
        "{\"next_cursor\": \"hunter2",
        "{\"next_cursor\": hunter2}",
        "{\"next_cursor\": {\"hunter2\": 1}}",
        "{\"next_cursor\": [\"hunter2\"]}",
        "{\"next_cursor\": \"a\", \"next_cursor\": \"hunter2\"}",
        "{\"other\": 1, \"other\": \"hunter2\"}",
        "{\"next_cursor\": \"hunter2\\q\"}",
        "{\"next_cursor\": \"hunter2\\u0000\"}",
        "{\"next_cursor\": \"hunter2\n\"}",
        "{\"next_cursor\": \"a\"} hunter2",
        "{\"next_cursor\": \"a\"} {}",
        "{\"next_cursor\": \"a\"},",
        "{\"next_cursor\": NaN}",
        "{\"next_cursor\": \"a\",}",
        "{/* hunter2 */}"
      })
  void whatIsNotTheJsonThatIsExpectedIsRefusedAndNotQuoted(String body) {
    assertBad(Inner.class, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"document_id\": \"hunter2\"}",
        "{\"max_tokens\": \"hunter2\"}",
        "{\"max_tokens\": 99999999999999}",
        "{\"context_used\": \"hunter2\"}",
        "{\"inner_items\": {\"hunter2\": 1}}",
        "{\"inner_items\": [\"hunter2\"]}",
        "{\"metadata\": {\"hunter2\": {}}}",
        "{\"metadata\": {\"hunter2\\u0000\": \"x\"}}",
        "{\"metadata\": {\"hunter2\": \"a\", \"hunter2\": \"b\"}}"
      })
  void aMemberOfAnotherTypeIsRefusedAndNotQuoted(String body) {
    assertBad(Sample.class, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aBodyInNoEncodingIsRefused() {
    assertBad(Inner.class, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    assertBad(Inner.class, new byte[] {0, '{', 0, 0});
    assertBad(Inner.class, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0, 1, 2, 3, 4});
    assertBad(Inner.class, new byte[] {0, 0, 0, 0});
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32BE"})
  void aBodyIsReadInEveryEncodingOfUnicode(String encoding) {
    byte[] body = "{\"next_cursor\":\"Ärger\"}".getBytes(Charset.forName(encoding));

    assertThat(read(Inner.class, body)).isEqualTo(new Inner("Ärger"));
  }

  @Test
  void aBodyOfAMegabyteIsTaken() {
    assertThat(read(Inner.class, padded("{\"next_cursor\":\"c\"}", MB))).isEqualTo(new Inner("c"));
  }

  @Test
  void aLargerBodyIsNot() {
    Problem problem = refusal(Inner.class, padded("{\"next_cursor\":\"c\"}", MB + 1));

    assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void aBodyThatIsNestedWithoutEndIsRefused(String opening) {
    byte[] body = ("{\"other\":" + opening.repeat(100_000)).getBytes(StandardCharsets.UTF_8);

    assertBad(Inner.class, body);
  }

  @Test
  void theComplaintSaysWhereItIsWrong() {
    byte[] body = "{\n  \"next_cursor\": x\n}".getBytes(StandardCharsets.UTF_8);

    assertThat(refusal(Inner.class, body).detail()).contains("line 2");
  }

  @Test
  void recordsOfOursAreOursAndNothingElse() {
    assertThat(json.isReadable(Inner.class, Inner.class, null, null)).isTrue();
    assertThat(json.isWriteable(Inner.class, Inner.class, null, null)).isTrue();
    for (Class<?> type : List.of(String.class, Map.class, byte[].class)) {
      assertThat(json.isReadable(type, type, null, null)).isFalse();
      assertThat(json.isWriteable(type, type, null, null)).isFalse();
    }
  }

  private String written(Record body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    json.writeTo(body, body.getClass(), null, null, null, null, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private Record read(Class<? extends Record> type, String body) {
    return read(type, body.getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked")
  @Test
  void whatIsAnnouncedAsTooLargeIsNotWaitedFor() {
    headers.putSingle("Content-Length", "1000000000");

    assertThat(refusal(Sample.class, new byte[0]).type()).isEqualTo(ProblemType.TOO_LARGE);
  }

  private Record read(Class<? extends Record> type, byte[] body) {
    try {
      return json.readFrom(
          (Class<Record>) type, null, null, null, headers, new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new AssertionError("answered as an error of ours", e);
    }
  }

  private Problem refusal(Class<? extends Record> type, byte[] body) {
    return catchThrowableOfType(Problem.class, () -> read(type, body));
  }

  private void assertBad(Class<? extends Record> type, byte[] body) {
    Problem problem = refusal(type, body);

    assertThat(problem).isNotNull();
    assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(problem.detail())
        .startsWith("The body is not the JSON that is expected here")
        .doesNotContain("hunter2")
        .doesNotContain("Sample")
        .doesNotContain("concierge");
  }

  private static byte[] padded(String body, int length) {
    byte[] padded = new byte[length];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(body.getBytes(StandardCharsets.UTF_8), 0, padded, 0, body.length());
    return padded;
  }
}
