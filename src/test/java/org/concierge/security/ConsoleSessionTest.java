package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.concierge.access.FakeRequest;
import org.concierge.access.Role;
import org.concierge.bearer.Bench;
import org.concierge.bearer.ConsoleLogin;
import org.concierge.bearer.Login;
import org.concierge.identity.User;
import org.concierge.limit.BlockRepository;
import org.concierge.limit.Blocklist;
import org.concierge.limit.TrustedProxies;
import org.concierge.persistence.Databases;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser that is logged in: who it is, and what no other page can make it do (API-05). */
class ConsoleSessionTest {
  @TempDir private Path home;
  private final FakeRequest request = new FakeRequest();
  private Bench bench;
  private User user;
  private Login login;
  private ConsoleLogin session;
  private ConciergeMechanism mechanism;

  @BeforeEach
  void loggedIn() {
    bench = new Bench(home);
    user = bench.user(Role.ADMIN);
    login = bench.login(user);
    session = ConsoleLogin.of(login);
    Databases none = NoDatabase.in(home);
    mechanism =
        new ConciergeMechanism(
            new ApiKeys(new ApiKeyRepository(none)),
            new KeyUses(new TenantKeyRepository(none), bench.clock),
            new Blocklist(new BlockRepository(none), bench.clock),
            new TrustedProxies(List.of()),
            bench.bearers,
            bench.logins);
    request.on("getRemoteAddr", nothing -> "127.0.0.1");
    request.on("getSession", create -> (Boolean) create[0] ? null : session());
    at("GET", "/api/v1");
  }

  @Test
  void theSessionsPersonCalls() {
    assertThat(validate()).isEqualTo(AuthenticationStatus.SUCCESS);
    assertThat(request.caller().get().id()).isEqualTo(user.id());
  }

  @Test
  void aSessionWhoseLoginHasEndedIsNobodys() {
    bench.logins.end(user.tenant(), login.id());

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);
    assertThat(refusal().type()).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void aSessionOfNobodyIsNobodys() {
    session = null;

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);
    assertThat(request.caller().find()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1",
    "PATCH, /api/v1",
    "PUT, /api/v1",
    "DELETE, /api/v1",
    "POST, /chat",
    "POST, /upload",
    "POST, /application",
    "POST, /dashboardx",
    "MADEUP, /api/v1"
  })
  void whatChangesSomethingNeedsTheToken(String method, String path) {
    at(method, path);

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);
    assertThat(refusal().type()).isEqualTo(ProblemType.FORBIDDEN);
    request.header("X-CSRF-Token", "guessed");
    validate();
    assertThat(refusal().type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  @Test
  void withTheTokenItIsDone() {
    at("POST", "/api/v1");
    request.header("X-CSRF-Token", session.csrfToken());

    assertThat(validate()).isEqualTo(AuthenticationStatus.SUCCESS);
  }

  @Test
  void anotherSessionsTokenIsWorthNothing() {
    at("POST", "/api/v1");
    request.header("X-CSRF-Token", ConsoleLogin.of(login).csrfToken());

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard/users.xhtml", "/app", "/app/index.xhtml"})
  void ourPagesGuardTheirForms(String path) {
    at("POST", path);

    assertThat(validate()).isEqualTo(AuthenticationStatus.SUCCESS);
  }

  @Test
  void whatIsSentOnPurposeGoesBeforeTheSession() {
    User other = bench.user(Role.MEMBER);
    at("POST", "/api/v1");
    request.header("Authorization", "Bearer " + bench.bearers.issue(bench.login(other), other));

    assertThat(validate()).isEqualTo(AuthenticationStatus.SUCCESS);
    assertThat(request.caller().get().id()).isEqualTo(other.id());
  }

  @Test
  void aBadBearerIsNotMadeGoodByTheSession() {
    request.header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.");

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);
  }

  private void at(String method, String servletPath) {
    request.on("getMethod", none -> method).on("getServletPath", none -> servletPath);
  }

  private AuthenticationStatus validate() {
    return mechanism.validateRequest(request.servlet, null, context());
  }

  private Problem refusal() {
    return catchThrowableOfType(Problem.class, () -> request.caller().get());
  }

  private HttpSession session() {
    return (HttpSession)
        Proxy.newProxyInstance(
            HttpSession.class.getClassLoader(),
            new Class<?>[] {HttpSession.class},
            (self, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getAttribute");
              return session;
            });
  }

  private static HttpMessageContext context() {
    return (HttpMessageContext)
        Proxy.newProxyInstance(
            HttpMessageContext.class.getClassLoader(),
            new Class<?>[] {HttpMessageContext.class},
            (self, method, arguments) ->
                method.getName().equals("doNothing")
                    ? AuthenticationStatus.NOT_DONE
                    : AuthenticationStatus.SUCCESS);
  }
}
