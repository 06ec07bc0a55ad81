package org.concierge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.bearer.Login;
import org.concierge.bearer.Tokens;
import org.concierge.identity.User;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a bearer opens, until when, and what nobody is fooled by. */
class BearerIT {
  private static final String JWKS = "/.well-known/jwks.json";

  /** What the product promises. */
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static TestTenant other;
  private static People people;

  @BeforeAll
  static void tenants() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "bearer", Map.of());
    other = TestTenant.fast(installation, "bearer-other", Map.of());
    people = new People(installation);
  }

  @AfterAll
  static void close() {
    people.close();
  }

  @Test
  void aBearerOpensWhatItsPersonsRoleDoes() {
    Api member = people.as(people.create(tenant.id(), Role.MEMBER));
    Api viewer = people.as(people.create(tenant.id(), Role.VIEWER));
    Api admin = people.as(people.create(tenant.id(), Role.ADMIN));

    assertThat(member.post("/api/v1/search", Map.of("query", "a")).status()).isEqualTo(200);
    assertThat(member.get("/api/v1/keys").status()).isEqualTo(403);
    assertThat(viewer.post("/api/v1/search", Map.of("query", "a")).status()).isEqualTo(403);
    assertThat(admin.get("/api/v1/keys").status()).isEqualTo(200);
  }

  @Test
  void aBearerSaysWhatTheContractPromises() throws Exception {
    User user = people.create(tenant.id(), Role.MEMBER);
    JsonNode claims = claims(people.bearer(user));

    assertThat(claims.path("iss").asText()).isEqualTo(installation.url().toString());
    assertThat(claims.path("aud").asText()).isEqualTo("concierge");
    assertThat(claims.path("sub").asText()).isEqualTo(user.id().toString());
    assertThat(claims.path("tenant_id").asText()).isEqualTo(tenant.id());
    assertThat(claims.path("groups").toString()).isEqualTo("[\"member\"]");
    assertThat(claims.path("scope").asText()).isEqualTo("chat documents:read");
    assertThat(claims.path("jti").asText()).isNotEmpty();
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(900);
  }

  @Test
  void aBearerDoesNotOpenAnotherTenant() {
    Api member = people.as(people.create(tenant.id(), Role.MEMBER));

    assertThat(member.withTenant(other.id()).get("/api/v1/documents").status()).isEqualTo(403);
    assertThat(member.withTenant(tenant.id()).get("/api/v1/documents").status()).isEqualTo(200);
  }

  @Test
  void whatWeHaveNotSignedOpensNothing() throws Exception {
    User user = people.create(tenant.id(), Role.MEMBER);
    String good = people.bearer(user);
    assertThat(documents(good)).as("the control").isEqualTo(200);

    for (String bad :
        List.of(
            unsigned(good),
            withHmacOfThePublicKey(good),
            altered(good, "\"member\"", "\"admin\""),
            altered(good, tenant.id(), other.id()),
            altered(good, user.id().toString(), "00000000-0000-0000-0000-000000000000"),
            people.expiredBearer(user),
            people.bearerOfAnotherIssuer(user),
            good + "x",
            good + "." + good,
            good.substring(0, good.length() - 4))) {
      assertThat(documents(bad)).as(bad).isEqualTo(401);
    }
    Answer two = installation.api().withBearer(good).withBearer(people.bearer(user)).get("/chat");
    assertThat(two.status()).isEqualTo(401);
  }

  @Test
  void thePublicKeysAreWellKnown() throws Exception {
    people.bearer(people.create(tenant.id(), Role.MEMBER));
    Answer answer = installation.api().get(JWKS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(answer.text()).isEqualTo(installation.api().get("/api/v1" + JWKS).text());
    assertThat(answer.json().path("keys")).isNotEmpty();
    for (JsonNode key : answer.json().path("keys")) {
      assertThat(key.has("d")).as("a private part").isFalse();
      assertThat(key.path("alg").asText()).isEqualTo("ES256");
    }
  }

  @Test
  void aBearerSignedBeforeTheKeysWereRotatedIsStillTaken() throws Exception {
    User user = people.create(tenant.id(), Role.MEMBER);
    String before = people.bearer(user);
    assertThat(documents(before)).isEqualTo(200);

    String kid = people.keys().rotate();
    String after = people.bearer(user);

    assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(kid);
    await().atMost(Duration.ofSeconds(20)).until(() -> documents(after) == 200);
    assertThat(documents(before)).isEqualTo(200);
    assertThat(installation.api().get(JWKS).text())
        .contains(kid, SignedJWT.parse(before).getHeader().getKeyID());
  }

  @Test
  void whatEndsALoginEndsItsBearers() {
    User out = people.create(tenant.id(), Role.MEMBER);
    Login login = people.login(out);
    String ended = people.logins().tokens(login, out).accessToken();
    User everywhere = people.create(tenant.id(), Role.MEMBER);
    String outEverywhere = people.bearer(everywhere);
    User disabled = people.create(tenant.id(), Role.MEMBER);
    String ofDisabled = people.bearer(disabled);
    for (String bearer : List.of(ended, outEverywhere, ofDisabled)) {
      assertThat(documents(bearer)).isEqualTo(200);
    }

    people.logins().end(out.tenant(), login.id());
    people.users().endCredentials(everywhere.tenant(), everywhere.id());
    people.users().disable(Caller.commandLine(disabled.tenant()), disabled.id());

    for (String bearer : List.of(ended, outEverywhere, ofDisabled)) {
      await().atMost(A_MINUTE).until(() -> documents(bearer) == 401);
    }
    assertThat(documents(people.bearer(everywhere))).as("a login after that").isEqualTo(200);
  }

  @Test
  void aRefreshTokenUsedTwiceEndsItsLogin() {
    User user = people.create(tenant.id(), Role.MEMBER);
    Tokens first = people.logins().tokens(people.login(user), user);
    Tokens second = people.logins().refresh(first.refreshToken());
    assertThat(documents(second.accessToken())).isEqualTo(200);

    assertThat(refusal(first.refreshToken())).isNotNull();

    assertThat(refusal(second.refreshToken())).as("the thief's too").isNotNull();
    await().atMost(A_MINUTE).until(() -> documents(second.accessToken()) == 401);
  }

  @Test
  void ofManyRefreshesAtOnceOneAtMostSucceedsAndTheLoginEnds() throws Exception {
    User user = people.create(tenant.id(), Role.MEMBER);
    Login login = people.login(user);
    Tokens tokens = people.logins().tokens(login, user);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> refresh = () -> refusal(tokens.refreshToken()) == null;
      int succeeded = 0;
      for (Future<Boolean> done : threads.invokeAll(java.util.Collections.nCopies(8, refresh))) {
        succeeded += done.get() ? 1 : 0;
      }
      assertThat(succeeded).isLessThanOrEqualTo(1);
    } finally {
      threads.shutdown();
    }
    assertThat(people.logins().of(user.tenant(), user.id())).isEmpty();
  }

  private static Problem refusal(String refreshToken) {
    return catchThrowableOfType(Problem.class, () -> people.logins().refresh(refreshToken));
  }

  private static int documents(String bearer) {
    return installation.api().withBearer(bearer).get("/api/v1/documents").status();
  }

  private static JsonNode claims(String bearer) throws Exception {
    return Api.JSON.readTree(Base64.getUrlDecoder().decode(bearer.split("\\.")[1]));
  }

  private static String unsigned(String bearer) {
    return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + bearer.split("\\.")[1] + ".";
  }

  /** The old confusion: a verifier that lets the header choose takes the public key as a secret. */
  private static String withHmacOfThePublicKey(String bearer) throws Exception {
    String kid = SignedJWT.parse(bearer).getHeader().getKeyID();
    ECKey key = JWKSet.parse(installation.api().get(JWKS).text()).getKeyByKeyId(kid).toECKey();
    SignedJWT forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(),
            SignedJWT.parse(bearer).getJWTClaimsSet());
    forged.sign(new MACSigner(key.toECPublicKey().getEncoded()));
    return forged.serialize();
  }

  private static String altered(String bearer, String from, String to) {
    String[] parts = bearer.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    assertThat(claims).contains(from);
    return parts[0] + "." + encoded(claims.replace(from, to)) + "." + parts[2];
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
