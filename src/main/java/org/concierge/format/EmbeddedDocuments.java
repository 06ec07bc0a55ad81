package org.concierge.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.concierge.content.Block;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Takes the documents inside one document: what is attached to a letter, or put into a text. */
final class EmbeddedDocuments implements EmbeddedDocumentExtractor {

  private static final Set<String> SEALED =
      Set.of("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime");
  private static final String SEALED_SENTENCE =
      "The message is encrypted; save it decrypted and upload it again.";
  private static final String PROTECTED_SENTENCE =
      "The attachment %s is protected by a password; remove the protection and upload it again.";

  private final XhtmlBlocks blocks;
  private final OfficeReader.Attachments attachments;
  private ExtractionFailed failure;
  private ExtractionFailed sealed;

  EmbeddedDocuments(XhtmlBlocks blocks, OfficeReader.Attachments attachments) {
    this.blocks = blocks;
    this.attachments = attachments;
  }

  /**
   * @param nothingElse whether the document around them holds nothing
   * @throws ExtractionFailed if what could not be read must not be passed over
   */
  void failure(boolean nothingElse) throws ExtractionFailed {
    if (sealed != null) {
      throw sealed;
    }
    if (nothingElse && failure != null) {
      throw failure;
    }
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
    if (SEALED.contains(type)) {
      sealed = new ExtractionFailed(Reason.PASSWORD_PROTECTED, SEALED_SENTENCE, null);
    }
    return sealed == null && !type.startsWith("image/");
  }

  @Override
  public void parseEmbedded(InputStream in, ContentHandler to, Metadata metadata, boolean html)
      throws SAXException, IOException {
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    Path copy = Files.createTempFile("embedded", ".tmp");
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      Extracted extracted = attachments.read(copy, name == null ? "" : name);
      if (name != null) {
        blocks.append(List.of(Block.heading(1, 0, name)));
      }
      blocks.append(extracted.blocks());
    } catch (ExtractionFailed failed) {
      // A letter is worth reading without its picture; the reason counts if nothing else is in.
      failure = failure == null ? failed : failure;
      if (failed.reason() == Reason.PASSWORD_PROTECTED && name != null) {
        String sentence = PROTECTED_SENTENCE.formatted(Block.paragraph(0, name).text());
        sealed = new ExtractionFailed(Reason.PASSWORD_PROTECTED, sentence, failed);
      }
    } finally {
      Files.delete(copy);
    }
  }
}
