package org.concierge.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.concierge.sso.SampleSignIn.assertProblem;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.concierge.outbound.OutboundClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(40)
class ProvidersTest {
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final SampleSignIn signIn = new SampleSignIn();

  @AfterEach
  void end() {
    signIn.close();
  }

  @Test
  void whatAProviderPublishesIsAskedForOnce() {
    signIn.fake.slowDown(300);
    List<CompletableFuture<Provider>> many =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(signIn::provider))
            .toList();

    assertThat(many.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(signIn.fake.calls()).containsExactly(DISCOVERY);
  }

  @Test
  void aProviderThatIsDownIsNotAskedByEach() {
    signIn.fake.breakDown(true);
    for (int i = 0; i < 20; i++) {
      assertProblem(signIn::provider, SsoProblem.PROVIDER_DOWN);
    }
    assertThat(signIn.fake.calls()).hasSizeLessThan(3);

    signIn.fake.breakDown(false);
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(() -> signIn.provider() != null);
  }

  @Test
  void aProviderThatIsSlowIsGivenUpAfterTenSeconds() {
    signIn.fake.slowDown(30_000);
    long began = System.nanoTime();

    assertProblem(signIn::provider, SsoProblem.PROVIDER_DOWN);

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
  }

  @ParameterizedTest
  @CsvSource({
    "issuer, https://login.example.com",
    "issuer, ''",
    "authorization_endpoint, javascript:alert(1)",
    "authorization_endpoint, https://user@login.example.com/",
    "end_session_endpoint, file:///etc/passwd",
    "id_token_signing_alg_values_supported, none",
    "jwks_uri, not an address"
  })
  void aProviderThatPublishesWhatCannotBeIsRefused(String name, String value) {
    signIn.fake.publish(name, name.startsWith("id_token") ? List.of(value, "HS256") : value);

    assertProblem(signIn::provider, SsoProblem.PROVIDER_ANSWER);
  }

  /** What a provider publishes leads no further than what the settings name. */
  @Test
  void keysInsideTheNetworkAreNotFetched() {
    signIn.fake.publish("jwks_uri", "http://10.0.0.1/keys");

    assertProblem(() -> signIn.identify(java.util.Map.of("sub", "1")), SsoProblem.PROVIDER_DOWN);
  }

  @Test
  void anIssuerInsideTheNetworkIsNotCalled() {
    try (OutboundClient strict = OutboundClient.create(false)) {
      assertProblem(() -> new Providers(strict).of(signIn.settings()), SsoProblem.PROVIDER_DOWN);
    }
    assertThat(signIn.fake.calls()).isEmpty();
  }
}
