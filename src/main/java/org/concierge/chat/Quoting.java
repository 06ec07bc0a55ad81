package org.concierge.chat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concierge.conversation.Citation;
import org.concierge.llm.Embedder;

/**
 * Answers without a model: the sentences of the best passages that fit the question best, word for
 * word, each with its citation.
 */
final class Quoting {
  /** Passages that are read for sentences; those further down seldom hold the answer. */
  private static final int PASSAGES = 4;

  /** Sentences that are compared by meaning: each costs some milliseconds. */
  private static final int COMPARED = 10;

  private static final int QUOTED = 3;
  private static final int MIN_LENGTH = 12;
  private static final int MAX_LENGTH = 600;

  /** A sentence this much worse than the best one is beside the point. */
  private static final double MARGIN = 0.08;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");

  private Quoting() {}

  /** A sentence of a passage, and how well it fits. */
  private record Sentence(Citation citation, String text, double score) {}

  /**
   * @param citations best first; not empty
   */
  static String answer(
      String question, List<Citation> citations, Embedder embedder, Sentences words) {
    List<Sentence> sentences = compared(question, candidates(question, citations), embedder);
    double best = sentences.get(0).score();
    StringBuilder answer = new StringBuilder(words.quoted()).append('\n');
    sentences.stream()
        .limit(QUOTED)
        .filter(sentence -> sentence.score() >= best - MARGIN)
        .forEach(
            sentence ->
                answer
                    .append("\n“")
                    .append(sentence.text())
                    .append("” [")
                    .append(sentence.citation().n())
                    .append(']'));
    return answer.toString();
  }

  /** The sentences that share most words with the question, from the best passages. */
  private static List<Sentence> candidates(String question, List<Citation> citations) {
    Set<String> wanted = words(question);
    List<Sentence> found = new ArrayList<>();
    for (Citation citation : citations.subList(0, Math.min(PASSAGES, citations.size()))) {
      for (String text : sentences(citation.text())) {
        Set<String> shared = words(text);
        shared.retainAll(wanted);
        double overlap = wanted.isEmpty() ? 0 : (double) shared.size() / wanted.size();
        // The order of the passages decides between sentences that share nothing.
        found.add(new Sentence(citation, text, overlap - 0.01 * citation.n()));
      }
    }
    if (found.isEmpty()) {
      Citation first = citations.get(0);
      found.add(new Sentence(first, shortened(first.text()), 0));
    }
    found.sort(Comparator.comparingDouble(Sentence::score).reversed());
    return found.subList(0, Math.min(COMPARED, found.size()));
  }

  /** Best first, by meaning with a bonus for shared words. */
  private static List<Sentence> compared(
      String question, List<Sentence> candidates, Embedder embedder) {
    float[] wanted = embedder.question(question);
    List<float[]> vectors =
        embedder.passages(
            candidates.stream()
                .map(sentence -> sentence.citation().headingPath() + "\n" + sentence.text())
                .toList());
    List<Sentence> scored = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Sentence candidate = candidates.get(i);
      double score = cosine(wanted, vectors.get(i)) + 0.2 * candidate.score();
      scored.add(new Sentence(candidate.citation(), candidate.text(), score));
    }
    scored.sort(Comparator.comparingDouble(Sentence::score).reversed());
    return scored;
  }

  private static List<String> sentences(String passage) {
    Set<String> sentences = new LinkedHashSet<>();
    for (String line : passage.split("\\n+")) {
      BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
      breaks.setText(line);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
        String sentence = line.substring(start, end).strip();
        if (sentence.length() >= MIN_LENGTH) {
          sentences.add(shortened(sentence));
        }
      }
    }
    return List.copyOf(sentences);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
  }

  /** Word beginnings: enough to see "day" in "days" and "Urlaub" in "Urlaubstage". */
  private static Set<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(word -> word.group().substring(0, Math.min(6, word.group().length())))
        .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
        .collect(Collectors.toSet());
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      lengthA += a[i] * a[i];
      lengthB += b[i] * b[i];
    }
    return dot / Math.sqrt(lengthA * lengthB);
  }
}
