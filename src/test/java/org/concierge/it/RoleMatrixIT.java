package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.it.RouteSamples.Sample;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What each role may call: the table in the documents is the one that the running server tells, and
 * the one that it holds to.
 */
class RoleMatrixIT {
  private static final Path TABLE = Path.of("src/doc/roles.md");

  private static FurnishedTenant tenant;
  private static List<Route> routes;
  private static final Map<Role, Api> callers = new EnumMap<>(Role.class);

  @BeforeAll
  static void onePersonOfEachRole() {
    TestInstallation installation = TestInstallation.shared();
    tenant = FurnishedTenant.in(installation, "matrix", Map.of());
    routes =
        Route.of(tenant.admin().get("/api/v1/routes").json()).stream()
            .filter(route -> !route.isAlias())
            .toList();
    try (People people = new People(installation)) {
      people
          .bearers(tenant.id())
          .forEach((role, bearer) -> callers.put(role, installation.api().withBearer(bearer)));
    }
  }

  @Test
  void theTableInTheDocumentsIsTheServers() throws IOException {
    String table =
        "| route | admin | member | viewer | operator | anybody |\n|---|---|---|---|---|---|\n"
            + routes.stream().map(RoleMatrixIT::row).distinct().collect(Collectors.joining());
    Files.writeString(Folders.BUILD.resolve("roles.md"), table);

    assertThat(Files.readString(TABLE)).as("target/roles.md is how it should be").contains(table);
  }

  private static String row(Route route) {
    StringBuilder row = new StringBuilder("| `" + route.name() + "` |");
    for (Role role : Role.values()) {
      row.append(may(role, route) ? " yes |" : " |");
    }
    return row.append(route.open() ? " yes |\n" : " |\n").toString();
  }

  private static boolean may(Role role, Route route) {
    List<String> scopes = role.scopes().stream().map(Scope::wire).toList();
    return route.open() || scopes.containsAll(route.scopes());
  }

  @Test
  void eachRoleMayCallExactlyWhatTheTableSays() {
    List<String> wrong = new ArrayList<>();
    for (Route route : routes) {
      if (!route.open()) {
        Sample sample = sample(route);
        for (Role role : Role.values()) {
          // An id that nobody has: that the call is let through is what counts, not what it finds.
          String id = route.hasId() ? UUID.randomUUID().toString() : "";
          Answer answer = RouteSamples.call(callers.get(role), route, id, "", sample, "");
          boolean refused = answer.status() == 401 || answer.status() == 403;
          if (refused == may(role, route)) {
            wrong.add(role + " " + route + " -> " + answer.status());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(callers.keySet()).containsExactlyElementsOf(Arrays.asList(Role.values()));
  }

  /** A logout that succeeds would be the last call of its caller. */
  private static Sample sample(Route route) {
    Sample sample = RouteSamples.of(route, tenant);
    return route.isPersonal() && sample.takesTenant() ? new Sample(RouteSamples.JSON, "{") : sample;
  }
}
