package org.concierge.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.concierge.content.Block;
import org.concierge.content.ExtractionFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcrTest {

  private static final BufferedImage PAGE = new BufferedImage(10, 10, BufferedImage.TYPE_BYTE_GRAY);

  @TempDir Path folder;

  @Test
  void wordsBecomeParagraphsAndSpecksAreLeftOut() throws Exception {
    Ocr ocr =
        new FakeTesseract(
                folder,
                "",
                "96 Annual",
                "91 leave.",
                "",
                "9 ~",
                "20 ;:",
                "",
                "88 Special",
                "5 |",
                "90 leave.")
            .ocr();

    assertThat(ocr.read(PAGE, "eng", 7))
        .containsExactly(Block.paragraph(7, "Annual leave."), Block.paragraph(7, "Special leave."));
  }

  @Test
  void onlyInstalledLanguagesAreAskedFor() throws Exception {
    FakeTesseract program = new FakeTesseract(folder, "", "96 " + "word".repeat(40));
    Ocr ocr = program.ocr();

    ocr.read(PAGE, "fra+eng+deu", 1);
    ocr.read(PAGE, "jpn", 1);

    assertThat(program.calls()).hasSize(2);
    assertThat(program.calls().get(0)).contains("-l eng+deu --psm 1 tsv");
    assertThat(program.calls().get(1)).contains("-l deu ");
  }

  @Test
  void aPageWithFewWordsIsLookedAtOnceMoreForScatteredOnes() throws Exception {
    FakeTesseract program = new FakeTesseract(folder, "", "96 Total");

    assertThat(program.ocr().read(PAGE, "eng", 1)).hasSize(1);
    assertThat(program.calls()).hasSize(2);
    assertThat(program.calls().get(1)).contains("--psm 11");
  }

  @Test
  void aPageThatTakesTooLongIsGivenUp() throws Exception {
    Path program = new FakeTesseract(folder, "exec sleep 30", "96 Late").program();

    assertThatThrownBy(() -> Ocr.of(program, Duration.ofSeconds(1)).read(PAGE, "eng", 1))
        .isInstanceOf(ExtractionFailed.class)
        .hasMessageContaining("took too long");
  }

  @Test
  void aPictureThatItCannotOpenIsDamaged() throws Exception {
    Ocr ocr = new FakeTesseract(folder, "exit 1", "96 Never").ocr();

    assertThatThrownBy(() -> ocr.read(folder.resolve("words.tsv"), "eng"))
        .isInstanceOf(ExtractionFailed.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void linesOfTextThatAreNoTableOfWordsAreNoText() {
    assertThat(Words.paragraphs(List.of("", "no\ttabs", "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\tx\tword")))
        .isEmpty();
  }
}
