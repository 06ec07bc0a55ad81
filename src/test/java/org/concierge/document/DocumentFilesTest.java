package org.concierge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.document.DocumentFiles.StoredFile;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFilesTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final UUID ID = new UUID(0, 42);
  private static final byte[] ABC = {'a', 'b', 'c'};
  private static final long MB = 1024 * 1024;

  @TempDir private Path home;
  private DocumentFiles files;

  @BeforeEach
  void anEmptyStore() {
    files = new DocumentFiles(home);
  }

  @Test
  void aFileIsStoredWholeWithItsHash() throws IOException {
    StoredFile file = files.receive(ACME, "C:\\temp\\a.txt", stream(ABC), MB);

    assertThat(file.path()).hasBinaryContent(ABC).startsWith(home);
    assertThat(file.filename()).isEqualTo("a.txt");
    assertThat(file.sizeBytes()).isEqualTo(3);
    assertThat(HexFormat.of().formatHex(file.sha256()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aFileOfManyBuffersIsStoredWhole() {
    byte[] large = new byte[300_000];
    new Random(42).nextBytes(large);

    StoredFile file = files.receive(ACME, "a.bin", inSmallPieces(large), MB);

    assertThat(file.path()).hasBinaryContent(large);
    assertThat(file.sizeBytes()).isEqualTo(300_000);
  }

  @Test
  void anEmptyFileIsOneToo() {
    assertThat(files.receive(ACME, "a.txt", stream(new byte[0]), MB).sizeBytes()).isZero();
  }

  @Test
  void aFileOfExactlyTheLimitIsTaken() {
    assertThat(files.receive(ACME, "a.bin", stream(new byte[(int) MB]), MB).sizeBytes())
        .isEqualTo(MB);
  }

  @Test
  void aFileAboveTheLimitIsRefusedAndLeavesNothingBehind() throws IOException {
    Problem problem = refusal(stream(new byte[(int) MB + 1]));

    assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
    assertThat(problem.detail()).isEqualTo("A file may have 1 MB at most.");
    assertThat(stored()).isEmpty();
  }

  @Test
  void anEndlessFileIsNotReadToItsEnd() throws IOException {
    InputStream endless =
        new InputStream() {
          private long read;

          @Override
          public int read() {
            assertThat(read++).as("bytes read").isLessThan(2 * MB);
            return 'x';
          }
        };

    assertThat(refusal(endless).type()).isEqualTo(ProblemType.TOO_LARGE);
    assertThat(stored()).isEmpty();
  }

  @Test
  void anUploadThatBreaksOffLeavesNothingBehind() throws IOException {
    Problem problem = refusal(failing("/srv/secret: connection reset"));

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem.detail()).doesNotContain("secret");
    assertThat(stored()).isEmpty();
  }

  @Test
  void aFullDiskIsToldAsOne() throws IOException {
    assertThat(refusal(failing("No space left on device")).type())
        .isEqualTo(ProblemType.STORAGE_FULL);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aKeptFileIsNamedByItsDocumentOnly() throws IOException {
    StoredFile file = files.receive(ACME, "../../etc/passwd", stream(ABC), MB);

    files.keep(ACME, ID, file);

    assertThat(stored()).containsExactly(home.resolve("files/acme").resolve(ID.toString()));
    assertThat(files.path(ACME, ID)).hasBinaryContent(ABC);
  }

  @Test
  void keptAgainTheNewBytesCount() {
    files.keep(ACME, ID, files.receive(ACME, "a", stream(new byte[] {1}), MB));
    files.keep(ACME, ID, files.receive(ACME, "a", stream(ABC), MB));

    assertThat(files.path(ACME, ID)).hasBinaryContent(ABC);
  }

  @Test
  void eachTenantHasAFolderOfItsOwn() {
    assertThat(files.path(ACME, ID).getParent())
        .isNotEqualTo(files.path(new TenantId("globex"), ID).getParent());
  }

  @Test
  void whatIsDiscardedOrDeletedIsGone() throws IOException {
    files.discard(files.receive(ACME, "a", stream(ABC), MB));
    files.keep(ACME, ID, files.receive(ACME, "a", stream(ABC), MB));

    files.delete(ACME, ID);

    assertThat(stored()).isEmpty();
  }

  @Test
  void aFileThatIsGoneCanBeDeleted() {
    files.delete(ACME, ID);

    assertThat(files.path(ACME, ID)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "plan.pdf, plan.pdf",
    "' plan 1.pdf ', plan 1.pdf",
    "C:\\Users\\me\\plan.pdf, plan.pdf",
    "/home/me/plan.pdf, plan.pdf",
    "../../etc/passwd, passwd",
    "..\\..\\windows\\win.ini, win.ini",
    "a/b\\c, c",
    ".htaccess, .htaccess",
    "..., ...",
    "Ärger.docx, Ärger.docx",
    "\u8a08\u753b.pdf, \u8a08\u753b.pdf",
    "\ud83d\udcc4.pdf, \ud83d\udcc4.pdf"
  })
  void ofAPathTheNameIsKept(String sent, String name) {
    assertThat(DocumentFiles.cleaned(sent)).isEqualTo(name);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", ".", "..", "/", "a/", "a/..", "\\", "\u0000", "\u200b", " \n "})
  void aNameIsNeverEmptyOrAFolder(String sent) {
    assertThat(DocumentFiles.cleaned(sent)).isEqualTo("unnamed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\n", "\r", "\u001b", "\u007f", "\u0085", "\u009f", "\u200b", "\u202e", "\u2028",
        "\u2029", "\ufeff", "\ud83d"
      })
  void whatCannotBeSeenIsTakenOut(String character) {
    assertThat(DocumentFiles.cleaned("pl" + character + "an.pdf")).isEqualTo("plan.pdf");
  }

  @Test
  void theSameNameInTwoSpellingsIsOne() {
    assertThat(DocumentFiles.cleaned("A\u0308rger")).isEqualTo("\u00c4rger");
  }

  @Test
  void aNameOfTwoHundredCharactersStays() {
    String name = "x".repeat(196) + ".pdf";

    assertThat(DocumentFiles.cleaned(name)).isEqualTo(name);
  }

  @Test
  void aLongerNameIsCutAndKeepsItsEnding() {
    assertThat(DocumentFiles.cleaned("x".repeat(197) + ".pdf")).isEqualTo("x".repeat(196) + ".pdf");
    assertThat(DocumentFiles.cleaned("x".repeat(300) + ".tar.gz"))
        .isEqualTo("x".repeat(197) + ".gz");
  }

  @Test
  void whatIsTooLongForAnEndingIsNone() {
    assertThat(DocumentFiles.cleaned("x".repeat(300) + ".123456789"))
        .isEqualTo("x".repeat(190) + ".123456789");
    assertThat(DocumentFiles.cleaned("x".repeat(300) + ".1234567890")).isEqualTo("x".repeat(200));
    assertThat(DocumentFiles.cleaned("." + "x".repeat(300))).hasSize(200);
  }

  @Test
  void aCutDoesNotHalveACharacter() {
    String emoji = "\ud83d\udcc4";

    assertThat(DocumentFiles.cleaned("x".repeat(195) + emoji + "yyyyyy.pdf"))
        .isEqualTo("x".repeat(195) + ".pdf");
    assertThat(DocumentFiles.cleaned("x".repeat(194) + emoji + "yyyyyy.pdf"))
        .isEqualTo("x".repeat(194) + emoji + ".pdf");
  }

  private Problem refusal(InputStream content) {
    return catchThrowableOfType(Problem.class, () -> files.receive(ACME, "a.bin", content, MB));
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> tree = Files.walk(home)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  private static InputStream stream(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  private static InputStream inSmallPieces(byte[] content) {
    return new ByteArrayInputStream(content) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(length, 1_000));
      }
    };
  }

  private static InputStream failing(String message) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException(message);
      }
    };
  }
}
