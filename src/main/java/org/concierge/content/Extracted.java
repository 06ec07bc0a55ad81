package org.concierge.content;

import java.util.List;
import java.util.Map;

/**
 * What a file holds: at least one block with text.
 *
 * @param mediaType found from content and name, without parameters
 * @param title never empty: as the document names itself, else the file name without its suffix
 * @param author empty where unknown
 * @param language as the document declares it (BCP 47), else as its text shows it; empty where
 *     neither says
 * @param pages 0 where the format has no pages; slides and sheets count as pages
 * @param metadata further fields under plain names: {@code created}, {@code modified}, {@code
 *     subject}, {@code keywords}, {@code from}, {@code to}; only those present
 * @param blocks in reading order, none with an empty text
 * @param parser which one read it: {@link #TIKA}, {@link #TESSERACT} where any of the text was
 *     recognised on a picture, or {@link #DOCLING}
 * @param suspicions at most {@link Suspicion#MOST}, in reading order
 */
public record Extracted(
    String mediaType,
    String title,
    String author,
    String language,
    int pages,
    Map<String, String> metadata,
    List<Block> blocks,
    String parser,
    List<Suspicion> suspicions) {

  public static final String TIKA = "tika";
  public static final String TESSERACT = "tesseract";
  public static final String DOCLING = "docling";

  public Extracted {
    metadata = Map.copyOf(metadata);
    blocks = List.copyOf(blocks);
    suspicions = suspicions.stream().limit(Suspicion.MOST).toList();
  }

  /** As read by Tika, with nothing suspicious in it. */
  public Extracted(
      String mediaType,
      String title,
      String author,
      String language,
      int pages,
      Map<String, String> metadata,
      List<Block> blocks) {
    this(mediaType, title, author, language, pages, metadata, blocks, TIKA, List.of());
  }
}
