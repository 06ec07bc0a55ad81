package org.concierge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.TenantSelection;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;

/** What becomes of a refusal. */
class DenialsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller KEY = new Caller(new UUID(0, 7), "ck_01234567", ACME, "r-1");

  private final WrittenDown store = new WrittenDown();
  private final Hands clock = new Hands();
  private final List<TenantId> alarms = new ArrayList<>();
  private final Denials denials = new Denials(new Audit(store, clock, 1), clock, alarms::add);

  /** A clock that is set by hand. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-01-31T08:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static Problem named(String tenant) {
    return catchThrowableOfType(Problem.class, () -> TenantSelection.check(List.of(tenant), ACME));
  }

  @Test
  void aRefusalOfAKnownCallerIsWrittenInItsOwnTenant() {
    denials.refused(KEY, "GET /audit", new Problem(ProblemType.FORBIDDEN, "No."));

    AuditEvent event = store.events.get(0);
    assertThat(event.action()).isEqualTo("access.denied");
    assertThat(event.tenant()).isEqualTo(ACME);
    assertThat(event.object()).isEqualTo("GET /audit");
    assertThat(event.details()).isEqualTo(Map.of("status", "403", "reason", "forbidden"));
  }

  @Test
  void aForeignTenantIsNotNamed() {
    denials.refused(KEY, "POST /search", named("globex"));

    assertThat(store.actions()).containsExactly("access.denied");
    assertThat(store.events.get(0).toString()).contains("tenant").doesNotContain("globex");
  }

  @Test
  void oneForeignTenantAgainAndAgainIsNoProbing() {
    for (int i = 0; i < 10; i++) {
      denials.refused(KEY, "", named("globex"));
    }

    assertThat(store.actions()).doesNotContain("tenant.probed");
  }

  @Test
  void severalForeignTenantsRaiseAnEventOnceAnHour() {
    for (String tenant : List.of("globex", "initech", "hooli", "umbrella")) {
      denials.refused(KEY, "", named(tenant));
    }

    assertThat(probed()).containsExactly(Map.of("tenants", "2", "requests", "2"));

    clock.now = clock.now.plus(Duration.ofMinutes(60));
    denials.refused(KEY, "", named("globex"));

    assertThat(probed()).hasSize(2);
    assertThat(alarms).containsExactly(ACME, ACME);
  }

  @Test
  void whatOthersNameDoesNotCount() {
    for (String tenant : List.of("globex", "initech")) {
      Caller other = new Caller(UUID.randomUUID(), "", ACME, "");
      denials.refused(other, "", named(tenant));
    }

    assertThat(probed()).isEmpty();
  }

  @Test
  void strangersLeaveNothingInAnyTenant() {
    denials.stranger();
    denials.stranger();

    assertThat(store.events).isEmpty();
  }

  @Test
  void onlyRefusalsAreDenials() {
    assertThat(Denials.isDenial(named("globex"))).isTrue();
    assertThat(Denials.isDenial(new Problem(ProblemType.UNAUTHENTICATED, ""))).isTrue();
    assertThat(Denials.isDenial(Problem.notFound("document"))).isFalse();
    assertThat(Denials.isDenial(Problem.badRequest(""))).isFalse();
  }

  private List<Map<String, String>> probed() {
    return store.events.stream()
        .filter(event -> event.action().equals("tenant.probed"))
        .map(AuditEvent::details)
        .toList();
  }
}
