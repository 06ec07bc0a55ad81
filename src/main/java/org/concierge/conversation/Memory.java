package org.concierge.conversation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which earlier turns a conversation may still draw on, and what its answers are made from. */
public final class Memory {
  private Memory() {}

  /** The documents that the turn was made from, cited or not. */
  static Set<UUID> restsOn(Turn turn) {
    Set<UUID> documents = new HashSet<>(turn.restsOn());
    turn.sources().forEach(source -> documents.add(source.documentId()));
    return documents;
  }

  /** The documents that any of the turns was made from. */
  public static Set<UUID> restOn(List<Turn> turns) {
    return turns.stream().flatMap(turn -> restsOn(turn).stream()).collect(Collectors.toSet());
  }

  /**
   * What an answer will be made from: its passages, and whatever the turns in its prompt were made
   * from, since it may repeat them.
   */
  public static Set<UUID> restOn(List<Citation> citations, List<Turn> earlier) {
    Set<UUID> documents = new HashSet<>(restOn(earlier));
    citations.forEach(citation -> documents.add(citation.documentId()));
    return documents;
  }

  /** The turns that rest on visible documents alone, in their order. */
  public static List<Turn> visible(List<Turn> turns, Set<UUID> documents) {
    return turns.stream().filter(turn -> documents.containsAll(restsOn(turn))).toList();
  }
}
