package org.concierge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedderTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void embeddingsComeInTheOrderOfTheTexts() {
    Embedder embedder = remote(text -> vector(text.length(), 1));

    assertThat(embedder.passages(List.of("one", "three", "x")))
        .containsExactly(vector(3, 1), vector(5, 1), vector(1, 1));
    assertThat(asked).containsExactly("one", "three", "x");
  }

  @Test
  void aQuestionIsAskedAsItIs() {
    assertThat(remote(text -> vector(1, 2)).question("How many days?")).containsExactly(1, 2);
    assertThat(asked).containsExactly("How many days?");
  }

  @Test
  void aServerThatGivesTooFewIsNotBelieved() {
    Embedder embedder = new RemoteEmbedder(model(texts -> List.of(vector(1, 1))), 2);

    assertFailed(
        () -> embedder.passages(List.of("a", "b")),
        "The embedding server gave 1 embeddings for 2 texts.");
  }

  @Test
  void aServerThatGivesNothingIsNotBelieved() {
    Embedder embedder = new RemoteEmbedder(model(texts -> List.of()), 2);

    assertFailed(
        () -> embedder.question("a"), "The embedding server gave 0 embeddings for 1 texts.");
  }

  @Test
  void embeddingsOfAnotherLengthAreNotStored() {
    Embedder embedder = remote(text -> text.equals("b") ? vector(1, 1, 1) : vector(1, 1));

    assertFailed(
        () -> embedder.passages(List.of("a", "b")),
        "The embedding server gave embeddings of 3 dimensions; EMBEDDING_DIMENSIONS says 2.");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f})
  void whatIsNoNumberIsNoDirection(float value) {
    assertFailed(
        () -> remote(text -> vector(1, value)).question("a"),
        "The embedding server gave an embedding that is not a direction.");
  }

  @Test
  void zeroIsNoDirection() {
    assertFailed(
        () -> remote(text -> vector(0, 0)).question("a"),
        "The embedding server gave an embedding that is not a direction.");
  }

  @Test
  void aNegativeEmbeddingIsOne() {
    assertThat(remote(text -> vector(-1, 0)).question("a")).containsExactly(-1, 0);
  }

  @Test
  void aServerThatFailsIsToldInOurWords() {
    Embedder embedder =
        remote(
            text -> {
              throw new RateLimitException("sk-secret");
            });

    assertFailed(
        () -> embedder.question("a"),
        "The model's provider is busy (rate limit); try again in a moment.");
  }

  @Test
  void aServerThatStumblesIsAskedOnceMore() {
    Embedder embedder =
        remote(
            text -> {
              if (asked.size() == 1) {
                throw new IllegalStateException("connection closed");
              }
              return vector(1, 2);
            });

    assertThat(embedder.question("a")).containsExactly(1, 2);
    assertThat(asked).containsExactly("a", "a");
  }

  @Test
  void aServerThatKeepsFailingIsAskedTwiceAndNotMore() {
    catchThrowableOfType(Problem.class, () -> remote(text -> vector(0, 0)).question("a"));

    assertThat(asked).hasSize(2);
  }

  @Test
  void aServerThatIsSilentIsNotAskedAgain() {
    Embedder embedder =
        remote(
            text -> {
              throw new TimeoutException("silent");
            });

    Problem problem = catchThrowableOfType(Problem.class, () -> embedder.question("a"));

    assertThat(problem.type()).isEqualTo(ProblemType.MODEL_TIMED_OUT);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource
  void aServerThatRefusesIsNotAskedAgain(RuntimeException refusal) {
    Embedder embedder =
        remote(
            text -> {
              throw refusal;
            });

    Problem problem = catchThrowableOfType(Problem.class, () -> embedder.question("a"));

    assertThat(problem.type()).isEqualTo(ProblemType.MODEL_FAILED);
    assertThat(asked).hasSize(1);
  }

  static Stream<RuntimeException> aServerThatRefusesIsNotAskedAgain() {
    return Stream.of(
        new AuthenticationException("401"),
        new RateLimitException("429"),
        new InvalidRequestException("400"),
        new ModelNotFoundException("404"),
        new HttpException(400, "bad"),
        new RuntimeException(new HttpException(499, "gone")),
        new Problem(ProblemType.MODEL_FAILED, "Told before.", new HttpException(403, "no")));
  }

  @ParameterizedTest
  @ValueSource(ints = {399, 500, 503})
  void aServerInTroubleIsAskedOnceMore(int status) {
    Embedder embedder =
        remote(
            text -> {
              throw new HttpException(status, "trouble");
            });

    catchThrowableOfType(Problem.class, () -> embedder.question("a"));

    assertThat(asked).hasSize(2);
  }

  /** As the model card asks for: without it the local model finds less. */
  @Test
  void theLocalModelWantsQuestionsMarkedAsSuch() {
    Embedder embedder =
        new LocalEmbedder(model(texts -> texts.stream().map(t -> vector(1)).toList()));

    embedder.question("How many days?");
    embedder.passages(List.of("Thirty days."));

    assertThat(asked)
        .containsExactly(
            "Represent this sentence for searching relevant passages: How many days?",
            "Thirty days.");
  }

  @Test
  void batchesAreNeitherEmptyNorEndless() {
    assertThat(new LocalEmbedder(null).batchSize()).isBetween(1, 64);
    assertThat(new RemoteEmbedder(null, 2).batchSize()).isBetween(1, 2_048);
  }

  private Embedder remote(Function<String, float[]> each) {
    return new RemoteEmbedder(model(texts -> texts.stream().map(each).toList()), 2);
  }

  private EmbeddingModel model(Function<List<String>, List<float[]>> answer) {
    return new EmbeddingModel() {
      @Override
      public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<String> texts = segments.stream().map(TextSegment::text).toList();
        asked.addAll(texts);
        return Response.from(answer.apply(texts).stream().map(Embedding::from).toList());
      }
    };
  }

  private static float[] vector(float... values) {
    return values;
  }

  private static void assertFailed(Runnable call, String detail) {
    Problem problem = catchThrowableOfType(Problem.class, call::run);

    assertThat(problem.type()).isEqualTo(ProblemType.MODEL_FAILED);
    assertThat(problem.detail()).isEqualTo(detail);
  }
}
