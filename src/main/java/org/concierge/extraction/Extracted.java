package org.concierge.extraction;

import java.util.List;
import java.util.Map;

/**
 * What a file holds: at least one block with text.
 *
 * @param mediaType found from content and name, without parameters
 * @param title never empty: as the document names itself, else the file name without its suffix
 * @param author empty where unknown
 * @param language as the document declares it (BCP 47), empty where it does not
 * @param pages 0 where the format has no pages; slides and sheets count as pages
 * @param metadata further fields under plain names: {@code created}, {@code modified}, {@code
 *     subject}, {@code keywords}, {@code from}, {@code to}; only those present
 * @param blocks in reading order, none with an empty text
 */
public record Extracted(
    String mediaType,
    String title,
    String author,
    String language,
    int pages,
    Map<String, String> metadata,
    List<Block> blocks) {

  public Extracted {
    metadata = Map.copyOf(metadata);
    blocks = List.copyOf(blocks);
  }
}
