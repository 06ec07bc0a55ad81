package org.concierge.ocr;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.concierge.content.Block;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;

/**
 * Recognises text on pictures by the system's Tesseract, one picture at a time, each in a process
 * with a limit of time and memory. Thread safe.
 */
public final class Ocr {

  /** For a system without Tesseract. */
  public static final Ocr NONE = new Ocr(null, Duration.ZERO);

  /** A dense page takes 5 s on a slow core; ten times as long is a trap. */
  private static final Duration PAGE = Duration.ofSeconds(45);

  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  /** A page of 12 million pixels takes about 300 MB. */
  private static final long MEMORY = 1_500_000_000;

  // Tesseract's numbers of the ways to look at a page.
  private static final String LAYOUT = "3";
  private static final String LAYOUT_AND_DIRECTION = "1";
  private static final String SCATTERED = "11";

  /** Fewer letters on a page: a form, a drawing, a table, which have no paragraphs to be found. */
  private static final int SPARSE = 120;

  private final Path program;
  private final Duration page;
  private List<String> installed;

  private Ocr(Path program, Duration page) {
    this.program = program;
    this.page = page;
  }

  /**
   * @param program Tesseract 4 or later
   */
  public static Ocr of(Path program) {
    return new Ocr(program, PAGE);
  }

  /** As {@link #of(Path)}, with another limit for one picture. */
  static Ocr of(Path program, Duration page) {
    return new Ocr(program, page);
  }

  public boolean isAvailable() {
    return program != null;
  }

  /**
   * Reads one page as an image.
   *
   * @param languages as Tesseract names them, joined by plus signs
   * @param number of the page that the blocks get
   * @return its paragraphs; empty if there is nothing to be read
   * @throws ExtractionFailed TIMED_OUT if the page took too long
   */
  public List<Block> read(BufferedImage image, String languages, int number)
      throws IOException, ExtractionFailed {
    Path file = Files.createTempFile("page", ".png");
    try {
      ImageIO.write(image, "png", file.toFile());
      return read(file, languages, page).stream()
          .map(one -> Block.paragraph(number, one.text()))
          .toList();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Reads a picture as it came, of one page or more.
   *
   * @return its paragraphs; empty if there is nothing to be read
   * @throws ExtractionFailed TIMED_OUT if it took too long, CORRUPT if Tesseract cannot open it
   */
  public List<Block> read(Path picture, String languages) throws IOException, ExtractionFailed {
    // Pages are not known beforehand: a limit that some dozens of them keep.
    return read(picture, languages, page.multipliedBy(2));
  }

  private List<Block> read(Path file, String languages, Duration limit)
      throws IOException, ExtractionFailed {
    // The latter finds which way is up, too, for which it needs data of its own.
    String layout = languagesInstalled().contains("osd") ? LAYOUT_AND_DIRECTION : LAYOUT;
    long start = System.nanoTime();
    List<Block> ordered = read(file, languages, layout, limit);
    Duration left = limit.minusNanos(System.nanoTime() - start);
    if (letters(ordered) >= SPARSE || left.compareTo(limit.dividedBy(2)) < 0) {
      return ordered;
    }
    List<Block> scattered = read(file, languages, SCATTERED, left);
    return letters(scattered) > letters(ordered) ? scattered : ordered;
  }

  private static int letters(List<Block> blocks) {
    return blocks.stream().mapToInt(block -> block.text().length()).sum();
  }

  private List<Block> read(Path file, String languages, String layout, Duration limit)
      throws IOException, ExtractionFailed {
    Path out = Files.createTempFile("words", "");
    Path words = Path.of(out + ".tsv");
    try {
      List<String> command = new ArrayList<>();
      if (Files.isExecutable(PRLIMIT)) {
        command.addAll(List.of(PRLIMIT.toString(), "--as=" + MEMORY, "--"));
      }
      command.addAll(
          List.of(program.toString(), file.toString(), out.toString(), "-l", usable(languages)));
      command.addAll(List.of("--psm", layout, "tsv"));
      run(command, limit, Path.of(out + ".log"));
      return Words.paragraphs(Files.readAllLines(words, StandardCharsets.UTF_8));
    } finally {
      for (Path left : List.of(out, words, Path.of(out + ".log"))) {
        Files.deleteIfExists(left);
      }
    }
  }

  private static String run(List<String> command, Duration limit, Path log)
      throws IOException, ExtractionFailed {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ExtractionFailed(Reason.TIMED_OUT);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new ExtractionFailed(Reason.CORRUPT);
    }
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** Those of the languages that are installed; if none is, the first that is. */
  private String usable(String wanted) throws IOException, ExtractionFailed {
    List<String> all = languagesInstalled();
    String usable =
        String.join("+", Stream.of(wanted.split("\\+")).filter(all::contains).distinct().toList());
    if (!usable.isEmpty()) {
      return usable;
    }
    return all.stream()
        .filter(language -> !language.equals("osd"))
        .findFirst()
        .orElseThrow(
            () ->
                new ExtractionFailed(
                    Reason.NO_TEXT, "The document needs OCR, which has no language here.", null));
  }

  private synchronized List<String> languagesInstalled() throws IOException, ExtractionFailed {
    if (installed == null) {
      Path log = Files.createTempFile("languages", ".log");
      try {
        String list = run(List.of(program.toString(), "--list-langs"), PAGE, log);
        // The first line is a heading.
        installed = Arrays.stream(list.split("\\R")).skip(1).map(String::strip).toList();
      } finally {
        Files.deleteIfExists(log);
      }
    }
    return installed;
  }
}
