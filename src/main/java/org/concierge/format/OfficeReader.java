package org.concierge.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.mbox.MboxParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.txt.TXTParser;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.Suspicions;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads what Tika gives as XHTML: office documents, web pages, e-books, letters. Only the parsers
 * named here exist for it, so nothing ever starts a process, opens a connection or unpacks an
 * archive. Thread safe.
 */
final class OfficeReader {

  // A bomb unpacks to a thousand times its size. XML packs to a tenth at most, pictures hardly at
  // all, so a large honest file stays below this plus three times its own size.
  private static final long UNPACKED = 256L << 20;
  private static final MediaType PROTECTED = MediaType.application("x-tika-ooxml-protected");
  private static final MediaType LETTER = MediaType.parse("message/rfc822");
  private static final Map<String, Property> FIELDS =
      Map.of(
          "created", TikaCoreProperties.CREATED,
          "modified", TikaCoreProperties.MODIFIED,
          "subject", TikaCoreProperties.SUBJECT,
          "from", Property.internalText(Message.MESSAGE_FROM),
          "to", Property.internalText(Message.MESSAGE_TO));

  /** Reads a document that is inside another one. */
  interface Attachments {
    Extracted read(Path file, String filename) throws ExtractionFailed;
  }

  private final long maxCharacters;
  private final CompositeParser parser;

  OfficeReader(long maxCharacters) {
    this.maxCharacters = maxCharacters;
    OpenDocumentParser openDocument = new OpenDocumentParser();
    openDocument.setContentParser(withoutStyles(openDocument.getContentParser()));
    parser =
        new CompositeParser(
            MediaTypeRegistry.getDefaultRegistry(),
            new JSoupParser(),
            new OfficeParser(),
            new OOXMLParser(),
            new RTFParser(),
            openDocument,
            new EpubParser(),
            new RFC822Parser(),
            new MboxParser(),
            new TXTParser());
  }

  boolean reads(MediaType type) {
    return !type.equals(MediaType.TEXT_PLAIN)
        && parser.getSupportedTypes(new ParseContext()).contains(type);
  }

  /** Reads a document, and the documents inside it by {@code attachments}. */
  Extracted read(Path file, MediaType type, Attachments attachments, Suspicions suspicions)
      throws Exception {
    if (type.equals(PROTECTED)) {
      // Some open with a password that every program knows; whoever protected it meant it.
      throw new ExtractionFailed(Reason.PASSWORD_PROTECTED);
    }
    refuseBomb(file);
    if (type.getSubtype().contains("html")) {
      // A web page is read as a tree of objects, many times as large as the file.
      if (Files.size(file) > 5 * maxCharacters) {
        throw new ExtractionFailed(Reason.TOO_LARGE);
      }
      HtmlNesting.check(file);
    }
    boolean spreadsheet = type.getSubtype().matches(".*(?:excel|spreadsheet).*");
    XhtmlBlocks blocks = new XhtmlBlocks(maxCharacters, spreadsheet, suspicions);
    EmbeddedDocuments embedded = new EmbeddedDocuments(blocks, attachments);
    Metadata metadata = new Metadata();
    metadata.set(Metadata.CONTENT_TYPE, type.toString());
    try (TikaInputStream in = TikaInputStream.get(file)) {
      parser.parse(in, blocks, metadata, context(embedded));
    }
    List<Block> found = new ArrayList<>(blocks.blocks());
    embedded.failure(found.isEmpty());
    if (type.getSubtype().contains("wordprocessingml")) {
      HiddenRuns.find(file, suspicions);
    }
    Map<String, String> fields = fields(metadata);
    if (type.equals(LETTER) && !found.isEmpty()) {
      // Who wrote when is what people ask about a letter, and its text seldom says it.
      found.add(0, Block.paragraph(0, sender(fields)));
    }
    return new Extracted(
        MediaType.parse(metadata.get(Metadata.CONTENT_TYPE)).getBaseType().toString(),
        text(metadata, TikaCoreProperties.TITLE),
        text(metadata, TikaCoreProperties.CREATOR),
        text(metadata, TikaCoreProperties.LANGUAGE),
        blocks.pages(),
        fields,
        found);
  }

  private ParseContext context(EmbeddedDocumentExtractor embedded) {
    OfficeParserConfig office = new OfficeParserConfig();
    // The streaming reader holds one paragraph at a time, the other one the whole tree of objects.
    office.setUseSAXDocxExtractor(true);
    office.setIncludeHeadersAndFooters(false);
    office.setIncludeSlideMasterContent(false);
    office.setIncludeDeletedContent(false);
    office.setIncludeMoveFromContent(false);
    ParseContext context = new ParseContext();
    context.set(OfficeParserConfig.class, office);
    // The default mapper drops the tags by which menus are known.
    context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
    context.set(EmbeddedDocumentExtractor.class, embedded);
    context.set(Parser.class, parser);
    return context;
  }

  private static String text(Metadata metadata, Property property) {
    String value = metadata.get(property);
    return value == null ? "" : Block.paragraph(0, value).text();
  }

  private static Map<String, String> fields(Metadata metadata) {
    Map<String, String> fields = new LinkedHashMap<>();
    FIELDS.forEach(
        (name, property) -> {
          if (!text(metadata, property).isEmpty()) {
            fields.put(name, text(metadata, property));
          }
        });
    return fields;
  }

  private static String sender(Map<String, String> fields) {
    StringBuilder line = new StringBuilder();
    for (String name : List.of("from", "to", "created")) {
      if (fields.containsKey(name)) {
        String label = name.equals("created") ? "Date" : name.equals("to") ? "To" : "From";
        line.append(label).append(": ").append(fields.get(name)).append(". ");
      }
    }
    return line.toString();
  }

  /** Counts what a container really unpacks to; the sizes in its directory may lie. */
  private static void refuseBomb(Path file) throws IOException, ExtractionFailed {
    try (InputStream in = Files.newInputStream(file)) {
      if (in.read() != 'P' || in.read() != 'K') {
        return;
      }
    }
    byte[] buffer = new byte[1 << 16];
    long room = UNPACKED + 3 * Math.min(Files.size(file), UNPACKED);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            room -= n;
            if (room < 0) {
              throw new ExtractionFailed(Reason.TOO_LARGE);
            }
          }
        }
      }
    }
  }

  /** The styles of an OpenDocument file hold the empty masters of its slides, and no text. */
  private static Parser withoutStyles(Parser content) {
    return new Parser() {
      private static final long serialVersionUID = 1L;

      @Override
      public Set<MediaType> getSupportedTypes(ParseContext context) {
        return content.getSupportedTypes(context);
      }

      @Override
      public void parse(InputStream in, ContentHandler to, Metadata metadata, ParseContext context)
          throws IOException, SAXException, TikaException {
        InputStream marked = new BufferedInputStream(in);
        marked.mark(1000);
        String head = new String(marked.readNBytes(1000), StandardCharsets.UTF_8);
        marked.reset();
        if (!head.contains("document-styles")) {
          content.parse(marked, to, metadata, context);
        }
      }
    };
  }
}
