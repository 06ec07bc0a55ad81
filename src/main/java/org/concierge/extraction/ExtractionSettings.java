package org.concierge.extraction;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.concierge.content.Limits;

/**
 * How files are read on this installation, from the environment.
 *
 * @param inProcess whether the server itself reads them: for tests, where a process a file would
 *     cost more than it protects
 * @param processes how many files are read at the same time
 * @param heapMegabytes of one process; a file that needs more fails
 * @param tesseract the program; empty if there is none, or none is wanted
 */
public record ExtractionSettings(
    Limits limits, boolean inProcess, int processes, int heapMegabytes, Optional<Path> tesseract) {

  /** A book of 2,000 pages is read in half of it; the rest is for large Word files and pictures. */
  private static final int HEAP_MEGABYTES = 160;

  private static final String PROCESS = "process";
  private static final String IN_PROCESS = "in-process";

  /** System properties of the same names win over the environment. */
  public static ExtractionSettings fromEnvironment() {
    return from(name -> System.getProperty(name, System.getenv(name)));
  }

  /**
   * @param settings gives null for a setting that is absent
   * @throws IllegalArgumentException in one line, if a setting cannot be used
   */
  public static ExtractionSettings from(UnaryOperator<String> settings) {
    String where = setting(settings, "EXTRACTION", PROCESS);
    if (!where.equals(PROCESS) && !where.equals(IN_PROCESS)) {
      throw new IllegalArgumentException("EXTRACTION must be process or in-process, not " + where);
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return new ExtractionSettings(
        Limits.standard(),
        where.equals(IN_PROCESS),
        number(settings, "EXTRACTION_PROCESSES", 1, 64, Math.max(2, processors / 2)),
        number(settings, "EXTRACTION_HEAP_MB", 64, 16_384, HEAP_MEGABYTES),
        tesseract(setting(settings, "TESSERACT_PATH", ""), settings.apply("PATH")));
  }

  private static Optional<Path> tesseract(String configured, String path) {
    if (configured.equals("off")) {
      return Optional.empty();
    }
    if (!configured.isEmpty()) {
      Path program = Path.of(configured);
      if (!Files.isExecutable(program)) {
        throw new IllegalArgumentException("TESSERACT_PATH names no program: " + configured);
      }
      return Optional.of(program.toAbsolutePath());
    }
    for (String folder : (path == null ? "" : path).split(java.io.File.pathSeparator)) {
      Path program = Path.of(folder, "tesseract");
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        return Optional.of(program.toAbsolutePath());
      }
    }
    return Optional.empty();
  }

  private static String setting(UnaryOperator<String> settings, String name, String otherwise) {
    String value = settings.apply(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  private static int number(
      UnaryOperator<String> settings, String name, int min, int max, int otherwise) {
    String value = setting(settings, name, Integer.toString(otherwise));
    if (!value.matches("\\d{1,9}")
        || Integer.parseInt(value) < min
        || Integer.parseInt(value) > max) {
      throw new IllegalArgumentException(
          name + " must be from " + min + " to " + max + ", not " + value + ".");
    }
    return Integer.parseInt(value);
  }
}
