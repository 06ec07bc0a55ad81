package org.concierge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.document.DocumentFiles.StoredFile;
import org.concierge.extraction.Extracted;
import org.concierge.library.DocumentView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");
  private static final UUID ID = new UUID(0, 42);

  private final Document document =
      new Document(
          ID,
          new StoredFile(Path.of("x"), "plan.pdf", new byte[32], 1_234),
          "application/octet-stream",
          FIRST);

  @Test
  void aDocumentIsBornReceived() {
    assertThat(document.id()).isEqualTo(ID);
    assertThat(document.status()).isEqualTo(DocumentStatus.RECEIVED);
    assertThat(document.progress().stage()).isEqualTo("waiting");
    assertThat(document.progress().part()).isZero();
    assertThat(document.reason()).isEmpty();
    assertThat(document.filename()).isEqualTo("plan.pdf");
    assertThat(document.title()).isEqualTo("plan.pdf");
    assertThat(document.sizeBytes()).isEqualTo(1_234);
    assertThat(document.tags()).isEmpty();
    assertThat(document.createdAt()).isEqualTo(FIRST);
    assertThat(document.updatedAt()).isEqualTo(FIRST);
  }

  @Test
  void aWorkerSaysHowFarItHasCome() {
    document.process(new Progress("embedding", 0.5f, 3, 8), LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.PROCESSING);
    assertThat(document.progress().stage()).isEqualTo("embedding");
    assertThat(document.progress().part()).isEqualTo(0.5f);
    assertThat(document.progress().pagesDone()).isEqualTo(3);
    assertThat(document.progress().chunksDone()).isEqualTo(8);
    assertThat(document.updatedAt()).isEqualTo(LATER);
    assertThat(document.createdAt()).isEqualTo(FIRST);
  }

  @Test
  void aFileThatIsReadTellsWhatItIs() {
    document.process(new Progress("extracting", 0.2f, 1, 0), FIRST);

    document.describe(extracted("The Plan", "Ann", "de"));

    assertThat(document.status()).isEqualTo(DocumentStatus.PROCESSING);
    assertThat(document.pages()).isEqualTo(3);
    assertThat(document.language()).isEqualTo("de");
    assertThat(document.author()).isEqualTo("Ann");
    assertThat(document.mediaType()).isEqualTo("application/pdf");
    assertThat(document.parser()).isNotBlank();
  }

  @Test
  void whatHoldsItUpIsSaidUntilItGetsOn() {
    document.postpone("The model's server cannot be reached.", LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.PROCESSING);
    assertThat(document.progress().stage()).isEqualTo("waiting");
    assertThat(document.reason()).isEqualTo("The model's server cannot be reached.");

    document.process(Progress.embedding(0, 1, 2), LATER);

    assertThat(document.reason()).isEmpty();
  }

  @Test
  void cancelledItIsNobodysWorkAnyMore() {
    int before = document.generation();

    document.cancelIfUnderWay(LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.CANCELLED);
    assertThat(document.generation()).isGreaterThan(before);
    assertThat(document.isUnderWay()).isFalse();
    assertThat(document.chunks()).isZero();
  }

  @Test
  void whatIsDoneIsNotCancelled() {
    document.fail("The file is damaged.", FIRST);

    document.cancelIfUnderWay(LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.FAILED);
    assertThat(document.updatedAt()).isEqualTo(FIRST);
  }

  @Test
  void whatAnsweredBeforeAnswersOn() {
    document.cancelIfUnderWay(FIRST);

    document.answerAsBefore(17, LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.READY);
    assertThat(document.chunks()).isEqualTo(17);
    assertThat(document.progress().part()).isEqualTo(1);
  }

  @Test
  void eachThingAskedForIsAGenerationOfItsOwn() {
    int first = document.generation();

    document.receive(LATER);

    assertThat(document.generation()).isEqualTo(first + 1);
    assertThat(document.progress().pagesDone()).isZero();
    assertThat(document.progress().chunksDone()).isZero();
  }

  @Test
  void aDocumentIsCalledAsItCallsItself() {
    document.describe(extracted("The Plan", "", ""));

    assertThat(document.title()).isEqualTo("The Plan");
    assertThat(document.filename()).isEqualTo("plan.pdf");
  }

  @Test
  void aDocumentThatDoesNotCallItselfKeepsItsFilesName() {
    document.describe(extracted(" ", "", ""));

    assertThat(document.title()).isEqualTo("plan.pdf");
  }

  @Test
  void aTitleThatAPersonGaveOutlastsAReading() {
    document.describe("Our plan", null, FIRST);

    document.describe(extracted("The Plan", "", ""));

    assertThat(document.title()).isEqualTo("Our plan");
  }

  @Test
  void whatADocumentSaysOfItselfIsCutToItsColumn() {
    String long501 = "x".repeat(501);

    document.describe(extracted(long501, long501, long501));

    assertThat(document.title()).hasSize(500);
    assertThat(document.author()).hasSize(500);
    assertThat(document.language()).hasSize(500);
  }

  /** PostgreSQL text holds every character but this one, and files hold anything. */
  @Test
  void whatADocumentSaysOfItselfCanBeStored() {
    document.describe(extracted("The\0 Plan", "A\0nn", "d\0e"));

    assertThat(document.title()).isEqualTo("The Plan");
    assertThat(document.author()).isEqualTo("Ann");
    assertThat(document.language()).isEqualTo("de");
  }

  @Test
  void aDocumentThatCannotBeReadSaysWhy() {
    document.process(Progress.reading(0, 0), FIRST);

    document.fail("The file is damaged.", LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.FAILED);
    assertThat(document.progress().stage()).isEqualTo("failed");
    assertThat(document.progress().part()).isZero();
    assertThat(document.reason()).isEqualTo("The file is damaged.");
    assertThat(document.updatedAt()).isEqualTo(LATER);
  }

  @Test
  void readAgainItBeginsAnewAndForgetsWhyItFailed() {
    document.fail("The file is damaged.", FIRST);

    document.receive(LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.RECEIVED);
    assertThat(document.progress().stage()).isEqualTo("waiting");
    assertThat(document.reason()).isEmpty();
    assertThat(document.createdAt()).isEqualTo(FIRST);
    assertThat(document.updatedAt()).isEqualTo(LATER);
  }

  @Test
  void readAgainItsFormerChunksStillCount() {
    document.answerAsBefore(17, FIRST);

    document.receive(LATER);

    assertThat(document.chunks()).isEqualTo(17);
    assertThat(document.progress().part()).isZero();
  }

  @Test
  void aDescriptionChangesWhatItNames() {
    document.describe("Our plan", List.of("topic:plan", "year:2026"), FIRST);
    document.describe(null, List.of("topic:plan"), LATER);
    document.describe("The plan", null, LATER);

    assertThat(document.title()).isEqualTo("The plan");
    assertThat(document.tags()).containsExactly("topic:plan");
    assertThat(document.updatedAt()).isEqualTo(LATER);
  }

  @Test
  void allTagsCanBeTakenAway() {
    document.describe(null, List.of("topic:plan"), FIRST);
    document.describe(null, List.of(), LATER);

    assertThat(document.tags()).isEmpty();
  }

  @Test
  void onTheWireItIsTheSameDocument() {
    document.describe("Our plan", List.of("topic:plan"), FIRST);
    document.describe(extracted("x", "Ann", "de"));
    document.answerAsBefore(17, LATER);

    assertThat(DocumentView.of(document))
        .isEqualTo(
            new DocumentView(
                ID,
                "plan.pdf",
                "Our plan",
                DocumentStatus.READY,
                1,
                "ready",
                "",
                3,
                17,
                "de",
                "Ann",
                "application/pdf",
                1_234,
                document.parser(),
                List.of("topic:plan"),
                List.of("tenant"),
                null,
                0,
                0,
                null,
                1,
                null,
                FIRST,
                LATER));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.02f, 0.1f, 0.3f, 0.7f, 1})
  void progressIsShownInTheDigitsThatItHas(float progress) {
    document.process(new Progress("embedding", progress, 0, 0), LATER);

    assertThat(String.valueOf(DocumentView.of(document).progress()))
        .isEqualTo(String.valueOf(progress));
  }

  private static Extracted extracted(String title, String author, String language) {
    return new Extracted("application/pdf", title, author, language, 3, Map.of(), List.of());
  }
}
