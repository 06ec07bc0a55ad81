package org.concierge.it;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.concierge.it.IsolationWalk.Call;
import org.concierge.it.IsolationWalk.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The first wall, over every route that the running server has: what no credential opens, no caller
 * gets; what another tenant has, nobody finds. Each test judges the record of one walk.
 */
class TenantIsolationIT {
  /** Whoever adds one says why, there and here. */
  private static final Set<String> PUBLIC =
      Set.of(
          "GET /api/v1/health/live",
          "GET /api/v1/health/ready",
          "GET /api/v1/health/started",
          "GET /api/v1/metrics",
          "GET /api/v1/openapi.yaml",
          "GET /api/v1/api-debug/logs",
          "GET /api/v1/.well-known/jwks.json",
          "GET /api/v1/.well-known/oauth-authorization-server",
          "GET /api/v1/.well-known/agent-card.json",
          "GET /api/v1/assistants/{id}/card",
          "GET /api/v1/oauth/authorize",
          "POST /api/v1/oauth/token",
          "GET /api/v1/widget-config",
          "POST /api/v1/customer-chat",
          "POST /api/v1/inquiries",
          "POST /api/v1/auth/login",
          "POST /api/v1/auth/forgotten",
          "POST /api/v1/auth/refresh",
          "POST /api/v1/auth/invitation",
          "GET /api/v1/auth/oidc/{tenant}",
          "GET /api/v1/auth/oidc/{tenant}/callback",
          "GET /api/v1/auth/oidc/{tenant}/logout",
          "POST /api/v1/auth/oidc/{tenant}/backchannel-logout");

  /** A provider that need not be called to send a browser there. */
  private static final Map<String, String> SINGLE_SIGN_ON =
      Map.of(
          "OIDC_ISSUER", "https://github.com",
          "OIDC_CLIENT_ID", "walk",
          "OIDC_ALLOWED_DOMAINS", "example.com");

  /** There are never fewer: a walk that saw nothing must not pass. */
  private static final int ROUTES_AT_LEAST = 19;

  private static FurnishedTenant other;
  private static List<Route> routes;
  private static List<Call> calls;

  @BeforeAll
  static void walk() {
    TestInstallation installation = TestInstallation.shared();
    FurnishedTenant caller = FurnishedTenant.in(installation, "walk-one", SINGLE_SIGN_ON);
    other = FurnishedTenant.in(installation, "walk-two", Map.of());
    routes = Route.of(caller.admin().get("/api/v1/routes").json());
    IsolationWalk walk = new IsolationWalk(caller, other);
    walk.over(routes);
    calls = walk.calls();
  }

  @Test
  void everyRouteOfTheWarIsWalked() {
    assertThat(routes.stream().filter(route -> !route.isAlias()).map(Route::name))
        .containsExactlyInAnyOrderElementsOf(WarRoutes.names())
        .hasSizeGreaterThanOrEqualTo(ROUTES_AT_LEAST);
  }

  @Test
  void everyRouteIsCalledByEveryKindOfCaller() {
    Map<Route, Set<Kind>> seen =
        calls.stream().collect(groupingBy(Call::route, mapping(Call::kind, toSet())));

    assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(routes);
    seen.forEach((route, kinds) -> assertThat(kinds).as(route.toString()).containsAll(due(route)));
    assertThat(of(Kind.OTHER_SCOPE)).as("keys that lack a scope").hasSizeGreaterThan(20);
    assertThat(of(Kind.SELECTING)).hasSizeGreaterThan(100 * ROUTES_AT_LEAST);
  }

  private static Set<Kind> due(Route route) {
    if (route.open()) {
      return Set.of(Kind.STRANGER, Kind.OWNER);
    }
    if (route.isPlatforms()) {
      return Set.of(Kind.STRANGER, Kind.BAD_CREDENTIAL, Kind.OTHER_SCOPE, Kind.OWNER);
    }
    return route.hasId()
        ? Set.of(
            Kind.STRANGER,
            Kind.BAD_CREDENTIAL,
            Kind.OWNER,
            Kind.SELECTING,
            Kind.FOREIGN_ID,
            Kind.UNKNOWN_ID)
        : Set.of(Kind.STRANGER, Kind.BAD_CREDENTIAL, Kind.OWNER, Kind.SELECTING);
  }

  @Test
  void nothingElseInTheWarAnswersRequests() {
    assertThat(WarRoutes.servlets()).isEmpty();
  }

  @Test
  void onlyHealthAndTheWayInArePublic() {
    assertThat(routes.stream().filter(Route::open).map(Route::name).collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(PUBLIC);
    assertThat(of(Kind.STRANGER).filter(call -> call.status() < 300).map(c -> c.route().name()))
        .as("what a stranger is given")
        .isSubsetOf(PUBLIC);
  }

  @Test
  void withoutACredentialNothingElseIsLookedAt() {
    List<Call> refused = of(Kind.STRANGER).filter(call -> !call.route().open()).toList();

    all(refused.stream(), call -> call.status() == 401);
    // Clients of the OpenAI API look for it elsewhere in the body, at whatever address there is.
    for (boolean openAi : List.of(true, false)) {
      assertThat(
              refused.stream()
                  .filter(call -> call.route().path().startsWith(Route.API + "/v1/") == openAi)
                  .map(Call::body)
                  .distinct())
          .as("one answer for all, whatever the body, the id or the query are")
          .singleElement()
          .asString()
          .contains("urn:concierge:problem:unauthenticated");
    }
    all(
        refused.stream().filter(call -> !call.variant().equals("huge body")),
        call ->
            call.head().contains("application/problem+json")
                && call.head().contains("[Bearer realm="));
  }

  @Test
  void aBadCredentialIsAsGoodAsNone() {
    all(
        of(Kind.BAD_CREDENTIAL),
        call ->
            call.status() == 401 && call.body().contains("urn:concierge:problem:unauthenticated"));
  }

  @Test
  void aKeyWithoutTheScopeIsRefusedBeforeTheBodyIsRead() {
    all(
        of(Kind.OTHER_SCOPE),
        call -> call.status() == 403 && call.body().contains("lacks the scope"));
  }

  @Test
  void noOtherTenantCanBeSelected() {
    all(of(Kind.SELECTING), call -> call.variant().endsWith(": " + call.status()));
  }

  @Test
  void aTenantThatExistsIsRefusedLikeOneThatDoesNot() {
    Map<String, Set<String>> answers =
        of(Kind.SELECTING)
            .collect(
                groupingBy(
                    call -> call.route() + " " + call.variant(), mapping(Call::answer, toSet())));

    answers.forEach((shape, different) -> assertThat(different).as(shape).hasSize(1));
  }

  @Test
  void aForeignIdIsAnsweredLikeOneThatDoesNotExist() {
    Map<String, Set<String>> answers =
        calls.stream()
            .filter(call -> call.kind() == Kind.FOREIGN_ID || call.kind() == Kind.UNKNOWN_ID)
            .collect(
                groupingBy(
                    call -> call.route() + " by " + call.variant(),
                    mapping(Call::answer, toSet())));

    answers.forEach((asked, different) -> assertThat(different).as(asked).hasSize(1));
    all(
        of(Kind.FOREIGN_ID).filter(call -> call.variant().equals("admin")),
        call -> call.status() == 404);
    all(of(Kind.FOREIGN_ID), call -> call.status() >= 400);
  }

  /** The control: the walk knows how each route is called. */
  @Test
  void theOwnerIsServedByEveryRoute() {
    all(
        of(Kind.OWNER)
            .filter(call -> !call.route().path().endsWith("/backchannel-logout"))
            // Ask for a login of their own, which no credential of the API stands for.
            .filter(call -> !call.route().path().matches(".*/(api-debug/logs|metrics)"))
            .filter(call -> !RouteIds.needsAState(call.route())),
        call -> call.status() >= 200 && call.status() < 400);
    all(
        of(Kind.OWNER).filter(call -> RouteIds.needsAState(call.route())),
        call -> Set.of(404, 409).contains(call.status()));
    assertThat(
            of(Kind.OWNER).filter(call -> call.body().contains(FurnishedTenant.canary("walk-one"))))
        .as("answers that hold what the owner has stored")
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void anAliasAnswersAsItsOriginal() {
    Map<String, Set<String>> answers =
        calls.stream()
            .filter(call -> call.kind() != Kind.OWNER)
            .collect(
                groupingBy(
                    call ->
                        call.route().name() + call.route().accept() + call.kind() + call.variant(),
                    mapping(TenantIsolationIT::comparable, toSet())));

    assertThat(routes).filteredOn(Route::isAlias).hasSizeGreaterThanOrEqualTo(7);
    answers.forEach((name, different) -> assertThat(different).as(name).hasSize(1));
  }

  /**
   * Each bearer and each turn is another one; how an empty body is framed, a server decides as it
   * likes.
   */
  private static String comparable(Call call) {
    return call.answer()
        .replaceAll("eyJ[A-Za-z0-9._-]+", "a bearer")
        .replaceAll("\"turn_id\":\"[0-9a-f-]+\"", "a turn")
        .replaceAll("(content-length|transfer-encoding)=\\[(0|chunked)], ", "");
  }

  @Test
  void nothingOfTheOtherTenantIsEverAnswered() {
    for (String canary : other.canaries()) {
      all(calls.stream(), call -> !call.answer().contains(canary));
    }
    // That there is such a tenant, its operator is told and nobody else.
    all(
        calls.stream().filter(call -> !call.route().isPlatforms() || call.kind() != Kind.OWNER),
        call -> !call.answer().contains(other.id()));
    assertThat(other.admin().get("/api/v1/documents/" + other.documentId()).text())
        .as("the other tenant has kept what it had")
        .contains(other.word());
  }

  /** Shows those that are not as they should be, not the hundreds that are. */
  private static void all(Stream<Call> judged, Predicate<Call> good) {
    List<Call> found = judged.toList();
    assertThat(found).isNotEmpty();
    assertThat(found.stream().filter(good.negate()).limit(5)).isEmpty();
  }

  private static Stream<Call> of(Kind kind) {
    return calls.stream().filter(call -> call.kind() == kind);
  }
}
