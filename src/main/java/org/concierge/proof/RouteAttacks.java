package org.concierge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.concierge.access.KeyKind;
import org.concierge.proof.Certificate.RouteProof;
import org.concierge.proof.ProbeClient.Call;
import org.concierge.proof.ProbeClient.Reply;

/**
 * Calls each route that the running server names: without a credential, with one tenant's
 * credentials naming the other tenant, and with each id of the other tenant beside one that nobody
 * has. All calls are made by one probe against the other, so none can do harm.
 */
final class RouteAttacks {
  /** What a stranger may be told: that he is one, that there is nothing, that he asks too often. */
  private static final Set<Integer> REFUSED = Set.of(401, 403, 404, 429);

  private final ProbeClient client;
  private final Probe attacker;
  private final Probe victim;

  RouteAttacks(ProbeClient client, Probe attacker, Probe victim) {
    this.client = client;
    this.attacker = attacker;
    this.victim = victim;
  }

  /** A route as the server describes it. */
  private record Route(
      String method, String path, List<String> scopes, boolean tenantBound, String reason) {
    static Route of(JsonNode json) {
      return new Route(
          json.path("method").asText(),
          json.path("path").asText(),
          StreamSupport.stream(json.path("scopes").spliterator(), false)
              .map(JsonNode::asText)
              .toList(),
          json.path("tenant_bound").asBoolean(),
          json.path("reason").asText(""));
    }

    boolean hasId() {
      return path.contains("{");
    }

    boolean isOpen() {
      return !reason.isEmpty();
    }

    String body() {
      return Set.of("POST", "PUT", "PATCH").contains(method) ? "{}" : "";
    }

    String rule() {
      if (isOpen()) {
        return "public: " + reason;
      }
      return tenantBound
          ? "the credential's tenant alone, by interceptor, predicate and row security"
          : "the installation's operator alone";
    }

    String with(String id) {
      return path.replaceFirst("\\{[^}]*}", id);
    }
  }

  /** Every route, in the server's order. */
  List<RouteProof> run() {
    List<Route> routes =
        StreamSupport.stream(
                client
                    .send(Call.get("/api/v1/routes", attacker.admin()))
                    .json()
                    .path("items")
                    .spliterator(),
                false)
            .map(Route::of)
            .toList();
    List<String> lists =
        routes.stream()
            .filter(route -> route.method().equals("GET") && !route.hasId() && !route.isOpen())
            .map(Route::path)
            .toList();
    List<String> own = victim.ids(client, lists).stream().toList();
    Set<String> shared = attacker.ids(client, lists);
    List<String> foreign = own.stream().filter(id -> !shared.contains(id)).toList();
    List<RouteProof> proofs = new ArrayList<>();
    for (Route route : routes) {
      proofs.add(attack(route, foreign));
    }
    return proofs;
  }

  private RouteProof attack(Route route, List<String> foreign) {
    List<String> breaches = new ArrayList<>();
    int attacks = 0;
    if (!route.isOpen()) {
      attacks += strangers(route, foreign, breaches);
      if (route.tenantBound()) {
        attacks += selecting(route, breaches);
        attacks += route.hasId() ? ids(route, foreign, breaches) : lists(route, foreign, breaches);
      }
    }
    return new RouteProof(
        route.method(), route.path(), route.scopes(), route.rule(), attacks, breaches);
  }

  private int strangers(Route route, List<String> foreign, List<String> breaches) {
    String id = foreign.isEmpty() ? UUID.randomUUID().toString() : foreign.get(0);
    Reply reply = client.send(new Call(route.method(), route.with(id), "", route.body(), ""));
    if (!REFUSED.contains(reply.status())) {
      breaches.add("without a credential it answers " + reply.status());
    }
    return 1;
  }

  /** Names the other tenant beside a good credential. */
  private int selecting(Route route, List<String> breaches) {
    String path = route.with(UUID.randomUUID().toString());
    List<Call> calls =
        List.of(
            new Call(route.method(), path, attacker.admin(), route.body(), victim.id().value()),
            new Call(
                route.method(),
                path + "?tenant=" + victim.id(),
                attacker.admin(),
                route.body(),
                ""));
    for (Call call : calls) {
      Reply reply = client.send(call);
      if (reply.status() < 400 || reply.body().contains(victim.word())) {
        breaches.add("naming another tenant it answers " + reply.status());
      }
    }
    return calls.size();
  }

  /** An id of the other tenant is answered like one that nobody has. */
  private int ids(Route route, List<String> foreign, List<String> breaches) {
    List<String> keys =
        Stream.of(KeyKind.ADMIN, KeyKind.CHAT, KeyKind.UPLOAD).map(attacker::key).toList();
    for (String key : keys) {
      String unknown = UUID.randomUUID().toString();
      Reply usual = client.send(call(route, unknown, key));
      for (String id : foreign) {
        Reply reply = client.send(call(route, id, key));
        boolean same =
            reply.status() == usual.status()
                && reply.body().replace(id, "").equals(usual.body().replace(unknown, ""));
        if (!same || reply.status() < 400 || reply.body().contains(victim.word())) {
          breaches.add(
              "an id of another tenant is answered "
                  + reply.status()
                  + ", one that nobody has "
                  + usual.status());
        }
      }
    }
    return keys.size() * foreign.size();
  }

  private static Call call(Route route, String id, String key) {
    return new Call(route.method(), route.with(id), key, route.body(), "");
  }

  /** Nothing of the other tenant stands in what the own administrator is shown. */
  private int lists(Route route, List<String> foreign, List<String> breaches) {
    if (!route.method().equals("GET")) {
      return 0;
    }
    Reply reply = client.send(Call.get(route.path(), attacker.admin()));
    if (reply.body().contains(victim.word())) {
      breaches.add("it shows another tenant's content");
    }
    if (foreign.stream().anyMatch(reply.body()::contains)) {
      breaches.add("it shows another tenant's ids");
    }
    return 1;
  }
}
