package org.concierge.webimport;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.concierge.captions.Captions;
import org.concierge.captions.Cue;

/**
 * Asks the program yt-dlp, where the installation has it, what is said in a film of one of the
 * sites that it knows. It is given the address as an argument of its own, behind {@code --}, and no
 * shell; its generic extractor, which would call whatever a page names, is off.
 */
public final class YtDlp {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MAX_CAPTIONS = 4 * 1024 * 1024;
  private static final int MAX_OUTPUT = 64 * 1024;

  private final Path program;

  /**
   * @param program as {@code CONCIERGE_YT_DLP} names it
   */
  public YtDlp(Path program) {
    this.program = program;
  }

  /** Only if the operator names it and it is there: nothing is looked for on the path. */
  public static Optional<YtDlp> fromEnvironment() {
    String setting = "CONCIERGE_YT_DLP";
    String path = System.getProperty(setting, System.getenv(setting));
    return path == null || path.isBlank() || !Files.isExecutable(Path.of(path))
        ? Optional.empty()
        : Optional.of(new YtDlp(Path.of(path)));
  }

  /**
   * A film as its site describes it.
   *
   * @param duration zero if the site does not say
   */
  record Film(String title, Duration duration) {}

  /** Empty if yt-dlp does not know the site, or the site does not answer it. */
  Optional<Film> film(URI address) throws IOException {
    Path folder = Files.createTempDirectory("film");
    try {
      Optional<String> said =
          run(folder, address, "--skip-download", "--print", "%(duration)s %(title)s");
      return said.flatMap(text -> text.lines().findFirst()).map(YtDlp::film);
    } finally {
      delete(folder);
    }
  }

  private static Film film(String line) {
    String[] parts = line.split(" ", 2);
    String title = parts.length < 2 ? "" : parts[1].strip();
    try {
      return new Film(title, Duration.ofSeconds((long) Double.parseDouble(parts[0])));
    } catch (NumberFormatException e) {
      return new Film(title, Duration.ZERO);
    }
  }

  /** What the site's captions say; empty if there are none. */
  List<Cue> captions(URI address, String language) throws IOException {
    String own = language.matches("[A-Za-z]{2,3}(-.*)?") ? language.split("-")[0] + ".*," : "";
    Path folder = Files.createTempDirectory("film");
    try {
      run(
          folder,
          address,
          "--skip-download",
          "--write-subs",
          "--write-auto-subs",
          "--sub-format",
          "vtt",
          "--sub-langs",
          (own + "en.*,-live_chat").toLowerCase(Locale.ROOT),
          "--output",
          "film.%(ext)s");
      return captions(folder);
    } finally {
      delete(folder);
    }
  }

  private static List<Cue> captions(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().endsWith(".vtt"))
              .sorted(Comparator.comparing(file -> file.getFileName().toString().length()))
              .toList();
      for (Path file : found) {
        if (Files.isRegularFile(file) && Files.size(file) <= MAX_CAPTIONS) {
          List<Cue> cues =
              Captions.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
          if (!cues.isEmpty()) {
            return cues;
          }
        }
      }
      return List.of();
    }
  }

  private Optional<String> run(Path folder, URI address, String... wanted) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--ignore-config",
                "--no-playlist",
                "--no-cache-dir",
                "--no-warnings",
                "--use-extractors",
                "all,-generic",
                "--socket-timeout",
                "15"));
    command.addAll(List.of(wanted));
    command.addAll(List.of("--", address.toString()));
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(output.toFile());
    // The server's environment holds what is none of the program's business.
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "LANG", "LC_ALL"));
    return finished(builder.start()) ? Optional.of(beginning(output)) : Optional.empty();
  }

  private static boolean finished(Process process) {
    try {
      return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String beginning(Path output) throws IOException {
    try (var in = Files.newInputStream(output)) {
      return new String(in.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
