package org.concierge.catalogue;

import java.time.Clock;
import org.concierge.document.DocumentRepository;
import org.concierge.persistence.Databases;

/** How a tenant's documents are ordered and described; put together from its parts. */
public record Catalogue(Collecting collecting, Cataloguing cataloguing) {
  public static Catalogue of(Databases databases, DocumentRepository documents, Clock clock) {
    CollectionRepository collections = new CollectionRepository(databases);
    Collecting collecting = new Collecting(collections, clock);
    return new Catalogue(collecting, new Cataloguing(documents, collections, collecting));
  }
}
