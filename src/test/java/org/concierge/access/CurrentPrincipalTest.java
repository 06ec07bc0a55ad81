package org.concierge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;

class CurrentPrincipalTest {
  private final FakeRequest request = new FakeRequest();
  private final Principal principal =
      Principal.ofKey(new UUID(0, 1), "ck_abcdefgh", new TenantId("acme"), Set.of(Scope.CHAT));

  @Test
  void aRequestWithoutACredentialIsNobodys() {
    assertThat(request.caller().find()).isEmpty();
    assertThat(catchThrowableOfType(Problem.class, () -> request.caller().get()).type())
        .isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void whoWasAcceptedIsTheCaller() {
    CurrentPrincipal.accept(request.servlet, principal);

    assertThat(request.caller().get()).isSameAs(principal);
    assertThat(request.caller().find()).contains(principal);
  }

  @Test
  void aRefusalIsToldWhenAnEndpointAsksAndNotBefore() {
    Problem refusal = new Problem(ProblemType.UNAVAILABLE, "The database is away.");

    CurrentPrincipal.refuse(request.servlet, refusal);

    assertThat(request.caller().find()).isEmpty();
    assertThatThrownBy(() -> request.caller().get()).isSameAs(refusal);
  }

  @Test
  void aRefusedRequestStaysRefusedWhateverElseItCarries() {
    Problem refusal = new Problem(ProblemType.UNAUTHENTICATED, "Two credentials.");

    CurrentPrincipal.accept(request.servlet, principal);
    CurrentPrincipal.refuse(request.servlet, refusal);

    assertThatThrownBy(() -> request.caller().get()).isSameAs(refusal);
  }

  @Test
  void oneRequestsCallerIsNotTheNextOnes() {
    CurrentPrincipal.accept(request.servlet, principal);

    assertThat(new FakeRequest().caller().find()).isEmpty();
  }

  @Test
  void theRequestIdIsTheOneThatTheOutermostFilterGave() {
    request.servlet.setAttribute(RequestId.ATTRIBUTE, "r-17");

    assertThat(request.requestId().value()).isEqualTo("r-17");
  }
}
