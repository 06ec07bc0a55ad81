package org.concierge.console;

import java.util.List;
import org.concierge.index.ChunkRepository.Chunk;

/** Some of a document's chunks, and where the others are. */
public final class ChunksShown {
  private static final int SHOWN = 10;

  /** One more than is shown tells that others follow. */
  static final int FETCHED = SHOWN + 1;

  private final int from;
  private final List<Chunk> fetched;

  ChunksShown(int from, List<Chunk> fetched) {
    this.from = from;
    this.fetched = fetched;
  }

  public List<Chunk> getItems() {
    return fetched.subList(0, Math.min(SHOWN, fetched.size()));
  }

  public boolean isMore() {
    return fetched.size() > SHOWN;
  }

  public boolean isLater() {
    return from > 0;
  }

  /** The index of the chunk that follows; only if there is one. */
  public int getNext() {
    return fetched.get(SHOWN).index();
  }

  public int getBefore() {
    return Math.max(0, from - SHOWN);
  }
}
