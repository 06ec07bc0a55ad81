package org.concierge.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A place for documents, within another one or at the top.
 *
 * @param parentId null at the top
 * @param path the names from the top to this one, with {@code /} between them
 * @param readers marks of those with whom its new documents are shared, who alone see it
 */
public record Collection(
    UUID id,
    UUID parentId,
    String name,
    String path,
    String description,
    List<String> readers,
    Instant createdAt) {}
