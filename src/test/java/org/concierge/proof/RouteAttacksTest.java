package org.concierge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concierge.access.KeyKind;
import org.concierge.proof.Certificate.RouteProof;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that leak, each in its own way, and one that does not. */
class RouteAttacksTest {
  private static final String ROUTES =
      """
      {"items": [
        {"method": "GET", "path": "/api/v1/documents", "scopes": ["documents:read"],
         "tenant_bound": true},
        {"method": "GET", "path": "/api/v1/documents/{id}", "scopes": ["documents:read"],
         "tenant_bound": true},
        {"method": "DELETE", "path": "/api/v1/documents/{id}", "scopes": ["documents:write"],
         "tenant_bound": true},
        {"method": "GET", "path": "/api/v1/health/live", "scopes": [], "tenant_bound": false,
         "reason": "says only that it lives"}]}
      """;

  private static final String VICTIMS = "11111111-2222-4333-8444-555555555555";
  private static final String OWN = "99999999-2222-4333-8444-555555555555";

  private final Probe attacker = probe("a");
  private final Probe victim = probe("b");
  private HttpServer server;
  private String leak = "";

  private static Probe probe(String name) {
    Map<KeyKind, String> keys =
        Map.of(
            KeyKind.ADMIN, name + "-admin",
            KeyKind.CHAT, name + "-chat",
            KeyKind.UPLOAD, name + "-upload");
    return new Probe(new TenantId("probe-" + name), keys, "canary" + name);
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-API-Key")).orElse("");
    String path = exchange.getRequestURI().getPath();
    String named =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Tenant-ID")).orElse("");
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    boolean foreign = named.endsWith("-b") || query.endsWith("-b");
    if (path.equals("/api/v1/routes")) {
      send(exchange, 200, ROUTES);
    } else if (key.isEmpty() && !leak.equals("open")) {
      send(exchange, 401, "who are you?");
    } else if (foreign && !leak.equals("selection")) {
      send(exchange, 403, "not yours");
    } else if (path.equals("/api/v1/documents")) {
      String mine = key.startsWith("b") ? VICTIMS + " canaryb" : OWN + " canarya";
      String all = leak.equals("list") ? mine + " canaryb" : mine;
      send(exchange, 200, leak.equals("ids") ? all + ' ' + VICTIMS : all);
    } else if (path.endsWith(VICTIMS) && leak.equals(exchange.getRequestMethod())) {
      send(exchange, 200, "canaryb");
    } else if (path.endsWith(VICTIMS) && leak.equals("words")) {
      send(exchange, 404, "not in your tenant");
    } else {
      send(exchange, 404, "no such document");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private List<RouteProof> attacked() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new RouteAttacks(new ProbeClient(url), attacker, victim).run();
  }

  @Test
  void aServerThatKeepsThemApartIsFoundSound() {
    List<RouteProof> proofs = attacked();

    assertThat(proofs).hasSize(4).allMatch(proof -> proof.breaches().isEmpty());
    assertThat(proofs).extracting(RouteProof::attacks).containsExactly(4, 6, 6, 0);
    assertThat(proofs.get(3).rule()).isEqualTo("public: says only that it lives");
  }

  @ParameterizedTest
  @CsvSource({
    "open, GET /api/v1/documents, without a credential it answers 200",
    "selection, GET /api/v1/documents, naming another tenant it answers 200",
    "list, GET /api/v1/documents, it shows another tenant's content",
    "GET, GET /api/v1/documents/{id}, an id of another tenant is answered 200",
    "DELETE, DELETE /api/v1/documents/{id}, an id of another tenant is answered 200",
    "words, GET /api/v1/documents/{id}, an id of another tenant is answered 404",
  })
  void eachLeakIsNamedWithItsRoute(String how, String route, String breach) {
    leak = how;

    assertThat(attacked())
        .filteredOn(proof -> (proof.method() + " " + proof.path()).equals(route))
        .flatExtracting(RouteProof::breaches)
        .anyMatch(found -> found.startsWith(breach));
  }
}
