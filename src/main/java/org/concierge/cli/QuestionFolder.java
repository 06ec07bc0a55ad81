package org.concierge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.concierge.judging.JudgedQuestion;
import org.concierge.judging.QuestionFiles;

/** A folder with the files of a benchmark: queries, judgements, answers. */
record QuestionFolder(Path folder, String queries) {
  static final String QUERIES = "queries.jsonl";

  String text(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  String queryText() throws IOException {
    if (!Files.exists(folder.resolve(queries))) {
      throw new IllegalArgumentException("There is no " + folder.resolve(queries) + ".");
    }
    return text(queries);
  }

  List<JudgedQuestion> questions() throws IOException {
    return QuestionFiles.read(queryText(), text("qrels.tsv"), text("answers.jsonl"));
  }
}
