package org.concierge.captions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said in a recording, and when: WebVTT (W3C) and SubRip, read leniently, and written as
 * paragraphs that begin with their moment, {@code [00:12:30]}, which a citation can open.
 */
public final class Captions {
  private static final Pattern TIMING =
      Pattern.compile(
          "\\s*(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{2})[.,](\\d{1,3})\\s+-->\\s+(?:\\d+:)?\\d+:\\d+[.,]\\d+.*");
  private static final Pattern STAMP = Pattern.compile("(?m)^\\[(\\d{2,3}):([0-5]\\d):([0-5]\\d)]");
  private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|nbsp|lrm|rlm);");

  /** A passage of speech: long enough to be understood alone, short enough to be found again. */
  private static final Duration PARAGRAPH = Duration.ofSeconds(30);

  private static final int PARAGRAPH_CHARACTERS = 600;

  private Captions() {}

  /** Whether a text is WebVTT or SubRip, to judge by its first cue. */
  public static boolean looksLike(String text) {
    return text.lines().limit(50).anyMatch(line -> TIMING.matcher(line).matches());
  }

  /**
   * The cues in their order; what rolls over from one to the next, as live captions do, once.
   *
   * @param text of a WebVTT or SubRip file
   */
  public static List<Cue> parse(String text) {
    List<Cue> cues = new ArrayList<>();
    String former = "";
    Duration start = null;
    for (String line : (text + "\n\n").split("\\R", -1)) {
      Matcher timing = TIMING.matcher(line);
      if (timing.matches()) {
        start = start(timing);
      } else if (line.isBlank()) {
        start = null;
      } else if (start != null) {
        String said = plain(line);
        if (!said.isEmpty() && !said.equals(former)) {
          cues.add(new Cue(start, said));
          former = said;
        }
      }
    }
    return cues;
  }

  private static Duration start(Matcher timing) {
    long hours = timing.group(1) == null ? 0 : Long.parseLong(timing.group(1));
    long millis = Long.parseLong((timing.group(4) + "00").substring(0, 3));
    return Duration.ofHours(hours)
        .plusMinutes(Long.parseLong(timing.group(2)))
        .plusSeconds(Long.parseLong(timing.group(3)))
        .plusMillis(millis);
  }

  /** A voice's name stays, since it says who speaks. */
  private static String plain(String line) {
    String named = line.replaceAll("<v(?:\\.[^ >]*)? ([^>]+)>", "$1: ");
    String bare = named.replaceAll("<[^>]*>|\\{\\\\[^}]*}", "");
    return ENTITY
        .matcher(bare)
        .replaceAll(
            entity ->
                switch (entity.group(1)) {
                  case "amp" -> "&";
                  case "lt" -> "<";
                  case "gt" -> ">";
                  default -> " ";
                })
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** Paragraphs of half a minute, each with its moment in front. */
  public static List<String> paragraphs(List<Cue> cues) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    Duration began = Duration.ZERO;
    for (Cue cue : cues) {
      boolean over =
          cue.start().minus(began).compareTo(PARAGRAPH) >= 0
              || current.length() + cue.text().length() > PARAGRAPH_CHARACTERS;
      if (current.length() > 0 && over) {
        paragraphs.add(current.toString());
        current.setLength(0);
      }
      if (current.length() == 0) {
        began = cue.start();
        current.append(stamp(began));
      }
      current.append(' ').append(cue.text());
    }
    if (current.length() > 0) {
      paragraphs.add(current.toString());
    }
    return paragraphs;
  }

  private static String stamp(Duration at) {
    return "[%02d:%02d:%02d]".formatted(at.toHours(), at.toMinutesPart(), at.toSecondsPart());
  }

  /** Of the first paragraph of speech in a passage; empty if there is none. */
  public static OptionalInt startSeconds(String passage) {
    Matcher stamp = STAMP.matcher(passage);
    if (!stamp.find()) {
      return OptionalInt.empty();
    }
    int minutes = Integer.parseInt(stamp.group(1)) * 60 + Integer.parseInt(stamp.group(2));
    return OptionalInt.of(minutes * 60 + Integer.parseInt(stamp.group(3)));
  }
}
