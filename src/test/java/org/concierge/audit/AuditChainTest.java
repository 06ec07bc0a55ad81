package org.concierge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.audit.AuditRepository.Head;
import org.concierge.audit.AuditTrail.Verification;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a chain that somebody has touched is found to be. */
class AuditChainTest {
  private static final TenantId ACME = new TenantId("acme");

  private final List<AuditEntry> chain = new ArrayList<>();
  private Head head;

  @BeforeEach
  void fiveEvents() {
    byte[] previous = {};
    for (int i = 1; i <= 5; i++) {
      AuditEntry entry = entry(i, "event " + i, previous, new byte[0]);
      entry = entry(i, "event " + i, previous, entry.expectedHash());
      chain.add(entry);
      previous = entry.hash();
    }
    head = new Head(5, previous);
  }

  private static AuditEntry entry(long sequence, String action, byte[] previous, byte[] hash) {
    Instant at = Instant.parse("2026-01-31T08:00:00.123456Z");
    return new AuditEntry(
        ACME,
        sequence,
        at,
        new UUID(0, 1),
        "anna",
        action,
        "",
        "r",
        null,
        Map.of(),
        "{}",
        previous,
        hash);
  }

  private Verification verified() {
    AuditChain checked = new AuditChain(ACME, head);
    chain.forEach(checked::add);
    return checked.end();
  }

  @Test
  void anUntouchedChainIsUnbroken() {
    assertThat(verified().breaches()).isEmpty();
    assertThat(verified().events()).isEqualTo(5);
    assertThat(verified().head()).hasSize(64);
  }

  @Test
  void noEventsAreAnUnbrokenChain() {
    chain.clear();
    head = new Head(0, new byte[0]);

    assertThat(verified().unbroken()).isTrue();
    assertThat(verified().head()).isEmpty();
  }

  @Test
  void anAlteredEventIsNamed() {
    AuditEntry third = chain.get(2);
    chain.set(2, entry(3, "another", third.previousHash(), third.hash()));

    assertThat(verified().breaches()).containsExactly("event 3 was altered");
  }

  @Test
  void anAlteredEventWithAHashThatFitsBreaksTheNextLink() {
    AuditEntry third = chain.get(2);
    AuditEntry forged = entry(3, "another", third.previousHash(), new byte[0]);
    chain.set(2, entry(3, "another", third.previousHash(), forged.expectedHash()));

    assertThat(verified().breaches()).containsExactly("event 4 does not follow the one before it");
  }

  @Test
  void aMissingEventIsNamed() {
    chain.remove(2);

    assertThat(verified().breaches()).containsExactly("event 3 is missing");
  }

  @Test
  void theNewestEventsAreMissedToo() {
    chain.remove(4);
    chain.remove(3);

    assertThat(verified().breaches()).containsExactly("events 4 to 5 are missing");
  }

  @Test
  void theFirstEventIsMissedToo() {
    chain.remove(0);

    assertThat(verified().breaches()).containsExactly("event 1 is missing");
  }

  @Test
  void eventsThatChangedPlacesAreNamed() {
    AuditEntry second = chain.get(1);
    AuditEntry third = chain.get(2);
    chain.set(1, entry(2, third.action(), third.previousHash(), third.hash()));
    chain.set(2, entry(3, second.action(), second.previousHash(), second.hash()));

    assertThat(verified().breaches())
        .contains("event 2 was altered", "event 3 was altered")
        .contains("event 2 does not follow the one before it");
  }

  @Test
  void anotherLastEventIsNamed() {
    AuditEntry last = chain.get(4);
    AuditEntry forged = entry(5, "another", last.previousHash(), new byte[0]);
    chain.set(4, entry(5, "another", last.previousHash(), forged.expectedHash()));

    assertThat(verified().breaches())
        .containsExactly("event 5 is not the one that was written last");
  }

  @Test
  void whatIsWrittenMeanwhileBelongsToTheChain() {
    head = new Head(3, chain.get(2).hash());

    assertThat(verified().unbroken()).isTrue();
  }
}
