package org.concierge.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.concierge.it.FakeProvider;
import org.concierge.it.FakeProvider.Word;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ID tokens that must not be believed. */
class TokenForgeryTest {
  private final SampleSignIn signIn = new SampleSignIn();

  @AfterEach
  void end() {
    signIn.close();
  }

  @ParameterizedTest
  @MethodSource("lies")
  void aTokenWithAClaimThatIsWrongIsRefused(String name, UnaryOperator<JWTClaimsSet.Builder> lie) {
    refused(honest -> signIn.fake.signed(lie.apply(honest).build()));
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("another issuer", honest -> honest.issuer("https://login.example.com")),
        lie("another audience", honest -> honest.audience("another")),
        lie("an audience more", honest -> honest.audience(List.of("concierge", "another"))),
        lie("another party", honest -> honest.claim("azp", "another")),
        lie("no subject", honest -> honest.subject(null)),
        lie("no audience", honest -> honest.audience((String) null)),
        lie("no expiry", honest -> honest.expirationTime(null)),
        lie("expired", honest -> honest.expirationTime(in(-120))),
        lie("of the future", honest -> honest.issueTime(in(120))),
        lie("no time", honest -> honest.issueTime(null)),
        lie("another nonce", honest -> honest.claim("nonce", "another")),
        lie("no nonce", honest -> honest.claim("nonce", null)),
        lie(
            "of another access token",
            honest -> honest.claim("at_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng")));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void aTokenThatTheProviderHasNotSignedIsRefused(String name, Word word) {
    refused(word);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("no signature", honest -> new PlainJWT(honest.build()).serialize()),
        forgery(
            "of an unknown key",
            honest -> FakeProvider.signed(honest.build(), FakeProvider.freshKey())),
        forgery("no token", honest -> "token"),
        forgery("nothing", honest -> ""));
  }

  @Test
  void aTokenThatWasAlteredIsRefused() {
    refused(
        honest -> {
          String token = signIn.fake.signed(honest.build());
          String[] parts = token.split("\\.");
          String claims = honest.subject("another").build().toPayload().toBase64URL().toString();
          return parts[0] + "." + claims + "." + parts[2];
        });
  }

  /** The provider offers HS256, and everybody knows its public key and we our secret. */
  @ParameterizedTest
  @ValueSource(strings = {"public key", "client secret"})
  void aSignatureThatASecretCouldMakeIsRefused(String kind) {
    refused(
        honest -> {
          byte[] secret =
              kind.equals("public key")
                  ? signIn.fake.key().toRSAPublicKey().getEncoded()
                  : SampleSignIn.SECRET.getBytes(StandardCharsets.UTF_8);
          SignedJWT token =
              new SignedJWT(
                  new JWSHeader.Builder(JWSAlgorithm.HS256)
                      .keyID(signIn.fake.key().getKeyID())
                      .build(),
                  honest.build());
          token.sign(new MACSigner(secret));
          return token.serialize();
        });
  }

  @Test
  void aKeyThatTheTokenBringsAlongIsNotBelieved() {
    var own = FakeProvider.freshKey();
    refused(
        honest -> {
          SignedJWT token =
              new SignedJWT(
                  new JWSHeader.Builder(JWSAlgorithm.RS256)
                      .jwk(own.toPublicJWK())
                      .jwkURL(URI.create(signIn.fake.issuer() + "/other-keys"))
                      .build(),
                  honest.build());
          token.sign(new RSASSASigner(own));
          return token.serialize();
        });
    assertThat(signIn.fake.calls()).doesNotContain("/other-keys");
  }

  private void refused(Word word) {
    SampleSignIn.assertProblem(() -> signIn.identify(word), SsoProblem.PROVIDER_ANSWER);
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static Arguments lie(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Arguments.of(name, change);
  }

  private static Arguments forgery(String name, Word word) {
    return Arguments.of(name, word);
  }
}
