package org.concierge.it;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a GitHub of one's own has for signing in, on loopback and a free port. */
final class FakeGitHub implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Map<String, List<String>>> asked = new ConcurrentHashMap<>();
  private volatile long id = 1;
  private volatile List<Map<String, Object>> emails = List.of();

  private FakeGitHub(HttpServer server) {
    this.server = server;
  }

  static FakeGitHub start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    FakeGitHub fake = new FakeGitHub(server);
    server.createContext("/login/oauth/access_token", fake::token);
    server.createContext(
        "/api/v3/user", exchange -> fake.api(exchange, Map.of("id", fake.id, "login", "ann")));
    server.createContext("/api/v3/user/emails", exchange -> fake.api(exchange, fake.emails));
    server.start();
    return fake;
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Who signs in from now on. */
  void is(long newId, List<Map<String, Object>> newEmails) {
    id = newId;
    emails = newEmails;
  }

  static Map<String, Object> email(String address, boolean primary, boolean verified) {
    return Map.of("email", address, "primary", primary, "verified", verified);
  }

  URI signIn(URI authorization) {
    Map<String, List<String>> query = URLUtils.parseParameters(authorization.getRawQuery());
    String code = UUID.randomUUID().toString();
    asked.put(code, query);
    return URI.create(
        query.get("redirect_uri").get(0) + "?code=" + code + "&state=" + query.get("state").get(0));
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, List<String>> form =
        URLUtils.parseParameters(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, List<String>> query = asked.remove(form.get("code").get(0));
    CodeVerifier verifier = new CodeVerifier(form.get("code_verifier").get(0));
    boolean good =
        query != null
            && form.get("client_secret").contains("client-secret")
            && CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                .getValue()
                .equals(query.get("code_challenge").get(0));
    // Also what fails is answered 200 there.
    answer(
        exchange,
        good
            ? Map.of("access_token", "gho_token", "token_type", "bearer", "scope", "read:user")
            : Map.of("error", "bad_verification_code"));
  }

  private void api(HttpExchange exchange, Object body) throws IOException {
    boolean known =
        "Bearer gho_token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(exchange, known ? body : Map.of("message", "Bad credentials"));
  }

  private static void answer(HttpExchange exchange, Object json) throws IOException {
    byte[] body = Api.JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
