package org.concierge.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.UUID;
import org.concierge.persistence.Cursor;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is read: there is nothing behind this resource to read. */
class SessionsResourceTest {
  private final TenantContext tenant = new TenantContext();
  private final SessionsResource sessions = new SessionsResource(null, tenant, null, null);

  @BeforeEach
  void aRequestOfAcme() {
    tenant.enter(SampleTenant.named("acme"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201})
  void aPageHasASize(int limit) {
    assertThat(problem(() -> sessions.list(limit, null)).type()).isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void theCursorOfAnotherTenantIsRefused() {
    String foreign = new Cursor(Instant.EPOCH, new UUID(0, 1)).text(new TenantId("globex"));

    assertThat(problem(() -> sessions.list(null, foreign)).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "../x", "' or 1=1"})
  void textThatIsNoIdIsAnIdThatDoesNotExist(String id) {
    Problem problem = problem(() -> sessions.get(id));

    assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(problem.detail()).isEqualTo("There is no such session.");
  }

  private static Problem problem(Runnable call) {
    return catchThrowableOfType(Problem.class, call::run);
  }
}
