package org.concierge.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;

/**
 * Refuses web pages whose elements are nested so deeply that a parser would take minutes and all
 * memory for them: the time grows with the square of the depth.
 */
final class HtmlNesting {

  /** Pages that people or programs write stay below 500. */
  private static final int MOST = 20_000;

  /** Those that end with their end tag alone; a paragraph ends where the next one begins. */
  private static final Set<String> CONTAINERS =
      Set.of(
          ("a b blockquote big center code div em fieldset font form i ins label ol s section small"
                  + " span strong sub sup table u ul article aside main nav")
              .split(" "));

  private static final int LONGEST_NAME = 12;

  private HtmlNesting() {}

  static void check(Path file) throws IOException, ExtractionFailed {
    int depth = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int c = in.read(); c >= 0; ) {
        if (c != '<') {
          c = in.read();
          continue;
        }
        c = in.read();
        boolean end = c == '/';
        c = end ? in.read() : c;
        StringBuilder name = new StringBuilder(LONGEST_NAME);
        while (isLetterOrDigit(c) && name.length() < LONGEST_NAME) {
          name.append((char) (c | 0x20));
          c = in.read();
        }
        if (CONTAINERS.contains(name.toString())) {
          depth = end ? Math.max(0, depth - 1) : depth + 1;
        }
        if (depth > MOST) {
          throw new ExtractionFailed(
              Reason.TOO_LARGE, "The page is nested too deeply; save it anew.", null);
        }
      }
    }
  }

  private static boolean isLetterOrDigit(int c) {
    return c >= '0' && c <= '9' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }
}
