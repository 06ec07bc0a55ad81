package org.concierge.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.concierge.audit.AuditRepository.Head;
import org.concierge.audit.AuditTrail.Verification;
import org.concierge.tenant.TenantId;

/** Checks one tenant's events, given from the first on, each against the one before it. */
final class AuditChain {
  /** More lines than these tell nobody more. */
  private static final int MAX_BREACHES = 20;

  private final TenantId tenant;
  private final Head head;
  private final List<String> breaches = new ArrayList<>();
  private long events;
  private long last;
  private byte[] lastHash = {};

  /**
   * @param head where the chain ended a moment ago, as the database remembers it
   */
  AuditChain(TenantId tenant, Head head) {
    this.tenant = tenant;
    this.head = head;
  }

  void add(AuditEntry entry) {
    long sequence = entry.sequence();
    if (sequence != last + 1) {
      missing(last + 1, sequence - 1);
    } else if (!Arrays.equals(entry.previousHash(), lastHash)) {
      breach("event " + sequence + " does not follow the one before it");
    }
    if (!Arrays.equals(entry.expectedHash(), entry.hash())) {
      breach("event " + sequence + " was altered");
    }
    if (sequence == head.sequence() && !Arrays.equals(entry.hash(), head.hash())) {
      breach("event " + sequence + " is not the one that was written last");
    }
    events++;
    last = sequence;
    lastHash = entry.hash();
  }

  Verification end() {
    if (last < head.sequence()) {
      missing(last + 1, head.sequence());
    }
    return new Verification(tenant, events, HexFormat.of().formatHex(lastHash), breaches);
  }

  private void missing(long from, long to) {
    breach(
        from == to
            ? "event " + from + " is missing"
            : "events " + from + " to " + to + " are missing");
  }

  private void breach(String line) {
    if (breaches.size() < MAX_BREACHES) {
      breaches.add(line);
    }
  }
}
