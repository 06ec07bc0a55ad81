package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.FakeRequest;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.security.ApiKeys.Known;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;

class KeyLimitsTest {
  private static final Set<String> SHOP = Set.of("https://shop.example");

  private final FakeRequest request = new FakeRequest();

  @Test
  void howOftenAKeyMayComeIsNotedForWhoeverCounts() {
    KeyLimits.note(key(OptionalInt.of(7), Set.of()), request.servlet);

    assertThat(request.attribute(KeyLimits.PER_MINUTE)).isEqualTo(7);
  }

  @Test
  void ofAKeyWithoutALimitNothingIsNoted() {
    KeyLimits.note(key(OptionalInt.empty(), Set.of()), request.servlet);

    assertThat(request.attribute(KeyLimits.PER_MINUTE)).isNull();
  }

  @Test
  void anotherOriginIsRefusedAndNotCounted() {
    for (String origin : Set.of("null", "", "https://evil.example", "https://shop.example.evil")) {
      request.header("Origin", origin);
      Problem problem =
          catchThrowableOfType(
              Problem.class, () -> KeyLimits.note(key(OptionalInt.of(1), SHOP), request.servlet));
      assertThat(problem.type()).as(origin).isEqualTo(ProblemType.FORBIDDEN);
    }
    assertThat(request.attribute(KeyLimits.PER_MINUTE)).isNull();
    request.header("Origin", "https://shop.example");
    assertThatCode(() -> KeyLimits.note(key(OptionalInt.of(1), SHOP), request.servlet))
        .doesNotThrowAnyException();
  }

  private static Known key(OptionalInt perMinute, Set<String> origins) {
    return new Known(
        Principal.ofKey(UUID.randomUUID(), "ck_1", new TenantId("acme"), Set.of(Scope.CHAT)),
        perMinute,
        origins);
  }
}
