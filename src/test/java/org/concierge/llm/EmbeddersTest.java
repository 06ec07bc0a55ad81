package org.concierge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.SampleTenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models are told apart by their settings; none is asked here. */
class EmbeddersTest {
  private static final String[] REMOTE = {
    "EMBEDDING_PROVIDER=openai", "OPENAI_API_KEY=k", "EMBEDDING_DIMENSIONS=8"
  };

  private Embedders embedders;

  @BeforeEach
  void withoutALocalModel(@TempDir Path folder) {
    embedders = new Embedders(folder.resolve("missing"));
  }

  @AfterEach
  void close() throws IOException {
    embedders.close();
  }

  @Test
  void aLocalModelThatIsNotInstalledIsUnavailable() {
    Problem problem = catchThrowableOfType(Problem.class, () -> embedders.of(SampleTenant.with()));

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem.detail()).doesNotContain("/").doesNotContain("Exception");
  }

  @Test
  void aNodeWithoutALocalModelLeavesNothingBehindWithEachQuestion() {
    String before = System.getProperty("ENGINE_CACHE_DIR");

    catchThrowableOfType(Problem.class, () -> embedders.of(SampleTenant.with()));

    assertThat(System.getProperty("ENGINE_CACHE_DIR")).isEqualTo(before);
  }

  @Test
  void aLocalModelThatIsBrokenLeavesNothingBehindEither(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("model.jar"), "half of a download");
    try (Embedders broken = new Embedders(folder)) {
      Problem problem = catchThrowableOfType(Problem.class, () -> broken.of(SampleTenant.with()));

      assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
      assertThat(Path.of(System.getProperty("ENGINE_CACHE_DIR"))).doesNotExist();
    }
  }

  @Test
  void aNodeWithoutALocalModelStartsAllTheSame() {
    assertThatCode(embedders::warmUp).doesNotThrowAnyException();
  }

  @Test
  void tenantsOfOneServerAndKeyShareItsClient() {
    Embedder acme = embedders.of(SampleTenant.named("acme", REMOTE));

    assertThat(embedders.of(SampleTenant.named("acme", REMOTE))).isSameAs(acme);
    assertThat(embedders.of(SampleTenant.named("globex", REMOTE))).isSameAs(acme);
  }

  @Test
  void anotherKeyIsAnotherClient() {
    Embedder acme = embedders.of(SampleTenant.named("acme", REMOTE));

    assertThat(
            embedders.of(
                SampleTenant.named(
                    "globex",
                    "EMBEDDING_PROVIDER=openai",
                    "OPENAI_API_KEY=other",
                    "EMBEDDING_DIMENSIONS=8")))
        .isNotSameAs(acme);
  }

  @Test
  void aTenantThatQuotesHasNoModelToAsk() {
    try (ChatModels models = new ChatModels(ModelCalls.NONE)) {
      Prompt prompt = new Prompt("s", List.of(new Prompt.Message(Prompt.Author.USER, "q")));

      assertThatThrownBy(() -> models.stream(SampleTenant.with().model(), prompt, new Heard()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
