package org.concierge.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.retrieval.Filter;
import org.concierge.retrieval.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  @Test
  void aMessageIsAllThatIsNeeded() {
    ChatRequest request =
        new ChatRequest(null, null, "q", null, null, null, null, null, null, null);

    assertGood(request);
    assertThat(request.metadata()).isEmpty();
    assertThat(request.documents()).isEmpty();
    assertThat(request.tenantId()).isNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\n\t"})
  void aMessageIsNotEmpty(String message) {
    assertBad(withMessage(message), "\"message\" is missing or empty.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9_999, 10_000})
  void aMessageMayBeThisLong(int length) {
    assertGood(withMessage("x".repeat(length)));
  }

  @Test
  void aMessageIsNoLonger() {
    assertBad(withMessage("x".repeat(10_001)), "\"message\" may have 10000 characters at most.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 128})
  void aSessionMayBeCalledThisLong(int length) {
    String name = "s".repeat(length);

    assertGood(withSession(name));
    assertThat(withSession(name).sessionId()).isEqualTo(name);
  }

  @Test
  void aSessionIsNotCalledAnyLonger() {
    assertBad(withSession("s".repeat(129)), "\"session_id\" may have 128 characters at most.");
  }

  @ParameterizedTest
  @NullAndEmptySource
  void aSessionWithoutANameGetsOneThatNobodyGuesses(String name) {
    assertThat(UUID.fromString(withSession(name).sessionId()).version()).isEqualTo(4);
    assertThat(withSession(name).sessionId()).isNotEqualTo(withSession(name).sessionId());
  }

  @Test
  void asManyFiltersAsAllowedAreTaken() {
    assertGood(withFilters(tags(100), Collections.nCopies(100, ONE)));
  }

  @Test
  void moreAreNot() {
    assertBad(withFilters(tags(101), null), "At most 100 filters can be given.");
    assertBad(
        withFilters(null, Collections.nCopies(101, ONE)), "At most 100 filters can be given.");
  }

  @Test
  void aFilterIsNotNull() {
    Map<String, String> withNull = new HashMap<>();
    withNull.put("topic", null);

    assertBad(withFilters(withNull, null), "A filter is null.");
    assertBad(withFilters(null, Arrays.asList(ONE, null)), "A filter is null.");
  }

  @Test
  void filtersGoIntoTheQuestion() {
    ChatRequest request = withFilters(Map.of("topic", "leave"), List.of(ONE, TWO));

    assertThat(request.question("text", 8))
        .isEqualTo(
            new Question(
                "text",
                8,
                new Filter(List.of(ONE, TWO), Map.of("topic", "leave"), List.of(), List.of())));
  }

  @Test
  void aFileIsOneDocument() {
    ChatRequest request = withFilters(Map.of("file_id", ONE.toString()), null);

    assertThat(request.question("text", 8))
        .isEqualTo(
            new Question("text", 8, new Filter(List.of(ONE), Map.of(), List.of(), List.of())));
  }

  @Test
  void aFileAmongTheDocumentsIsTheOnlyOne() {
    ChatRequest request = withFilters(Map.of("file_id", ONE.toString()), List.of(TWO, ONE));

    assertThat(request.question("text", 8).filter().documents()).containsExactly(ONE);
  }

  @Test
  void aFileBesideTheDocumentsIsAContradiction() {
    ChatRequest request = withFilters(Map.of("file_id", ONE.toString()), List.of(TWO));

    Problem problem = catchThrowableOfType(Problem.class, () -> request.question("text", 8));
    assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void aFileThatIsNoIdIsADocumentThatDoesNotExist() {
    ChatRequest request = withFilters(Map.of("file_id", "../x"), null);

    Problem problem = catchThrowableOfType(Problem.class, () -> request.question("text", 8));
    assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(problem.detail()).isEqualTo("There is no such document.");
  }

  private static ChatRequest withMessage(String message) {
    return new ChatRequest(null, "s", message, null, null, null, null, null, null, null);
  }

  private static ChatRequest withSession(String session) {
    return new ChatRequest(null, session, "q", null, null, null, null, null, null, null);
  }

  private static ChatRequest withFilters(Map<String, String> metadata, List<UUID> documents) {
    return new ChatRequest(null, "s", "q", metadata, documents, null, null, null, null, null);
  }

  private static Map<String, String> tags(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> "key" + i, i -> "value"));
  }

  private static void assertGood(ChatRequest request) {
    assertThatCode(request::check).doesNotThrowAnyException();
  }

  private static void assertBad(ChatRequest request, String detail) {
    Problem problem = catchThrowableOfType(Problem.class, request::check);

    assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(problem.detail()).isEqualTo(detail);
  }
}
