package org.concierge.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.it.RouteSamples.Sample;

/**
 * Calls every route that the running server names, by every kind of caller, and keeps what each was
 * answered. It judges nothing: that is what the tests do, over the whole record.
 */
final class IsolationWalk {
  /** The same in each request, so that answers can be compared byte for byte. */
  private static final String REQUEST_ID = "the-walk";

  /** Just below what our script lets WildFly take: above it the server itself refuses. */
  private static final long HUGE = 1_000_000_000;

  /** Of the clock and the transfer: what an answer holds is compared by its body. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("date", "connection", "content-length", "transfer-encoding");

  private final TestInstallation installation;
  private final FurnishedTenant caller;
  private final FurnishedTenant other;
  private final Map<Role, String> bearers;
  private final Map<String, String> badBearers;
  private final List<Call> calls = new ArrayList<>();

  /** Who calls, and with what intent. */
  enum Kind {
    STRANGER,
    BAD_CREDENTIAL,
    OTHER_SCOPE,
    OWNER,
    SELECTING,
    FOREIGN_ID,
    UNKNOWN_ID
  }

  /**
   * A call and its answer.
   *
   * @param variant what sets it apart from others of its kind
   * @param head status and those headers that are not the clock's or the connection's
   */
  record Call(Route route, Kind kind, String variant, int status, String head, String body) {
    /** What a caller can tell two answers apart by. */
    String answer() {
      return head + "\n" + body;
    }

    @Override
    public String toString() {
      String answer = answer();
      String shown = answer.substring(0, Math.min(500, answer.length()));
      return "\n" + route + " as " + kind + " (" + variant + ") -> " + shown;
    }
  }

  /**
   * @param caller calls; nothing of {@code other} may reach it
   */
  IsolationWalk(FurnishedTenant caller, FurnishedTenant other) {
    this.installation = caller.installation();
    this.caller = caller;
    this.other = other;
    try (People people = new People(installation)) {
      bearers = people.bearers(caller.id());
      User admin = people.create(caller.id(), Role.ADMIN);
      String good = people.bearer(admin);
      String none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + good.split("\\.")[1] + ".";
      badBearers =
          Map.of(
              "expired bearer", people.expiredBearer(admin),
              "bearer of another issuer", people.bearerOfAnotherIssuer(admin),
              "alg none", none);
    }
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Strangers and intruders first; the caller's own calls come last, since one is a DELETE. */
  void over(List<Route> routes) {
    for (Route route : routes) {
      Sample sample = RouteSamples.of(route, caller);
      strangers(route, sample);
      if (!route.open()) {
        badCredentials(route, sample);
        otherScopes(route, sample);
        if (!route.isPlatforms()) {
          selecting(route, sample);
        }
      }
      if (route.hasId() && !route.isPlatforms()) {
        ids(route, sample);
      }
    }
    // Naming one's own tenant changes nothing.
    for (Route route : routes) {
      Api owner = RouteSamples.owner(route, caller).withTenant(caller.id());
      String id = route.hasId() ? RouteIds.id(route, caller) : "";
      if (route.method().equals("DELETE")) {
        id = RouteIds.spareId(route, caller);
      }
      Sample sample = RouteSamples.of(route, caller);
      Api by = route.isPlatforms() ? api().withBearer(bearers.get(Role.OPERATOR)) : owner;
      add(route, Kind.OWNER, "", RouteSamples.call(by, route, id, "", sample, ""));
    }
  }

  private void strangers(Route route, Sample sample) {
    Api nobody = api();
    String id = route.hasId() ? RouteIds.id(route, caller) : "";
    add(route, Kind.STRANGER, "plain", RouteSamples.call(nobody, route, id, "", sample, ""));
    String unknown = UUID.randomUUID().toString();
    add(
        route,
        Kind.STRANGER,
        "unknown id",
        RouteSamples.call(nobody, route, unknown, "", sample, ""));
    add(route, Kind.STRANGER, "no id", RouteSamples.call(nobody, route, "no-id", "", sample, ""));
    String query = "?limit=-1&cursor=x&tenant=" + other.id();
    add(route, Kind.STRANGER, "bad query", RouteSamples.call(nobody, route, id, query, sample, ""));
    // Of other methods the server itself refuses a body, before anybody is asked who calls.
    if (!List.of("GET", "DELETE").contains(route.method())) {
      Sample broken = new Sample(RouteSamples.JSON, "{\"message\": ");
      Sample xml = new Sample("text/xml", "<a/>");
      add(
          route,
          Kind.STRANGER,
          "broken body",
          RouteSamples.call(nobody, route, id, "", broken, ""));
      add(route, Kind.STRANGER, "other type", RouteSamples.call(nobody, route, id, "", xml, ""));
      // A form that anybody may send is read by the server itself.
      if (!route.open() || sample.type().equals(RouteSamples.JSON)) {
        huge(route, sample, id);
      }
    }
  }

  /** Promises a gigabyte and sends their begin: the answer must not wait for the rest. */
  private void huge(Route route, Sample sample, String id) {
    String type = sample.type().isEmpty() ? RouteSamples.JSON : sample.type();
    List<String> head =
        List.of(
            route.method() + " " + route.address().replaceFirst("\\{[^}]*}", id) + " HTTP/1.1",
            "Accept: " + (route.accept().isEmpty() ? "*/*" : route.accept()),
            "Content-Type: " + type,
            "Content-Length: " + HUGE,
            "X-Request-Id: " + REQUEST_ID);
    RawHttp.Reply reply =
        RawHttp.send(installation.url(), String.join("\r\n", head), "{".repeat(70_000));
    int end = reply.text().indexOf("\r\n\r\n");
    String body = end < 0 ? "" : reply.text().substring(end + 4);
    calls.add(
        new Call(route, Kind.STRANGER, "huge body", reply.status(), "" + reply.status(), body));
  }

  private void badCredentials(Route route, Sample sample) {
    String key = caller.access().adminKey();
    String changed = key.substring(0, key.length() - 1) + (key.endsWith("x") ? "y" : "x");
    Map<String, Api> callers = new LinkedHashMap<>();
    callers.put("unknown", api().withKey(changed));
    callers.put("lower case", api().withKey(key.toLowerCase(Locale.ROOT)));
    callers.put("prefix alone", api().withKey(key.substring(0, 11)));
    callers.put("empty", api().withKey(""));
    callers.put("long", api().withKey("k".repeat(5_000)));
    callers.put("wildcard", api().withKey("%"));
    callers.put("basic", api().with("Authorization", "Basic YWRtaW46YWRtaW4="));
    callers.put("no token", api().withBearer("eyJhbGciOiJub25lIn0.eyJ0ZW5hbnRfaWQiOiJhIn0."));
    callers.put("two", api().withKey(key).withBearer(other.access().adminKey()));
    callers.put("cookie", api().with("Cookie", "X-API-Key=" + key));
    badBearers.forEach((name, bearer) -> callers.put(name, api().withBearer(bearer)));
    String id = route.hasId() ? RouteIds.id(route, caller) : "";
    callers.forEach(
        (name, api) ->
            add(
                route,
                Kind.BAD_CREDENTIAL,
                name,
                RouteSamples.call(api, route, id, "", sample, "")));
    String query = "?api_key=" + key + "&key=" + key + "&X-API-Key=" + key;
    add(
        route,
        Kind.BAD_CREDENTIAL,
        "query",
        RouteSamples.call(api(), route, id, query, sample, ""));
  }

  /** With those of the tenant's keys that lack a scope of the route; the body is not even read. */
  private void otherScopes(Route route, Sample sample) {
    Map<String, List<String>> scopes =
        Map.of("chat", List.of("chat", "documents:read"), "upload", List.of("documents:write"));
    String id = route.hasId() ? RouteIds.id(route, caller) : "";
    Sample broken = sample.type().isEmpty() ? sample : new Sample(sample.type(), "{");
    for (String key : List.of("chat", "upload")) {
      if (!scopes.get(key).containsAll(route.scopes())) {
        Api api = caller.keys().get(key).with("X-Request-Id", REQUEST_ID);
        add(route, Kind.OTHER_SCOPE, key, RouteSamples.call(api, route, id, "", broken, ""));
      }
    }
  }

  private void selecting(Route route, Sample sample) {
    String id = route.hasId() ? RouteIds.id(route, caller) : "";
    Api owner = RouteSamples.owner(route, caller).with("X-Request-Id", REQUEST_ID);
    for (Selection selection : Selection.of(caller.id(), other.id())) {
      if (selection.fits(sample)) {
        Api api = owner;
        for (String header : selection.headers()) {
          api = api.withTenant(header);
        }
        String naming =
            selection.needsBody()
                ? RouteSamples.naming(sample, selection.json(), selection.field())
                : "";
        Answer answer = RouteSamples.call(api, route, id, selection.query(), sample, naming);
        String variant = selection.shape() + (selection.conflicting() ? ": 400" : ": 403");
        add(route, Kind.SELECTING, variant, answer);
      }
    }
  }

  /** Whoever asks: an id of the other tenant is answered like one that nobody has. */
  private void ids(Route route, Sample sample) {
    Map<String, Api> callers = new LinkedHashMap<>(caller.keys());
    bearers.forEach((role, bearer) -> callers.put("person " + role, api().withBearer(bearer)));
    callers.put("nobody", api());
    String foreign = RouteIds.id(route, other);
    callers.forEach(
        (name, given) -> {
          Api api = given.with("X-Request-Id", REQUEST_ID);
          for (String id : List.of(foreign, foreign.toUpperCase(Locale.ROOT))) {
            add(route, Kind.FOREIGN_ID, name, RouteSamples.call(api, route, id, "", sample, ""));
          }
          for (String id : List.of(UUID.randomUUID().toString(), "1-1-1-1-1", "no-id")) {
            add(route, Kind.UNKNOWN_ID, name, RouteSamples.call(api, route, id, "", sample, ""));
          }
        });
  }

  private Api api() {
    return installation.api().with("X-Request-Id", REQUEST_ID);
  }

  private void add(Route route, Kind kind, String variant, Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeIf(name -> OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)));
    calls.add(
        new Call(
            route, kind, variant, answer.status(), answer.status() + " " + headers, answer.text()));
  }
}
