package org.concierge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.concierge.format.SampleFiles.body;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.format.SampleFiles;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parser's process as it really is. */
class IsolatedReadingTest {

  private static final Limits LIMITS = new Limits(20_000_000, 2, Duration.ofMinutes(1));

  @TempDir Path folder;
  private SampleFiles files;
  private Extractor extractor;

  @BeforeEach
  void prepare() {
    files = new SampleFiles(folder);
  }

  @AfterEach
  void close() {
    if (extractor != null) {
      extractor.close();
    }
  }

  @Test
  void whatIsReadInTheProcessIsWhatIsReadHere() throws Exception {
    Path file = files.docx("a.docx", "", SampleFiles.paragraph("H1", "Leave ☂") + "<w:p/>");

    Extracted read = isolated(LIMITS, 128).extract(file, "a.docx");

    assertThat(read).isEqualTo(SampleFiles.read(file));
    assertThat(children()).hasSize(1);
  }

  @Test
  void aReasonOfTheParserArrivesAndTheNextFileIsReadByTheSameProcess() throws Exception {
    // given
    isolated(LIMITS, 128);
    extractor.extract(files.text("a.txt", "First text."), "a.txt");
    List<Long> before = children();

    // when
    Path misnamed = files.text("b.pdf", "no PDF at all");

    // then
    assertThat(failure(misnamed)).isEqualTo(Reason.CORRUPT);
    assertThat(extractor.extract(files.text("c.txt", "Next text."), "c.txt").blocks()).hasSize(1);
    assertThat(children()).isEqualTo(before);
  }

  @Test
  void aFileThatTakesTooMuchMemoryLosesItselfAlone() throws Exception {
    // given
    isolated(LIMITS, 24);
    Path file = files.text("a.txt", "word ".repeat(3_000_000));

    // when, then
    assertThat(failure(file)).isEqualTo(Reason.TOO_LARGE);
    assertThat(extractor.extract(files.text("b.txt", "Short text."), "b.txt").blocks()).hasSize(1);
  }

  @Test
  void aFileThatTakesTooLongIsKilled() throws Exception {
    // given
    isolated(new Limits(20_000_000, 2, Duration.ofMillis(1)), 128);
    Path file = files.text("a.html", "<p>text</p>".repeat(200_000));

    // when, then
    assertThat(failure(file)).isEqualTo(Reason.TIMED_OUT);
    assertThat(children()).isEmpty();
  }

  @Test
  void anInterruptionKillsTheProcess() throws Exception {
    // given
    isolated(LIMITS, 128);
    Path file = files.pdf("a.pdf", pages(50));
    FutureTask<Reason> task =
        new FutureTask<>(
            () ->
                catchThrowableOfType(
                        ExtractionFailed.class,
                        () ->
                            extractor.extract(
                                file, "a.pdf", (done, total) -> Thread.currentThread().interrupt()))
                    .reason());
    Thread caller = new Thread(task);

    // when
    caller.start();

    // then
    assertThat(task.get()).isEqualTo(Reason.TIMED_OUT);
    assertThat(children()).isEmpty();
  }

  @Test
  void whatTheListenerThrowsEndsTheReading() throws Exception {
    isolated(LIMITS, 128);
    Path file = files.pdf("a.pdf", pages(3));
    ExtractionProgress deleted =
        (done, total) -> {
          throw new IllegalStateException("deleted");
        };

    assertThatThrownBy(() -> extractor.extract(file, "a.pdf", deleted)).hasMessage("deleted");
    assertThat(children()).isEmpty();
  }

  @Test
  void everyPageIsTold() throws Exception {
    // given
    List<String> told = new ArrayList<>();
    Path file = files.pdf("a.pdf", pages(3));

    // when
    isolated(LIMITS, 128).extract(file, "a.pdf", (done, total) -> told.add(done + "/" + total));

    // then
    assertThat(told).containsExactly("1/3", "2/3", "3/3");
  }

  @Test
  void aKilledProcessIsReplaced() throws Exception {
    // given
    isolated(LIMITS, 128);
    extractor.extract(files.text("a.txt", "First text."), "a.txt");
    ProcessHandle process = ProcessHandle.of(children().get(0)).orElseThrow();

    // when
    process.destroyForcibly();
    process.onExit().get();

    // then
    assertThat(extractor.extract(files.text("b.txt", "Next text."), "b.txt").blocks()).hasSize(1);
  }

  @Test
  void withoutAProcessNothingIsReadHere() throws Exception {
    // given
    Path webInf = folder.resolve("WEB-INF");
    Files.createDirectories(webInf.resolve("classes"));
    Files.createDirectories(webInf.resolve("lib"));
    extractor = new Extractor(settings(LIMITS, 128), () -> Optional.of(webInf));
    Path file = files.text("a.txt", "Text.");

    // when, then
    assertThatThrownBy(() -> extractor.extract(file, "a.txt"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("does not start");
  }

  @Test
  void theProcessKnowsNothingOfTheServersEnvironmentAndLeavesNothingBehind() throws Exception {
    // given
    isolated(LIMITS, 128);
    extractor.extract(files.text("a.txt", "Some text."), "a.txt");
    long pid = children().get(0);

    // when
    String environment = Files.readString(Path.of("/proc/" + pid + "/environ"));
    List<Path> before = parserFolders();
    extractor.close();

    // then
    assertThat(environment.split("\0"))
        .allMatch(one -> one.matches("(LC_ALL|OMP_\\w+|TESS\\w+)=.*"));
    assertThat(parserFolders()).hasSizeLessThan(before.size());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private Extractor isolated(Limits limits, int heapMegabytes) {
    extractor = new Extractor(settings(limits, heapMegabytes), Optional::empty);
    return extractor;
  }

  private static ExtractionSettings settings(Limits limits, int heapMegabytes) {
    return new ExtractionSettings(limits, false, 1, heapMegabytes, Optional.empty());
  }

  private Reason failure(Path file) {
    ExtractionFailed failed =
        catchThrowableOfType(
            ExtractionFailed.class, () -> extractor.extract(file, file.getFileName().toString()));
    return failed == null ? null : failed.reason();
  }

  private static List<List<SampleFiles.Text>> pages(int count) {
    List<List<SampleFiles.Text>> pages = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      pages.add(List.of(body(60, 200, "Text of page " + i)));
    }
    return pages;
  }

  private static List<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .toList();
  }

  private static List<Path> parserFolders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(one -> one.getFileName().toString().startsWith("concierge-parser"))
          .toList();
    }
  }
}
