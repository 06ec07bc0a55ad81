package org.concierge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReaderTest {

  @TempDir Path folder;
  private SampleFiles files;

  @BeforeEach
  void prepare() {
    files = new SampleFiles(folder);
  }

  @Test
  void everyFileIsASectionUnderItsPath() throws Exception {
    // given
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("policies/leave.md", "# Leave\n\nTwenty-eight days.");
    entries.put("__MACOSX/policies/._leave.md", "resource fork");
    entries.put("policies/travel.html", "<p>Second class.</p>");
    entries.put("program.exe", "MZ\0\0\0\0\0\0");

    // when
    Extracted read = SampleFiles.read(files.zip("handbook.zip", entries));

    // then
    assertThat(SampleFiles.lines(read))
        .containsExactly(
            "HEADING 1: policies/leave.md",
            "HEADING 2: Leave",
            "PARAGRAPH: Twenty-eight days.",
            "HEADING 1: policies/travel.html",
            "PARAGRAPH: Second class.");
    assertThat(read.title()).isEqualTo("handbook");
    assertThat(read.metadata()).containsEntry("files_without_text", "program.exe");
  }

  @Test
  void anArchiveInAnArchiveIsReadAndOneTooDeepIsRefused() throws Exception {
    Path zip = files.zip("0.zip", Map.of("core.txt", "The core of it all."));
    for (int i = 1; i <= 3; i++) {
      zip = wrapped(zip, i + ".zip");
      if (i == 1) {
        assertThat(SampleFiles.lines(SampleFiles.read(zip)))
            .containsExactly(
                "HEADING 1: 0.zip", "HEADING 2: core.txt", "PARAGRAPH: The core of it all.");
      }
    }
    Path deep = zip;

    assertThatThrownBy(() -> SampleFiles.read(deep)).hasMessageContaining("more than 2 deep");
  }

  @Test
  void anArchiveThatUnpacksToFarMoreThanItsSizeIsRefused() throws Exception {
    Path bomb = files.zip("a.zip", Map.of("a.txt", "0".repeat(8 << 20)));

    assertThat(reason(bomb)).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void anArchiveOfTooManyFilesIsRefused() throws Exception {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int i = 0; i < 2_001; i++) {
      entries.put(i + ".txt", "Text of a file.");
    }

    assertThat(reason(files.zip("a.zip", entries))).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void anArchiveOfNothingReadableFailsLikeItsFirstFile() throws Exception {
    assertThat(reason(files.zip("a.zip", Map.of("a.exe", "MZ\0\0\0\0"))))
        .isEqualTo(Reason.UNSUPPORTED);
    assertThat(reason(files.zip("b.zip", Map.of("folder/", "")))).isEqualTo(Reason.EMPTY);
  }

  @Test
  void aPathThatLeadsOutOfTheArchiveWritesNothingThere() throws Exception {
    Path outside = folder.resolve("outside.txt");
    String path = "../".repeat(20) + outside;

    Extracted read = SampleFiles.read(files.zip("a.zip", Map.of(path, "Some text inside.")));

    assertThat(read.blocks().get(1).text()).isEqualTo("Some text inside.");
    assertThat(outside).doesNotExist();
  }

  @Test
  void anEncryptedFileInAnArchiveIsCalledProtected() throws Exception {
    byte[] zip = Files.readAllBytes(files.zip("a.zip", Map.of("a.txt", "secret")));
    // Bit 0 of the flags, in the entry's own header and in the directory.
    zip[6] |= 1;
    String all = new String(zip, StandardCharsets.ISO_8859_1);
    zip[all.indexOf("PK\1\2") + 8] |= 1;

    assertThat(reason(files.bytes("b.zip", zip))).isEqualTo(Reason.PASSWORD_PROTECTED);
  }

  private Path wrapped(Path inner, String name) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(inner.getFileName().toString()));
      zip.write(Files.readAllBytes(inner));
    }
    return file;
  }

  private static Reason reason(Path file) {
    ExtractionFailed failed =
        catchThrowableOfType(ExtractionFailed.class, () -> SampleFiles.read(file));
    return failed == null ? null : failed.reason();
  }
}
