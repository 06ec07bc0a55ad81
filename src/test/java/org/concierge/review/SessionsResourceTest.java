package org.concierge.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.RequestAudit;
import org.concierge.persistence.Cursor;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is read: there is nothing behind this resource to read. */
class SessionsResourceTest {
  private static final HttpHeaders JSON =
      (HttpHeaders)
          Proxy.newProxyInstance(
              HttpHeaders.class.getClassLoader(),
              new Class<?>[] {HttpHeaders.class},
              (proxy, method, arguments) -> List.of(MediaType.APPLICATION_JSON_TYPE));

  private final SessionsResource sessions =
      new SessionsResource(
          new Sessions(null, null, null, null, null, null),
          new RequestAudit(null, null, null) {
            @Override
            public Caller caller() {
              return Caller.commandLine(new TenantId("acme"));
            }
          });

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "201", "many"})
  void aPageHasASize(String limit) {
    assertThat(problem(() -> sessions.list(address("limit", limit), JSON)).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void theCursorOfAnotherTenantIsRefused() {
    String foreign = new Cursor(Instant.EPOCH, new UUID(0, 1)).text(new TenantId("globex"));

    assertThat(problem(() -> sessions.list(address("cursor", foreign), JSON)).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "", "CSV"})
  void anExportHasAForm(String format) {
    assertThat(problem(() -> sessions.export(UUID.randomUUID().toString(), format)).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "../x", "' or 1=1"})
  void textThatIsNoIdIsAnIdThatDoesNotExist(String id) {
    Problem problem = problem(() -> sessions.get(id, JSON));

    assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(problem.detail()).isEqualTo("There is no such session.");
  }

  private static UriInfo address(String parameter, String value) {
    MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
    query.add(parameter, value);
    return (UriInfo)
        Proxy.newProxyInstance(
            UriInfo.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (proxy, method, arguments) -> query);
  }

  private static Problem problem(Runnable call) {
    return catchThrowableOfType(Problem.class, call::run);
  }
}
