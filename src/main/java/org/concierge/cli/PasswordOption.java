package org.concierge.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A password that stands in no command line: those are seen by everybody and kept by shells. */
final class PasswordOption {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File whose first line is the password; - for standard input.")
  private String file;

  /** Of the file, else typed twice at a terminal, else the first line of standard input. */
  String read() throws IOException {
    if (file != null && !file.equals("-")) {
      return firstLine(Files.readString(Path.of(file)));
    }
    Console console = System.console();
    if (file == null && console != null) {
      String password = new String(console.readPassword("Password: "));
      if (!password.equals(new String(console.readPassword("Again: ")))) {
        throw new IOException("The two passwords differ.");
      }
      return password;
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
