package org.concierge.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Limits;
import org.concierge.ocr.Ocr;

/** Small files of every kind, written into a folder of the test. */
public final class SampleFiles {

  public static final Limits LIMITS = new Limits(100_000, 2, Duration.ofMinutes(1));

  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  private static final String STYLES =
      """
      <w:styles xmlns:w="%s">
      <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
      <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
      <w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
      </w:styles>
      """
          .formatted(WORD);
  private static final String CONTENT_TYPES =
      """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels"
       ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="xml" ContentType="application/xml"/>
      <Override PartName="/word/document.xml" ContentType=
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
      <Override PartName="/word/styles.xml" ContentType=
      "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
      </Types>
      """;

  private final Path folder;

  public SampleFiles(Path folder) {
    this.folder = folder;
  }

  /** A line of a PDF: distance from the left and upper edge in points, then size and weight. */
  public record Text(float left, float top, float size, boolean bold, String text) {}

  public static Text body(float left, float top, String text) {
    return new Text(left, top, 10, false, text);
  }

  public static Extracted read(Path file) throws ExtractionFailed {
    try {
      return new DocumentReader(LIMITS, Ocr.NONE)
          .read(file, file.getFileName().toString(), "eng", ExtractionProgress.SILENT);
    } catch (Exception failed) {
      throw ExtractionFailed.because(failed);
    }
  }

  /** One line a block: kind, level if any, page if any, text. */
  public static List<String> lines(Extracted extracted) {
    return lines(extracted.blocks());
  }

  public static List<String> lines(List<Block> blocks) {
    return blocks.stream()
        .map(
            b ->
                b.kind()
                    + (b.level() > 0 ? " " + b.level() : "")
                    + (b.page() > 0 ? " p" + b.page() : "")
                    + ": "
                    + b.text())
        .toList();
  }

  public Path text(String name, String content) throws IOException {
    return bytes(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public Path bytes(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  public Path zip(String name, Map<String, String> entries) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  /**
   * A Word file.
   *
   * @param prologue stands before the root element, for entities
   */
  public Path docx(String name, String prologue, String body) throws IOException {
    String open = "<Relationships xmlns=\"%s/package/2006/relationships\"><Relationship Id=\"r\"";
    String relation = open.formatted("http://schemas.openxmlformats.org") + " Type=\"" + RELATIONS;
    String document = "<w:document xmlns:w=\"" + WORD + "\"><w:body>" + body + "</w:body>";
    String end = "</Relationships>";
    return zip(
        name,
        Map.of(
            "[Content_Types].xml", CONTENT_TYPES,
            "_rels/.rels", relation + "officeDocument\" Target=\"word/document.xml\"/>" + end,
            "word/_rels/document.xml.rels", relation + "styles\" Target=\"styles.xml\"/>" + end,
            "word/styles.xml", STYLES,
            "word/document.xml", prologue + document + "</w:document>"));
  }

  /** A paragraph of a Word file in the style of that id, or in none. */
  public static String paragraph(String style, String text) {
    String properties = "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>";
    return "<w:p>"
        + (style.isEmpty() ? "" : properties)
        + "<w:r><w:t>"
        + text
        + "</w:t></w:r></w:p>";
  }

  /** A PDF of A4 pages, each a list of lines. */
  public Path pdf(String name, List<List<Text>> pages) throws IOException {
    Path file = folder.resolve(name);
    try (PDDocument document = new PDDocument();
        OutputStream out = Files.newOutputStream(file)) {
      for (List<Text> texts : pages) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          for (Text text : texts) {
            FontName font = text.bold() ? FontName.HELVETICA_BOLD : FontName.HELVETICA;
            content.beginText();
            content.setFont(new PDType1Font(font), text.size());
            content.newLineAtOffset(text.left(), PDRectangle.A4.getHeight() - text.top());
            content.showText(text.text());
            content.endText();
          }
        }
      }
      document.save(out);
    }
    return file;
  }
}
