package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The command line as an operator calls it, beside a running server.
 *
 * @param folder for what is typed
 */
record Terminal(TestInstallation installation, Path folder) {
  private static final Path ARCHIVE =
      Folders.BUILD.resolve("cli-" + ProcessHandle.current().pid() + ".jsa");
  private static final AtomicBoolean ARCHIVED = new AtomicBoolean();

  /** What a command printed and how it ended. */
  record Outcome(int code, String text) {
    /** Behind what was logged to standard error, about other tenants perhaps. */
    JsonNode json() throws IOException {
      return Api.JSON.readTree(text.replaceFirst("(?sm)\\A.*?^(?=[\\[{])", ""));
    }
  }

  /**
   * @param input what is typed while it runs
   * @param line split at its blanks
   * @param more arguments that may hold some
   */
  Outcome run(String input, String line, String... more) throws Exception {
    Process process = start(input, line, more);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  /** As {@link #run}, without a wait for its end. */
  Process start(String input, String line, String... more) throws IOException {
    List<String> command = new ArrayList<>(command());
    command.addAll(List.of(line.split(" ")));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(installation.settings());
    Path in = Files.writeString(folder.resolve("in"), input);
    return builder.redirectInput(in.toFile()).start();
  }

  /**
   * The command line without its arguments. The first one leaves the classes that it has loaded to
   * those after it, which saves each a third of its time.
   */
  static List<String> command() {
    return List.of(
        "java",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xlog:disable",
        (ARCHIVED.getAndSet(true) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=")
            + ARCHIVE,
        "-jar",
        Folders.BUILD.resolve("concierge-cli.jar").toString());
  }
}
