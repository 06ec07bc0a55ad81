package org.concierge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.content.Extracted;
import org.concierge.document.DocumentFiles.StoredFile;
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
    document.process(new Progress("embedding", 0.5f, 3, 8), "", LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.PROCESSING);
    assertThat(document.progress().stage()).isEqualTo("embedding");
    assertThat(document.progress().part()).isEqualTo(0.5f);
    assertThat(document.updatedAt()).isEqualTo(LATER);
    assertThat(document.createdAt()).isEqualTo(FIRST);
  }

  @Test
  void aFileThatIsReadTellsWhatItIs() {
    document.process(new Progress("extracting", 0.2f, 1, 0), "", FIRST);

    document.describe(extracted("The Plan", "Ann", "de"));

    assertThat(document.status()).isEqualTo(DocumentStatus.PROCESSING);
    assertThat(document.description().pages()).isEqualTo(3);
    assertThat(document.description().language()).isEqualTo("de");
    assertThat(document.description().author()).isEqualTo("Ann");
    assertThat(document.mediaType()).isEqualTo("application/pdf");
    assertThat(document.description().parser()).isNotBlank();
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
    assertThat(document.description().author()).hasSize(500);
    assertThat(document.description().language()).hasSize(500);
  }

  /** PostgreSQL text holds every character but this one, and files hold anything. */
  @Test
  void whatADocumentSaysOfItselfCanBeStored() {
    document.describe(extracted("The\0 Plan", "A\0nn", "d\0e"));

    assertThat(document.title()).isEqualTo("The Plan");
    assertThat(document.description().author()).isEqualTo("Ann");
    assertThat(document.description().language()).isEqualTo("de");
  }

  @Test
  void aDocumentThatCannotBeReadSaysWhy() {
    document.process(Progress.reading(0, 0), "", FIRST);

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
    document.describe(extracted("The Plan", "", ""));
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
    LocalDate review = LocalDate.of(2027, 1, 31);
    document.describe("Our plan", List.of("topic:plan"), FIRST);
    document.file(new Filing(new UUID(0, 7), null, review, Map.of("topic", "plan")), FIRST);
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
                null,
                "application/pdf",
                1_234,
                document.description().parser(),
                List.of("topic:plan"),
                Map.of("topic", "plan"),
                new UUID(0, 7),
                null,
                "2027-01-31",
                List.of("tenant"),
                null,
                null,
                0,
                0,
                null,
                1,
                null,
                FIRST,
                LATER));
  }

  @Test
  void whatIsHeldCannotBeAskedAndSaysWhy() {
    document.describe(extracted("x", "Ann", "de"));
    document.answerAsBefore(17, FIRST);

    document.hold("Look at it.", LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.HELD);
    assertThat(document.reason()).isEqualTo("Look at it.");
    assertThat(document.chunks()).isZero();
  }

  @Test
  void whatIsRejectedIsCancelled() {
    document.reject("It is not ours.", LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.CANCELLED);
    assertThat(document.reason()).isEqualTo("It is not ours.");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.02f, 0.1f, 0.3f, 0.7f, 1})
  void progressIsShownInTheDigitsThatItHas(float progress) {
    document.process(new Progress("embedding", progress, 0, 0), "", LATER);

    assertThat(String.valueOf(DocumentView.of(document).progress()))
        .isEqualTo(String.valueOf(progress));
  }

  private static Extracted extracted(String title, String author, String language) {
    return new Extracted("application/pdf", title, author, language, 3, Map.of(), List.of());
  }
}
