package org.concierge.extraction;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What a tenant wants of the reading of its files.
 *
 * @param ocrLanguages as Tesseract names them, joined by plus signs: {@code eng+deu}; those that
 *     are not installed are left out
 * @param docling the service that is asked first; empty for none
 */
public record ExtractionOptions(String ocrLanguages, Optional<URI> docling) {

  /** English and German, on this server alone. */
  public static final ExtractionOptions STANDARD =
      new ExtractionOptions("eng+deu", Optional.empty());

  public ExtractionOptions {
    Objects.requireNonNull(docling);
    if (!ocrLanguages.matches("[A-Za-z0-9_]{2,40}(\\+[A-Za-z0-9_]{2,40}){0,9}")) {
      throw new IllegalArgumentException("no languages of Tesseract: " + ocrLanguages);
    }
  }
}
