package org.concierge.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An OpenID provider that lies as a test tells it to, on loopback and a free port. The test itself
 * is the person at its login page: {@link #signIn} gives the address that the browser is sent to.
 */
public final class FakeProvider implements AutoCloseable {
  public static final String CLIENT = "concierge";

  private final HttpServer server;
  private final Map<String, Object> metadata = new ConcurrentHashMap<>();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile RSAKey key;
  private volatile List<RSAKey> published;
  private volatile Map<String, Object> userInfo = Map.of();
  private volatile long delayMillis;
  private volatile boolean down;

  /** Makes the ID token. */
  @FunctionalInterface
  public interface Word {
    String token(JWTClaimsSet.Builder honest) throws JOSEException;
  }

  private record Grant(Map<String, List<String>> asked, Word word) {
    String asked(String name) {
      return asked.getOrDefault(name, List.of("")).get(0);
    }
  }

  private FakeProvider(HttpServer server) {
    this.server = server;
  }

  public static FakeProvider start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    FakeProvider provider = new FakeProvider(server);
    provider.rotateKeys();
    String issuer = provider.issuer();
    provider.metadata.putAll(
        Map.of(
            "issuer",
            issuer,
            "authorization_endpoint",
            issuer + "/authorize",
            "token_endpoint",
            issuer + "/token",
            "jwks_uri",
            issuer + "/keys",
            "end_session_endpoint",
            issuer + "/end",
            "response_types_supported",
            List.of("code"),
            "subject_types_supported",
            List.of("public"),
            "id_token_signing_alg_values_supported",
            List.of("RS256", "HS256", "none")));
    server.createContext("/", provider::serve);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fake-provider");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return provider;
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it publishes of itself is otherwise from now on. */
  public void publish(String name, Object value) {
    metadata.put(name, value);
  }

  /** Each answer takes so long from now on. */
  public void slowDown(long millis) {
    delayMillis = millis;
  }

  public void breakDown(boolean broken) {
    down = broken;
  }

  /** Signs with a new key from now on, and publishes no other. */
  public void rotateKeys() {
    key = freshKey();
    published = List.of(key);
  }

  public RSAKey key() {
    return key;
  }

  /** What it says of whoever asks; before that it has no such address. */
  public void tellOfUser(Map<String, Object> claims) {
    userInfo = claims;
    publish("userinfo_endpoint", issuer() + "/userinfo");
  }

  /** The paths that were called, oldest first. */
  public List<String> calls() {
    return calls;
  }

  public static RSAKey freshKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A person signs in.
   *
   * @param authorization where the browser was sent to
   * @param claims what the provider says of them, {@code sub} at least
   * @return where the browser is sent back to
   */
  public URI signIn(URI authorization, Map<String, Object> claims) {
    return signIn(
        authorization,
        honest -> {
          claims.forEach(honest::claim);
          return signed(honest.build());
        });
  }

  /** As {@link #signIn(URI, Map)}, with any word at all. */
  public URI signIn(URI authorization, Word word) {
    String code = UUID.randomUUID().toString();
    Grant grant = new Grant(URLUtils.parseParameters(authorization.getRawQuery()), word);
    grants.put(code, grant);
    return URI.create(
        grant.asked("redirect_uri") + "?code=" + code + "&state=" + grant.asked("state"));
  }

  /** Says that somebody has logged out. */
  public String logoutToken(Map<String, Object> claims) {
    JWTClaimsSet.Builder token =
        honest()
            .jwtID(UUID.randomUUID().toString())
            .claim(
                "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    claims.forEach(token::claim);
    return signed(token.build());
  }

  public String signed(JWTClaimsSet claims) {
    return signed(claims, key);
  }

  public static String signed(JWTClaimsSet claims, RSAKey by) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(by));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet.Builder honest() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(CLIENT)
        .subject("subject")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    calls.add(path);
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      Thread.sleep(delayMillis);
      if (down) {
        answer(exchange, 500, Map.of());
        return;
      }
      switch (path) {
        case "/.well-known/openid-configuration" -> answer(exchange, 200, metadata);
        case "/keys" -> answer(exchange, 200, new JWKSet(List.copyOf(published)).toJSONObject());
        case "/userinfo" -> answer(exchange, 200, userInfo);
        case "/token" -> token(exchange, form);
        default -> answer(exchange, 404, Map.of());
      }
    } catch (InterruptedException | JOSEException e) {
      throw new IOException(e);
    } finally {
      exchange.close();
    }
  }

  private void token(HttpExchange exchange, String form) throws IOException, JOSEException {
    Map<String, List<String>> asked = URLUtils.parseParameters(form);
    Grant grant = grants.remove(asked.getOrDefault("code", List.of("")).get(0));
    if (grant == null
        || !asked.getOrDefault("redirect_uri", List.of()).contains(grant.asked("redirect_uri"))
        || !asked.containsKey("code_verifier")
        || !CodeChallenge.compute(
                CodeChallengeMethod.S256, new CodeVerifier(asked.get("code_verifier").get(0)))
            .getValue()
            .equals(grant.asked("code_challenge"))) {
      answer(exchange, 400, Map.of("error", "invalid_grant"));
      return;
    }
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("access_token", "access-token");
    response.put("token_type", "Bearer");
    JWTClaimsSet.Builder honest = honest().claim("nonce", grant.asked("nonce"));
    response.put("id_token", grant.word().token(honest));
    answer(exchange, 200, response);
  }

  private static void answer(HttpExchange exchange, int status, Map<String, Object> json)
      throws IOException {
    byte[] body = Api.JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
