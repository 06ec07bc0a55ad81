package org.concierge.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.concierge.sso.SampleSignIn.CALLBACK;
import static org.concierge.sso.SampleSignIn.assertProblem;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.concierge.it.FakeProvider;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.sso.Provider.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class OpenIdProviderTest {
  private final SampleSignIn signIn = new SampleSignIn();

  @AfterEach
  void end() {
    signIn.close();
  }

  @Test
  void aGoodTokenSaysWhoItIs() {
    Identity identity =
        signIn.identify(
            Map.of(
                "sub", "248",
                "email", "ann@acme.example",
                "email_verified", true,
                "name", "Ann",
                "sid", "s-1",
                "roles", List.of("admin")));

    assertThat(identity.issuer()).isEqualTo(signIn.fake.issuer());
    assertThat(identity.subject()).isEqualTo("248");
    assertThat(identity.email()).isEqualTo("ann@acme.example");
    assertThat(identity.emailVerified()).isTrue();
    assertThat(identity.session()).contains("s-1");
    assertThat(identity.claims()).containsEntry("roles", List.of("admin"));
  }

  @Test
  void anotherVerifierGetsNoToken() {
    Provider provider = signIn.provider();
    String code = signIn.code();

    assertProblem(
        () -> provider.identify(Attempt.begin(), CALLBACK, code, Optional.empty()),
        SsoProblem.PROVIDER_ANSWER);
  }

  @Test
  void anAnswerOfAnotherIssuerIsRefused() {
    Provider provider = signIn.provider();
    String code = signIn.code();

    assertProblem(
        () ->
            provider.identify(
                signIn.attempt, CALLBACK, code, Optional.of("https://login.example.com")),
        SsoProblem.PROVIDER_ANSWER);
  }

  @Test
  void aProviderThatNamesItselfMustAlwaysDoSo() {
    signIn.fake.publish("authorization_response_iss_parameter_supported", true);
    Provider provider = signIn.provider();
    String code = signIn.code();

    assertProblem(
        () -> provider.identify(signIn.attempt, CALLBACK, code, Optional.empty()),
        SsoProblem.PROVIDER_ANSWER);
    assertThat(
            provider
                .identify(signIn.attempt, CALLBACK, code, Optional.of(signIn.fake.issuer()))
                .subject())
        .isEqualTo("1");
  }

  @Test
  void keysCanChangeWhileWeRun() {
    Provider provider = signIn.provider();
    signIn.identify(Map.of("sub", "1"));

    for (int rotation = 0; rotation < 2; rotation++) {
      signIn.fake.rotateKeys();
      // Keys are asked for again at most every few seconds.
      await()
          .atMost(Duration.ofSeconds(15))
          .ignoreExceptions()
          .until(() -> signIn.identify(Map.of("sub", "2")).subject(), "2"::equals);
    }
  }

  @Test
  void unknownKeysDoNotMakeUsCallTheProviderEachTime() {
    Provider provider = signIn.provider();
    // Made before: they take a slow machine longer than the pause between two calls.
    List<RSAKey> unknown = Stream.generate(FakeProvider::freshKey).limit(20).toList();
    for (RSAKey key : unknown) {
      assertThatThrownBy(() -> signIn.identify(honest -> FakeProvider.signed(honest.build(), key)))
          .isInstanceOf(Problem.class);
    }

    assertThat(signIn.fake.calls()).filteredOn("/keys"::equals).hasSizeLessThan(6);
  }

  @Test
  void anEmailThatTheTokenLacksIsAskedFor() {
    signIn.fake.tellOfUser(
        Map.of("sub", "1", "email", "ann@acme.example", "email_verified", "true"));

    Identity identity = signIn.identify(Map.of("sub", "1"));

    assertThat(identity.email()).isEqualTo("ann@acme.example");
    assertThat(identity.emailVerified()).isTrue();
  }

  @Test
  void anEmailOfSomebodyElseIsRefused() {
    signIn.fake.tellOfUser(Map.of("sub", "2", "email", "bob@acme.example", "email_verified", true));

    assertProblem(() -> signIn.identify(Map.of("sub", "1")), SsoProblem.PROVIDER_ANSWER);
  }

  @Test
  void aLogoutTokenSaysWhoIsOut() {
    Provider provider = signIn.provider();

    assertThat(provider.loggedOut(signIn.fake.logoutToken(Map.of("sub", "1", "sid", "s-1"))))
        .isEqualTo(
            new Provider.LoggedOut(signIn.fake.issuer(), Optional.of("1"), Optional.of("s-1")));
  }

  @Test
  void whatIsNotALogoutTokenEndsNothing() {
    Provider provider = signIn.provider();
    JWTClaimsSet idToken =
        new JWTClaimsSet.Builder()
            .issuer(signIn.fake.issuer())
            .audience(FakeProvider.CLIENT)
            .subject("1")
            .issueTime(in(0))
            .expirationTime(in(60))
            .build();
    for (String token :
        List.of(
            signIn.fake.signed(idToken),
            signIn.fake.logoutToken(Map.of("aud", "another")),
            signIn.fake.logoutToken(Map.of("nonce", "n")),
            signIn.fake.logoutToken(Map.of("exp", in(-300))),
            new PlainJWT(idToken).serialize(),
            "token")) {
      assertThatThrownBy(() -> provider.loggedOut(token))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST));
    }
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }
}
