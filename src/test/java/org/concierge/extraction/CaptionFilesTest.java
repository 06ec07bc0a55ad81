package org.concierge.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.concierge.content.Block;
import org.concierge.format.SampleFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captions that are uploaded as files. */
class CaptionFilesTest {
  @TempDir private Path folder;

  @Test
  void webVttIsReadWithItsMoments() throws Exception {
    assertThat(texts("talk.vtt", "WEBVTT\n\n00:12:30.000 --> 00:12:40.000\nThe hemp is twisted.\n"))
        .containsExactly("[00:12:30] The hemp is twisted.");
  }

  @Test
  void subRipIsReadWithItsMoments() throws Exception {
    assertThat(texts("talk.srt", "1\n00:01:05,000 --> 00:01:09,000\n<i>Albatrosses sleep.</i>\n"))
        .containsExactly("[00:01:05] Albatrosses sleep.");
  }

  private Iterable<String> texts(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    return new Extractor(SampleFiles.LIMITS)
        .extract(file, name).blocks().stream().map(Block::text).toList();
  }
}
