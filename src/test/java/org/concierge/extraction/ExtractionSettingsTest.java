package org.concierge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionSettingsTest {

  @Test
  void filesAreReadInProcessesOfTheirOwnUnlessTheInstallationSaysOtherwise() {
    assertThat(from(Map.of()).inProcess()).isFalse();
    assertThat(from(Map.of("EXTRACTION", "in-process")).inProcess()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> from(Map.of("EXTRACTION", "somewhere")))
        .withMessageContaining("EXTRACTION");
  }

  @Test
  void tesseractIsFoundOnThePathAndCanBeSwitchedOff(@TempDir Path folder) throws Exception {
    // given
    Path program = Files.createFile(folder.resolve("tesseract"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    String path = "/none:" + folder;

    // when, then
    assertThat(from(Map.of("PATH", path)).tesseract()).contains(program);
    assertThat(from(Map.of("PATH", path, "TESSERACT_PATH", "off")).tesseract()).isEmpty();
    assertThat(from(Map.of("PATH", "/none")).tesseract()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> from(Map.of("TESSERACT_PATH", "/none/tesseract")))
        .withMessageContaining("TESSERACT_PATH");
  }

  @Test
  void aNumberOutOfRangeIsRefused() {
    assertThat(from(Map.of("EXTRACTION_HEAP_MB", "512")).heapMegabytes()).isEqualTo(512);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> from(Map.of("EXTRACTION_HEAP_MB", "8")))
        .withMessage("EXTRACTION_HEAP_MB must be from 64 to 16384, not 8.");
  }

  private static ExtractionSettings from(Map<String, String> settings) {
    return ExtractionSettings.from(settings::get);
  }
}
