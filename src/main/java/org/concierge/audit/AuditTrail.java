package org.concierge.audit;

import java.util.List;
import org.concierge.tenant.TenantId;

/** What is written down about a tenant: read, and checked for changes. Thread safe. */
public final class AuditTrail {
  private final AuditRepository repository;

  public AuditTrail(AuditRepository repository) {
    this.repository = repository;
  }

  /**
   * What a chain was found to be.
   *
   * @param events how many there are
   * @param head the last one's hash in hexadecimal digits, "" without any: whoever keeps it sees
   *     later that nothing before it was changed
   * @param breaches a line for each event that is not as it was written; empty if all are
   */
  public record Verification(TenantId tenant, long events, String head, List<String> breaches) {
    public Verification {
      breaches = List.copyOf(breaches);
    }

    public boolean unbroken() {
      return breaches.isEmpty();
    }
  }

  /** Newest first; one row more than the limit if there are more. */
  public List<AuditEntry> page(TenantId tenant, AuditQuery wanted) {
    return repository.page(tenant, wanted);
  }

  /** Computes every hash again, in the order of the events. */
  public Verification verify(TenantId tenant) {
    AuditChain chain = new AuditChain(tenant, repository.head(tenant));
    repository.readAll(tenant, chain::add);
    return chain.end();
  }
}
