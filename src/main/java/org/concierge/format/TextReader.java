package org.concierge.format;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.txt.Icu4jEncodingDetector;
import org.apache.tika.parser.txt.UniversalEncodingDetector;
import org.concierge.content.Block;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.Table;

/** Reads files that are nothing but characters: plain text of any encoding, and CSV. */
final class TextReader {

  private static final Pattern NUMBERED_HEADING =
      Pattern.compile("(?i)(?:\\d+(?:\\.\\d+)*\\.?|chapter|section|part|appendix)\\s+.*\\p{L}.*");

  // A paragraph typed with line breaks at the margin has lines of about this length; shorter
  // lines are meant to stand alone, as in an address or a list of names.
  private static final int WRAPPED = 45;

  private TextReader() {}

  /**
   * Reads a whole file as characters.
   *
   * @throws ExtractionFailed TOO_LARGE if it holds more than that many
   */
  static String decode(Path file, long maxCharacters) throws IOException, ExtractionFailed {
    // No encoding needs more than 4 bytes a character, so this refuses nothing that would fit.
    if (Files.size(file) > 4 * maxCharacters + 4) {
      throw new ExtractionFailed(ExtractionFailed.Reason.TOO_LARGE);
    }
    byte[] bytes = Files.readAllBytes(file);
    String text = decode(bytes);
    if (text.length() > maxCharacters) {
      throw new ExtractionFailed(ExtractionFailed.Reason.TOO_LARGE);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String decode(byte[] bytes) throws IOException {
    Charset marked = byteOrderMark(bytes);
    if (marked != null) {
      return new String(bytes, marked);
    }
    try {
      // Strict: text of another encoding is next to never valid UTF-8 by accident.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, guess(bytes));
    }
  }

  private static Charset byteOrderMark(byte[] bytes) {
    int[] b = new int[4];
    for (int i = 0; i < 4; i++) {
      b[i] = i < bytes.length ? bytes[i] & 0xFF : -1;
    }
    if (b[0] == 0xFF && b[1] == 0xFE) {
      return b[2] == 0 && b[3] == 0 ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
    }
    if (b[0] == 0xFE && b[1] == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    return b[0] == 0 && b[1] == 0 && b[2] == 0xFE && b[3] == 0xFF
        ? Charset.forName("UTF-32BE")
        : null;
  }

  private static Charset guess(byte[] bytes) throws IOException {
    BufferedInputStream in = new BufferedInputStream(new ByteArrayInputStream(bytes));
    Charset found = new UniversalEncodingDetector().detect(in, new Metadata());
    // Nobody writes Mac encodings any more, but Windows-1251 is easily taken for one of them.
    if (found == null || found.name().startsWith("x-Mac")) {
      found = new Icu4jEncodingDetector().detect(in, new Metadata());
    }
    return found == null ? Charset.forName("windows-1252") : found;
  }

  /** Reads paragraphs, list items and what looks like a heading out of plain text. */
  static List<Block> paragraphs(String text) {
    List<Block> blocks = new ArrayList<>();
    for (String part : text.split("\\R\\s*\\R|\\f")) {
      List<String> lines = part.lines().filter(line -> !line.isBlank()).toList();
      if (lines.size() == 1 && isHeading(lines.get(0).strip())) {
        blocks.add(Block.heading(2, 0, lines.get(0)));
      } else {
        addLines(lines, blocks);
      }
    }
    blocks.removeIf(block -> block.text().isEmpty());
    return blocks;
  }

  private static void addLines(List<String> lines, List<Block> blocks) {
    StringBuilder paragraph = new StringBuilder();
    boolean listed = false;
    String before = "";
    for (String line : lines) {
      boolean item = Block.isListed(line.strip());
      if (item || before.length() < WRAPPED) {
        flush(paragraph, listed, blocks);
        listed = item;
      }
      paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
      before = line;
    }
    flush(paragraph, listed, blocks);
  }

  private static void flush(StringBuilder paragraph, boolean listed, List<Block> blocks) {
    Block.Kind kind = listed ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH;
    blocks.add(new Block(kind, listed ? 1 : 0, 0, paragraph.toString()));
    paragraph.setLength(0);
  }

  private static boolean isHeading(String line) {
    boolean bare =
        line.length() <= 80 && !line.matches(".*[.,;:!?]") && line.matches(".*\\p{L}{2}.*");
    return bare
        && (line.equals(line.toUpperCase()) && !line.equals(line.toLowerCase())
            || NUMBERED_HEADING.matcher(line).matches());
  }

  /** Reads lines as they stand, for text where the indentation carries meaning. */
  static List<Block> code(String text) {
    List<Block> blocks = new ArrayList<>();
    for (String part : text.split("\\R[ \\t]*\\R")) {
      blocks.add(new Block(Block.Kind.CODE, 0, 0, part.replace("\r\n", "\n").replace('\r', '\n')));
    }
    blocks.removeIf(block -> block.text().isEmpty());
    return blocks;
  }

  /** Reads the rows of a CSV file whose separator is the one that its first lines agree on. */
  static List<Block> csv(String text) throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator(text))
            .setIgnoreEmptyLines(false)
            .setLenientEof(true)
            .setTrailingData(true)
            .get();
    Table table = new Table();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord record : parser) {
        table.row(record.toList());
      }
    }
    return table.asSheet(0);
  }

  private static char separator(String text) {
    List<String> head = text.lines().filter(line -> !line.isBlank()).limit(20).toList();
    char best = ',';
    double bestScore = 0;
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      double[] counts =
          head.stream()
              .mapToDouble(line -> line.chars().filter(c -> c == candidate).count())
              .toArray();
      double mean = java.util.Arrays.stream(counts).average().orElse(0);
      double spread =
          java.util.Arrays.stream(counts).map(count -> Math.abs(count - mean)).average().orElse(0);
      if (mean / (1 + spread) > bestScore) {
        bestScore = mean / (1 + spread);
        best = candidate;
      }
    }
    return best;
  }
}
