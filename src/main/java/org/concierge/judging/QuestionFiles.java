package org.concierge.judging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.concierge.persistence.JsonTexts;
import org.concierge.problem.Problem;

/**
 * Question sets in the form in which retrieval benchmarks come (BEIR and its kin): {@code
 * queries.jsonl} with {@code id} and {@code text}, {@code qrels.tsv} with query, place and grade,
 * and, if it is known, {@code answers.jsonl} with {@code answers} or one {@code answer}. Pure.
 */
public final class QuestionFiles {
  private QuestionFiles() {}

  private record Query(String id, String text) {}

  private record Right(String id, List<String> answers, String answer) {}

  /**
   * In the order of the queries; those without any judgement are left out.
   *
   * @param qrels "" for none
   * @param answers "" for none
   * @throws Problem BAD_REQUEST naming file and line
   */
  public static List<JudgedQuestion> read(String queries, String qrels, String answers) {
    Map<String, List<Expectation>> places = places(qrels);
    Map<String, List<String>> right = new LinkedHashMap<>();
    lines(answers, (number, line) -> answer(number, line, right));
    List<JudgedQuestion> questions = new ArrayList<>();
    lines(
        queries,
        (number, line) -> {
          Query query =
              JsonTexts.record(line, Query.class).orElseThrow(() -> wrong("queries", number));
          if (query.id() == null || query.text() == null) {
            throw wrong("queries", number);
          }
          List<Expectation> expected = places.getOrDefault(query.id(), List.of());
          List<String> given = right.getOrDefault(query.id(), List.of());
          if (!expected.isEmpty() || !given.isEmpty()) {
            questions.add(
                new JudgedQuestion(id(query.id()), query.id(), query.text(), expected, given, false)
                    .checked());
          }
        });
    return questions;
  }

  /** The same each time, so that two runs over one file can be compared. */
  private static UUID id(String query) {
    return UUID.nameUUIDFromBytes(query.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(int number, String line, Map<String, List<String>> right) {
    Right answer = JsonTexts.record(line, Right.class).orElseThrow(() -> wrong("answers", number));
    if (answer.id() == null || answer.answers() == null && answer.answer() == null) {
      throw wrong("answers", number);
    }
    right.put(answer.id(), answer.answers() == null ? List.of(answer.answer()) : answer.answers());
  }

  private static Map<String, List<Expectation>> places(String qrels) {
    Map<String, List<Expectation>> places = new LinkedHashMap<>();
    lines(
        qrels,
        (number, line) -> {
          String[] cells = line.split("\t", -1);
          boolean header = number == 1 && !cells[cells.length - 1].matches("-?[\\d.]+");
          if (header) {
            return;
          }
          if (cells.length != 3 || !cells[2].matches("-?\\d{1,2}(\\.\\d+)?")) {
            throw wrong("qrels", number);
          }
          int grade = (int) Double.parseDouble(cells[2]);
          if (grade > 0) {
            places
                .computeIfAbsent(cells[0], query -> new ArrayList<>())
                .add(Expectation.parse(cells[1], grade));
          }
        });
    return places;
  }

  private static void lines(String text, BiConsumer<Integer, String> each) {
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      if (!line.isBlank()) {
        each.accept(number, line);
      }
    }
  }

  private static Problem wrong(String file, int line) {
    return Problem.badRequest("\"" + file + "\", line " + line + ": not what is expected there.");
  }
}
