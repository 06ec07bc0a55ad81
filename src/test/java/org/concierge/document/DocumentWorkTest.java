package org.concierge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.concierge.document.DocumentFiles.StoredFile;
import org.junit.jupiter.api.Test;

/** What becomes of a document while it is worked on. */
class DocumentWorkTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

  private final Document document =
      new Document(
          new UUID(0, 42),
          new StoredFile(Path.of("x"), "plan.pdf", new byte[32], 1_234),
          "application/octet-stream",
          FIRST);

  @Test
  void whatHoldsItUpIsSaidUntilItGetsOn() {
    document.process(document.progress().waiting(), "The model's server cannot be reached.", LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.PROCESSING);
    assertThat(document.progress().stage()).isEqualTo("waiting");
    assertThat(document.reason()).isEqualTo("The model's server cannot be reached.");

    document.process(Progress.embedding(0, 1, 2), "", LATER);

    assertThat(document.reason()).isEmpty();
  }

  @Test
  void cancelledItIsNobodysWorkAnyMore() {
    int before = document.lineage().generation();

    document.cancelIfUnderWay(LATER);

    assertThat(document.status()).isEqualTo(DocumentStatus.CANCELLED);
    assertThat(document.lineage().generation()).isGreaterThan(before);
    assertThat(document.status().isUnderWay()).isFalse();
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
    int first = document.lineage().generation();

    document.receive(LATER);

    assertThat(document.lineage().generation()).isEqualTo(first + 1);
    assertThat(document.progress().pagesDone()).isZero();
    assertThat(document.progress().chunksDone()).isZero();
  }
}
