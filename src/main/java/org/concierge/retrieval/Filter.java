package org.concierge.retrieval;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;

/**
 * In which documents is looked: in those that fit all of this.
 *
 * @param documents only in these; empty: in all
 * @param metadata only in documents that have each of these values, or a tag {@code key:value}
 * @param tags only in documents that carry each of these
 * @param collections only in documents within one of these; empty: anywhere
 * @param bounds only in documents of these very collections, whichever else are named; null: no
 *     bounds
 */
public record Filter(
    List<UUID> documents,
    Map<String, String> metadata,
    List<String> tags,
    List<UUID> collections,
    Set<UUID> bounds) {
  /** Everywhere. */
  public static final Filter NONE = new Filter(List.of(), Map.of(), List.of(), List.of());

  private static final int MAX = 100;
  private static final int MAX_DOCUMENTS = 1_000;
  private static final String FILE = "file_id";

  public Filter {
    documents = List.copyOf(documents);
    metadata = Map.copyOf(metadata);
    tags = List.copyOf(tags);
    collections = List.copyOf(collections);
    bounds = bounds == null ? null : Set.copyOf(bounds);
  }

  public Filter(
      List<UUID> documents,
      Map<String, String> metadata,
      List<String> tags,
      List<UUID> collections) {
    this(documents, metadata, tags, collections, null);
  }

  /**
   * As a caller wrote it, null for what was left out; {@code file_id} in the metadata names a
   * document.
   *
   * @throws Problem BAD_REQUEST, NOT_FOUND if {@code file_id} is no id
   */
  public static Filter of(
      List<UUID> documents,
      Map<String, String> metadata,
      List<String> tags,
      List<UUID> collections) {
    List<UUID> wanted = documents == null ? List.of() : documents;
    Map<String, String> values = metadata == null ? Map.of() : metadata;
    List<String> carried = tags == null ? List.of() : tags;
    List<UUID> within = collections == null ? List.of() : collections;
    if (wanted.size() > MAX_DOCUMENTS) {
      throw Problem.badRequest("At most " + MAX_DOCUMENTS + " documents can be named.");
    }
    if (values.size() > MAX || carried.size() > MAX || within.size() > MAX) {
      throw Problem.badRequest("At most " + MAX + " filters can be given.");
    }
    if (wanted.stream().anyMatch(Objects::isNull)
        || values.values().stream().anyMatch(Objects::isNull)
        || carried.stream().anyMatch(Objects::isNull)
        || within.stream().anyMatch(Objects::isNull)) {
      throw Problem.badRequest("A filter is null.");
    }
    Filter filter = new Filter(wanted, values, carried, within);
    return values.containsKey(FILE) ? filter.ofFile(document(values.get(FILE))) : filter;
  }

  private Filter ofFile(UUID file) {
    if (!documents.isEmpty() && !documents.contains(file)) {
      throw Problem.badRequest("\"file_id\" is not among \"documents\".");
    }
    Map<String, String> rest = new HashMap<>(metadata);
    rest.remove(FILE);
    return new Filter(List.of(file), rest, tags, collections, bounds);
  }

  private static UUID document(String id) {
    return Ids.parse(id, "document");
  }

  boolean isEmpty() {
    return documents.isEmpty() && metadata.isEmpty() && tags.isEmpty() && collections.isEmpty();
  }

  /** The same within these collections only; null: without bounds. */
  public Filter within(Set<UUID> ids) {
    return new Filter(documents, metadata, tags, collections, ids);
  }

  /** In these collections as far as they are within the bounds. */
  Filter inCollections(Collection<UUID> ids) {
    List<UUID> left = ids.stream().filter(id -> bounds == null || bounds.contains(id)).toList();
    return new Filter(documents, metadata, tags, left, bounds);
  }

  /** Once the collections are known: whether there is nowhere to look. */
  boolean leadsNowhere() {
    return bounds != null && collections.isEmpty();
  }
}
