package org.concierge.captions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaptionsTest {
  private static final String VTT =
      """
      WEBVTT - made by hand

      NOTE nobody reads this

      intro
      00:01.500 --> 00:04.000 align:start
      <v Ann Lee>Good <b>morning</b>,
      everybody.

      01:02:03.000 --> 01:02:05.000
      Fish &amp; chips
      """;

  @Test
  void webVttIsRead() {
    assertThat(Captions.parse(VTT))
        .containsExactly(
            new Cue(Duration.ofMillis(1500), "Ann Lee: Good morning,"),
            new Cue(Duration.ofMillis(1500), "everybody."),
            new Cue(Duration.ofSeconds(3723), "Fish & chips"));
  }

  @Test
  void subRipIsRead() {
    String srt =
        "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello.</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n{\\an8}Bye.\r\n";

    assertThat(Captions.parse(srt))
        .containsExactly(
            new Cue(Duration.ofSeconds(1), "Hello."), new Cue(Duration.ofSeconds(3), "Bye."));
  }

  @Test
  void whatRollsOverIsSaidOnce() {
    String rolling =
        """
        WEBVTT

        00:01.000 --> 00:02.000
        one

        00:02.000 --> 00:03.000
        one
        two
        """;

    assertThat(Captions.parse(rolling)).extracting(Cue::text).containsExactly("one", "two");
  }

  @Test
  void textThatIsNoCaptionsHoldsNoCues() {
    assertThat(Captions.parse("A letter.\n\nFrom 10:00 to 12:00 --> see below")).isEmpty();
    assertThat(Captions.looksLike("A letter.")).isFalse();
    assertThat(Captions.looksLike(VTT)).isTrue();
  }

  @Test
  void aParagraphIsHalfAMinuteAndNamesItsMoment() {
    List<Cue> cues =
        IntStream.range(0, 10)
            .mapToObj(i -> new Cue(Duration.ofSeconds(3600 + 10 * i), "word" + i))
            .toList();

    assertThat(Captions.paragraphs(cues))
        .containsExactly(
            "[01:00:00] word0 word1 word2",
            "[01:00:30] word3 word4 word5",
            "[01:01:00] word6 word7 word8",
            "[01:01:30] word9");
  }

  @Test
  void aParagraphStaysShortWhereMuchIsSaid() {
    List<Cue> cues =
        IntStream.range(0, 10)
            .mapToObj(i -> new Cue(Duration.ofSeconds(i), "x".repeat(150)))
            .toList();

    assertThat(Captions.paragraphs(cues)).hasSizeGreaterThan(2).allMatch(p -> p.length() < 650);
  }

  @Test
  void aPassageBeginsWhereItsFirstParagraphDoes() {
    assertThat(Captions.startSeconds("[00:12:30] Then we go.\n[00:13:00] On.")).hasValue(750);
    assertThat(Captions.startSeconds("Transcript\n[01:00:01] Hello.")).hasValue(3601);
    assertThat(Captions.startSeconds("At [00:12:30] nothing begins.")).isEmpty();
    assertThat(Captions.startSeconds("[00:99:30] is no time.")).isEmpty();
  }
}
