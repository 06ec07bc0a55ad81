package org.concierge.bearer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is no bearer of ours, by the names of the attack (AUT-01, AUT-02) or of the MicroProfile JWT
 * TCK's case. Each is made from a good one by one change, and the good one is the control.
 */
class ForgedBearersTest {
  private static final long NOW = 1_893_499_200L;

  @TempDir private Path home;
  private Bench bench;
  private User user;
  private String good;
  private ECKey key;

  @BeforeEach
  void aGoodBearer() {
    bench = new Bench(home);
    user = bench.user(Role.MEMBER);
    good = bench.logins.tokens(bench.login(user), user).accessToken();
    key = bench.keys.current();
  }

  @Test
  void theGoodOneIsTaken() throws Exception {
    assertThat(bench.bearers.verify(good).id()).isEqualTo(user.id());
    assertThat(bench.bearers.verify(signed(claims -> claims)).id()).isEqualTo(user.id());
    assertThat(bench.clock.instant().getEpochSecond()).isEqualTo(NOW);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badClaims")
  void aBearerOfOursWithOtherClaimsIsRefused(
      String name, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    refused(signed(change));
  }

  static Stream<Arguments> badClaims() {
    return Stream.of(
        bad("missing iss", claims -> claims.issuer(null)),
        bad("wrong iss", claims -> claims.issuer("https://issuer.example")),
        bad("iss with a slash more", claims -> claims.issuer(Bench.ISSUER + "/")),
        bad("missing aud", claims -> claims.audience((String) null)),
        bad("wrong aud", claims -> claims.audience("another")),
        bad("aud of several", claims -> claims.audience(List.of("concierge", "another"))),
        bad("missing exp", claims -> claims.expirationTime(null)),
        bad("expired", claims -> claims.expirationTime(new Date((NOW - 61) * 1000))),
        bad("exp as text", claims -> claims.claim("exp", "tomorrow")),
        bad("missing iat", claims -> claims.issueTime(null)),
        bad("iat in the future", claims -> claims.issueTime(new Date((NOW + 61) * 1000))),
        bad("nbf in the future", claims -> claims.notBeforeTime(new Date((NOW + 61) * 1000))),
        bad("missing sub", claims -> claims.subject(null)),
        bad("sub that is no id", claims -> claims.subject("admin")),
        bad("sub of somebody else", claims -> claims.subject(UUID.randomUUID().toString())),
        bad("missing jti", claims -> claims.jwtID(null)),
        bad("missing tenant_id", claims -> claims.claim("tenant_id", null)),
        bad("tenant_id as array", claims -> claims.claim("tenant_id", List.of("acme", "globex"))),
        bad("tenant_id as array of one", claims -> claims.claim("tenant_id", List.of("acme"))),
        bad("tenant_id as object", claims -> claims.claim("tenant_id", Map.of("id", "acme"))),
        bad("tenant_id as number", claims -> claims.claim("tenant_id", 7)),
        bad("tenant_id of another", claims -> claims.claim("tenant_id", "globex")),
        bad("tenant_id that is none", claims -> claims.claim("tenant_id", "../acme")),
        bad("tenant_id in capitals", claims -> claims.claim("tenant_id", "ACME")),
        bad("missing scope", claims -> claims.claim("scope", null)),
        bad("scope as array", claims -> claims.claim("scope", List.of("chat"))),
        bad("sid that is no id", claims -> claims.claim("sid", "1")),
        bad("sid of no login", claims -> claims.claim("sid", UUID.randomUUID().toString())),
        bad("missing sid", claims -> claims.claim("sid", null)));
  }

  private static Arguments bad(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
    return arguments(name, change);
  }

  /** Who signs it decides who they are; what it says about roles decides nothing. */
  @Test
  void groupsAndScopesThatTheRoleDoesNotHaveGiveNothing() throws Exception {
    String bearer =
        signed(
            claims ->
                claims
                    .claim("groups", List.of("admin", "operator", "platform"))
                    .claim("departments", List.of("board"))
                    .claim("scope", "chat keys users platform settings"));

    assertThat(bench.bearers.verify(bearer).scopes())
        .isEqualTo(Set.of(org.concierge.access.Scope.CHAT));
    assertThat(bench.bearers.verify(bearer).person().orElseThrow().role()).isEqualTo(Role.MEMBER);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badHeaders")
  void aBearerWithAnotherHeaderIsRefused(String name, UnaryOperator<JWSHeader.Builder> change)
      throws Exception {
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID(key.getKeyID());
    refused(signed(change.apply(header).build(), new ECDSASigner(key)));
  }

  static Stream<Arguments> badHeaders() throws Exception {
    ECKey own = new ECKeyGenerator(Curve.P_256).generate();
    return Stream.of(
        header("unknown kid", header -> header.keyID("unknown")),
        header("kid that is a path", header -> header.keyID("../../../dev/null")),
        header("kid that is a statement", header -> header.keyID("' or '1'='1")),
        header("missing kid", header -> header.keyID(null)),
        header("missing typ", header -> header.type(null)),
        header("wrong typ", header -> header.type(new JOSEObjectType("logout+jwt"))),
        header("jku", header -> header.jwkURL(URI.create("https://evil.example/jwks"))),
        header("x5u", header -> header.x509CertURL(URI.create("https://evil.example/x5u"))),
        header("jwk", header -> header.jwk(own.toPublicJWK())),
        header("crit", header -> header.criticalParams(Set.of("exp")).customParam("exp", 1)),
        header("nested", header -> header.contentType("JWT")));
  }

  private static Arguments header(String name, UnaryOperator<JWSHeader.Builder> change) {
    return arguments(name, change);
  }

  @Test
  void algNoneIsRefused() {
    for (String alg : List.of("none", "None", "NONE", "nOnE")) {
      String header = encoded("{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}");
      refused(header + "." + good.split("\\.")[1] + ".");
      refused(header + "." + good.split("\\.")[1] + "." + good.split("\\.")[2]);
    }
  }

  @Test
  void hs256WithThePublicKeyIsRefused() throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    refused(signed(header, new MACSigner(key.toECPublicKey().getEncoded())));
    refused(signed(header, new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8))));
  }

  @Test
  void rs256IsRefused() throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    refused(signed(header, new RSASSASigner(new RSAKeyGenerator(2048).generate())));
  }

  @Test
  void anotherKeyUnderOurIdIsRefused() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_256).generate();
    refused(
        signed(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            new ECDSASigner(other)));
  }

  @Test
  void badSignaturesAreRefused() {
    String[] parts = good.split("\\.");
    String head = parts[0] + "." + parts[1] + ".";
    refused(head);
    refused(head + "AAAA");
    refused(head + "A".repeat(86));
    refused(head + new StringBuilder(parts[2]).reverse());
    refused(parts[0] + "." + encoded("{\"sub\":\"" + user.id() + "\"}") + "." + parts[2]);
    byte[] half = Base64.getUrlDecoder().decode(parts[2]);
    half[5] ^= 1;
    refused(head + Base64.getUrlEncoder().withoutPadding().encodeToString(half));
  }

  @Test
  void whatHasNotTheFormOfOneIsRefused() throws Exception {
    refused(good + "." + good);
    refused(good + "," + good);
    refused(good + " ");
    refused(good + "=");
    refused("eyJ..");
    refused("eyJhbGciOiJFUzI1NiJ9.e30.e30");
    refused(encoded("{\"alg\":\"ES256\",\"alg\":\"none\"}") + "." + good.split("\\.", 2)[1]);
  }

  @Test
  void ahugeOneIsRefused() throws Exception {
    refused(signed(claims -> claims.claim("departments", "d".repeat(8_000))));
    refused("eyJ" + "a".repeat(10_000_000) + ".a.a");
  }

  @Test
  void aMinuteOfDifferentClocksIsNoForgery() throws Exception {
    assertThat(
            bench.bearers.verify(
                signed(claims -> claims.expirationTime(new Date((NOW - 59) * 1000)))))
        .isNotNull();
    assertThat(
            bench.bearers.verify(signed(claims -> claims.issueTime(new Date((NOW + 59) * 1000)))))
        .isNotNull();
  }

  private void refused(String bearer) {
    Problem problem = catchThrowableOfType(Problem.class, () -> bench.bearers.verify(bearer));
    assertThat(problem).as(bearer.substring(0, Math.min(200, bearer.length()))).isNotNull();
    assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(problem.detail()).isEqualTo("The credential is unknown, expired or revoked.");
  }

  private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder(SignedJWT.parse(good).getJWTClaimsSet());
    SignedJWT jwt = new SignedJWT(SignedJWT.parse(good).getHeader(), change.apply(claims).build());
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  private String signed(JWSHeader header, JWSSigner signer) throws Exception {
    SignedJWT jwt = new SignedJWT(header, SignedJWT.parse(good).getJWTClaimsSet());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
