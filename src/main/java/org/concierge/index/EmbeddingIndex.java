package org.concierge.index;

import java.time.Instant;
import java.util.UUID;
import org.concierge.tenant.Tenant;

/**
 * All embeddings of a tenant's chunks by one model. Born BUILDING, or ACTIVE if it is the tenant's
 * first; the ACTIVE one answers, and becomes FORMER when another that is complete takes its place.
 *
 * @param local computed in process, else by the server of the tenant's settings
 * @param fromFiles its documents are read again, else it embeds the texts of the active one
 * @param documents of those that can be asked, how many it holds
 * @param of how many documents can be asked
 * @param reason why it does not get on; empty if it does
 * @param activatedAt null if it never answered
 */
public record EmbeddingIndex(
    UUID id,
    boolean local,
    String model,
    int dimensions,
    State state,
    boolean fromFiles,
    long documents,
    long of,
    String reason,
    Instant createdAt,
    Instant activatedAt) {

  /** What becomes of an index; at most one of a tenant is ACTIVE, at most one BUILDING. */
  public enum State {
    BUILDING,
    ACTIVE,
    FORMER
  }

  /** Whether the tenant's settings ask for this very model. */
  public boolean fits(Tenant.Embedding wanted) {
    return local == wanted.local()
        && model.equals(wanted.model())
        && dimensions == wanted.dimensions();
  }

  /** The tenant as it was when this index was wanted: with its model, at today's address. */
  public Tenant asked(Tenant tenant) {
    return tenant.embeddedBy(
        new Tenant.Embedding(
            local, model, dimensions, tenant.embedding().baseUrl(), tenant.embedding().apiKey()));
  }
}
