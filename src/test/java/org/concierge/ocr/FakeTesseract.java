package org.concierge.ocr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that recognises the same words on every picture, and notes how it was called. */
public final class FakeTesseract {

  private static final String SCRIPT =
      """
      #!/bin/sh
      if [ "$1" = --list-langs ]; then
        printf 'List of available languages (3):\\ndeu\\neng\\nosd\\n'
        exit 0
      fi
      echo "$@" >> '%s'
      %s
      cp '%s' "$2.tsv"
      """;

  private final Path program;
  private final Path calls;

  /**
   * @param before a line of shell that runs before it answers
   * @param words confidence and word, as in {@code 96 Leave}; an empty line ends a paragraph
   */
  public FakeTesseract(Path folder, String before, String... words) throws IOException {
    calls = folder.resolve("calls");
    Path tsv = folder.resolve("words.tsv");
    StringBuilder lines =
        new StringBuilder("level\tpage_num\n1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n");
    int paragraph = 1;
    int number = 1;
    for (String word : words) {
      if (word.isEmpty()) {
        paragraph++;
        continue;
      }
      String[] parts = word.split(" ", 2);
      String format = "5\t1\t1\t%d\t1\t%d\t0\t0\t9\t9\t%s\t%s\n";
      lines.append(format.formatted(paragraph, number++, parts[0], parts[1]));
    }
    Files.writeString(tsv, lines);
    program = folder.resolve("tesseract");
    Files.writeString(program, SCRIPT.formatted(calls, before, tsv));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("not executable: " + program);
    }
  }

  public Ocr ocr() {
    return Ocr.of(program);
  }

  Path program() {
    return program;
  }

  /** The arguments of each call, in order; never a question for its languages. */
  public List<String> calls() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }
}
