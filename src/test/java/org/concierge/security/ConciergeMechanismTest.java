package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.concierge.access.FakeRequest;
import org.concierge.bearer.BearerSigner;
import org.concierge.bearer.Bearers;
import org.concierge.bearer.LoginRepository;
import org.concierge.bearer.Logins;
import org.concierge.bearer.SigningKeyRepository;
import org.concierge.bearer.SigningKeys;
import org.concierge.limit.BlockRepository;
import org.concierge.limit.Blocklist;
import org.concierge.limit.TrustedProxies;
import org.concierge.persistence.Databases;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.secret.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No request is answered by the mechanism itself: it only remembers what is to be said. */
class ConciergeMechanismTest {
  private final FakeRequest request = new FakeRequest();
  private ConciergeMechanism mechanism;

  @BeforeEach
  void noDatabase(@TempDir Path home) {
    Databases none = NoDatabase.in(home);
    Clock clock = Clock.systemUTC();
    ApiKeys keys = new ApiKeys(new ApiKeyRepository(none));
    SigningKeys signing =
        new SigningKeys(
            new SigningKeyRepository(none), new Secrets(NoDatabase.installation(home)), clock);
    BearerSigner signer = new BearerSigner(signing, "http://127.0.0.1:8080", clock);
    Logins logins =
        new Logins(new LoginRepository(none), (tenant, user) -> Optional.empty(), signer, clock);
    mechanism =
        new ConciergeMechanism(
            keys,
            new KeyUses(new TenantKeyRepository(none), clock),
            new Blocklist(new BlockRepository(none), clock),
            new TrustedProxies(List.of()),
            new Bearers(signer, logins, (tenant, key) -> Optional.empty()),
            logins);
    request.on("getRemoteAddr", nothing -> "127.0.0.1");
    request.on("getSession", create -> null);
  }

  @Test
  void aRequestWithoutACredentialGoesOnAsNobodys() {
    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);

    assertThat(refusal().detail())
        .isEqualTo("Send an API key as X-API-Key or a bearer as Authorization.");
  }

  @Test
  void aCredentialThatCannotBeOneIsToldToWhoeverAsksForTheCaller() {
    request.header("Authorization", "Bearer ");

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);

    assertThat(refusal().type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(refusal().detail()).isEqualTo("The credential is unknown, expired or revoked.");
  }

  @Test
  void twoCredentialsAreTold() {
    request.header("X-API-Key", "one").header("Authorization", "Bearer two");

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);

    assertThat(refusal().detail()).isEqualTo("The request carries two different credentials.");
  }

  @Test
  void aDatabaseThatIsAwayIsNotToldAsABadCredential() {
    request.header("X-API-Key", "ck_01234567_secret");

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);

    assertThat(refusal().type()).isEqualTo(ProblemType.UNAVAILABLE);
  }

  @Test
  void aPublicEndpointIsServedWithABadCredentialToo() {
    request.header("Authorization", "Bearer ");

    validate();

    assertThatCode(() -> request.caller().find()).doesNotThrowAnyException();
    assertThat(request.caller().find()).isEmpty();
  }

  @Test
  void theMetricsTokenIsNoKey() {
    request.on("getRequestURI", none -> "/api/v1/metrics").header("Authorization", "Bearer token");

    assertThat(validate()).isEqualTo(AuthenticationStatus.NOT_DONE);

    assertThat(request.caller().isNobody()).isTrue();
  }

  private AuthenticationStatus validate() {
    return mechanism.validateRequest(request.servlet, null, context());
  }

  private Problem refusal() {
    return catchThrowableOfType(Problem.class, () -> request.caller().get());
  }

  /** Knows one answer; a login that is told to the container, or a response, would be an error. */
  private static HttpMessageContext context() {
    return (HttpMessageContext)
        Proxy.newProxyInstance(
            HttpMessageContext.class.getClassLoader(),
            new Class<?>[] {HttpMessageContext.class},
            (self, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("doNothing");
              return AuthenticationStatus.NOT_DONE;
            });
  }
}
