package org.concierge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The queue in front of the audit's table. */
class AuditTest {
  private static final Caller ANNA = caller("acme");
  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00.123456789Z");

  private final WrittenDown store = new WrittenDown();
  private final Audit audit = new Audit(store, Clock.fixed(NOW, ZoneOffset.UTC), 4);

  private static Caller caller(String tenant) {
    return new Caller(new UUID(0, 7), "anna@example.org", new TenantId(tenant), "r-1");
  }

  @AfterEach
  void close() {
    audit.close();
  }

  private void start() {
    audit.start(
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        });
  }

  @Test
  void whatChangesSomethingIsWrittenBeforeTheCallerGoesOn() {
    audit.record(ANNA, "document.deleted", "d-1", Map.of("why", 5));

    AuditEvent event = store.events.get(0);
    assertThat(event.tenant()).isEqualTo(ANNA.tenant());
    assertThat(event.actorId()).isEqualTo(ANNA.id());
    assertThat(event.actorName()).isEqualTo("anna@example.org");
    assertThat(event.requestId()).isEqualTo("r-1");
    assertThat(event.object()).isEqualTo("d-1");
    assertThat(event.details()).isEqualTo(Map.of("why", "5"));
    assertThat(event.results()).isNull();
    assertThat(event.at()).isEqualTo("2026-01-31T08:00:00.123456Z");
  }

  @Test
  void whatCannotBeWrittenIsToldToWhomItConcerns() {
    store.failures.set(1);

    assertThatThrownBy(() -> audit.record(ANNA, "document.deleted", "d-1", Map.of()))
        .isInstanceOf(Problem.class);
  }

  @Test
  void severalObjectsAreOneTransaction() {
    audit.record(ANNA, "document.uploaded", List.of("d-1", "d-2"), Map.of());

    assertThat(store.batches).hasValue(1);
    assertThat(store.events).extracting(AuditEvent::object).containsExactly("d-1", "d-2");
  }

  @Test
  void searchesAreGatheredAndWrittenTenantByTenant() {
    start();
    for (String tenant : List.of("acme", "globex", "acme")) {
      audit.later(caller(tenant), "search", "", 3);
    }

    await().until(() -> store.events.size() == 3);

    assertThat(store.batches).hasValue(2);
    assertThat(store.events)
        .extracting(event -> event.tenant().value())
        .containsExactly("acme", "acme", "globex");
    assertThat(store.events.get(0).results()).isEqualTo(3);
  }

  @Test
  void eventsWaitForTheDatabase() {
    store.failures.set(1);
    start();

    audit.later(ANNA, "search", "", 1);

    await().until(() -> store.actions().equals(List.of("search")));
  }

  @Test
  void oneThatCannotBeStoredDoesNotHoldUpTheOthers() {
    store.poison = "odd";
    start();
    for (String action : List.of("search", "odd", "chat")) {
      audit.later(ANNA, action, "", 1);
    }

    await().until(() -> store.actions().equals(List.of("search", "chat")));
  }

  @Test
  void withoutAThreadOfItsOwnNothingIsLost() {
    audit.later(ANNA, "search", "", 1);

    assertThat(store.actions()).containsExactly("search");
  }

  @Test
  void whatIsStillQueuedIsWrittenAtTheEnd() {
    start();
    audit.later(ANNA, "search", "", 1);
    audit.later(ANNA, "chat", "", 1);

    audit.close();

    assertThat(store.actions()).containsExactly("search", "chat");
  }

  @Test
  void aFullQueueDoesNotLoseEvents() {
    store.failures.set(2);
    start();
    for (int i = 0; i < 12; i++) {
      audit.later(ANNA, "search", String.valueOf(i), 1);
    }

    await().until(() -> store.events.size() == 12);

    assertThat(store.events).extracting(AuditEvent::object).doesNotHaveDuplicates();
  }

  @Test
  void oddTextIsMadeStorable() {
    audit.record(ANNA, "x", "a\u0000b\ud800c" + "y".repeat(1_000), Map.of());

    assertThat(store.events.get(0).object()).startsWith("ab?cy").hasSize(300);
  }
}
