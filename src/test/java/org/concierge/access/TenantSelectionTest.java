package org.concierge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSelectionTest {
  private static final TenantId ACME = new TenantId("acme");

  @Test
  void aRequestThatNamesNoTenantWorksForItsCredentials() {
    assertThatCode(() -> TenantSelection.check(List.of(), ACME)).doesNotThrowAnyException();
  }

  @Test
  void aRequestMayNameItsOwnTenantEverywhere() {
    assertThatCode(() -> TenantSelection.check(List.of("acme", "acme", "acme"), ACME))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"globex", "no-such-tenant", "ACME", "acme ", "", "../acme", "acm\u0435", "*"})
  void anotherUnknownOrMalformedTenantIsRefusedInTheSameWords(String named) {
    Problem refusal = refusalOf(List.of(named));

    assertThat(refusal.type()).isEqualTo(ProblemType.FORBIDDEN);
    assertThat(refusal.detail()).isEqualTo(refusalOf(List.of("some-other")).detail());
    assertThat(refusal.detail()).doesNotContain("globex").doesNotContain("acme");
  }

  @Test
  void anotherTenantNamedTwiceIsRefusedLikeOneNamedOnce() {
    assertThat(refusalOf(List.of("globex", "globex")).type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void twoTenantsConflictEvenIfOneIsTheOwn() {
    assertThat(refusalOf(List.of("acme", "globex")).type())
        .isEqualTo(ProblemType.CONFLICTING_TENANTS);
    assertThat(refusalOf(List.of("globex", "acme")).type())
        .isEqualTo(ProblemType.CONFLICTING_TENANTS);
  }

  @Test
  void twoForeignTenantsConflictWithoutSayingWhetherTheyExist() {
    assertThat(refusalOf(List.of("globex", "no-such-tenant")).detail())
        .isEqualTo(refusalOf(List.of("acme", "globex")).detail());
  }

  private static Problem refusalOf(List<String> selectors) {
    return catchThrowableOfType(Problem.class, () -> TenantSelection.check(selectors, ACME));
  }
}
