package org.concierge.it;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's users over HTTP, from their invitation to their end. */
class UsersIT {
  private static final String USERS = "/api/v1/users";
  private static final String GOOD = "correct horse battery";

  private final TestInstallation installation = TestInstallation.shared();
  private TestTenant tenant;
  private Api admin;

  @BeforeEach
  void aTenant() {
    tenant = TestTenant.fast(installation, "users", Map.of());
    admin = tenant.admin();
  }

  @Test
  void nobodyOfATenantMakesAnOperator() {
    String id = invite("op@example.com").at("/user/id").asText();

    assertThat(admin.post(USERS, Map.of("email", "o@x.example", "role", "operator")).status())
        .isEqualTo(403);
    assertThat(admin.patch(USERS + "/" + id, Map.of("role", "OPERATOR")).status()).isEqualTo(403);
    assertThat(admin.post(USERS, Map.of("email", "o@x.example", "role", "king")).status())
        .isEqualTo(400);
    assertThat(admin.get(USERS + "/" + id).json().path("role").asText()).isEqualTo("member");
  }

  @Test
  void whatNobodyMayChooseIsIgnored() {
    String id = UUID.randomUUID().toString();
    JsonNode user =
        admin
            .post(
                USERS,
                Map.of(
                    "email", "mass@example.com",
                    "id", id,
                    "status", "ACTIVE",
                    "password", GOOD,
                    "tenant", "other",
                    "created_at", "2001-01-01T00:00:00Z"))
            .json()
            .path("user");

    assertThat(user.path("id").asText()).isNotEqualTo(id);
    assertThat(user.path("status").asText()).isEqualTo("INVITED");
    assertThat(user.path("role").asText()).isEqualTo("member");
    assertThat(user.path("created_at").asText()).doesNotStartWith("2001");
    String path = USERS + "/" + user.path("id").asText();
    JsonNode changed =
        admin.patch(path, Map.of("id", id, "email", "x@y.example", "password", GOOD)).json();
    assertThat(changed).isEqualTo(user);
    assertThat(admin.patch(path, Map.of("tenant_id", "walk-one", "name", "X")).status())
        .isEqualTo(403);
  }

  @Test
  void theLastAdministratorStays() {
    String path = USERS + "/" + person(Role.ADMIN, "first@example.com").id();

    assertThat(admin.patch(path, Map.of("role", "member")).status()).isEqualTo(409);
    assertThat(admin.patch(path, Map.of("status", "DISABLED")).status()).isEqualTo(409);
    assertThat(admin.delete(path).status()).isEqualTo(409);
    person(Role.ADMIN, "second@example.com");
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.get(path).status()).isEqualTo(404);
  }

  @Test
  void aChangeThatCannotBeDoneWholeIsNotDoneInPart() {
    TestPerson last = TestPerson.in(installation, tenant.id(), "last@example.com", Role.ADMIN);
    String path = USERS + "/" + last.id();

    Answer refused = admin.patch(path, Map.of("name", "Changed", "status", "DISABLED"));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
    assertThat(admin.get(path).json().path("name").asText()).isEqualTo("Name of last@example.com");
    TestPerson.in(installation, tenant.id(), "second@example.com", Role.ADMIN);
    JsonNode both = admin.patch(path, Map.of("name", "Changed", "status", "DISABLED")).json();
    assertThat(both.path("name").asText()).isEqualTo("Changed");
    assertThat(both.path("status").asText()).isEqualTo("DISABLED");
  }

  @Test
  void twoAdministratorsCannotRemoveEachOtherAtOnce() {
    TestPerson one = person(Role.ADMIN, "one@example.com");
    TestPerson two = person(Role.ADMIN, "two@example.com");
    Api ofOne = one.api();
    Api ofTwo = two.api();

    CompletableFuture<Answer> first =
        supplyAsync(() -> ofOne.patch(USERS + "/" + two.id(), Map.of("role", "viewer")));
    CompletableFuture<Answer> second =
        supplyAsync(() -> ofTwo.patch(USERS + "/" + one.id(), Map.of("role", "viewer")));

    assertThat(List.of(first.join().status(), second.join().status())).contains(200);
    assertThat(admin.get(USERS + "?role=admin&status=active").json().path("items")).hasSize(1);
  }

  @Test
  void whoIsDisabledIsOutUntilEnabled() {
    TestPerson person = person(Role.MEMBER, "off@example.com");
    Api own = person.api();
    assertThat(own.get("/api/v1/auth/me").status()).isEqualTo(200);

    assertThat(status(person, "DISABLED")).isEqualTo("DISABLED");

    assertThat(person.login(installation.api(), person.password()).status()).isEqualTo(401);
    await().atMost(Duration.ofSeconds(60)).until(() -> own.get("/api/v1/auth/me").status() == 401);
    assertThat(status(person, "ACTIVE")).isEqualTo("ACTIVE");
    assertThat(person.login(installation.api(), person.password()).status()).isEqualTo(200);
    assertThat(own.get("/api/v1/auth/me").status()).as("the former bearer").isEqualTo(401);
  }

  @Test
  void anAdministratorEndsAllThatAUserHolds() {
    TestPerson person = person(Role.MEMBER, "out@example.com");
    Api own = person.api();

    assertThat(admin.post(USERS + "/" + person.id() + "/logout", Map.of()).status()).isEqualTo(204);

    await().atMost(Duration.ofSeconds(60)).until(() -> own.get("/api/v1/auth/me").status() == 401);
    assertThat(person.api().get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 64, 200})
  void anyCharactersMakeAPassword(int length) {
    String password = " pä\uD83D\uDD11\"'<\t" + "x y".repeat(length);
    password = password.substring(0, length);
    TestPerson person = person(Role.VIEWER, "long@example.com");
    Answer changed =
        person
            .api()
            .post(
                "/api/v1/auth/password",
                Map.of("password", person.password(), "new_password", password));

    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(person.login(installation.api(), password).status()).isEqualTo(200);
    assertThat(person.login(installation.api(), password.strip()).status()).isEqualTo(401);
    assertThat(person.login(installation.api(), password + "x").status()).isEqualTo(401);
  }

  @Test
  void theListIsFilteredAndPaged() {
    person(Role.ADMIN, "anna@example.com");
    person(Role.MEMBER, "berta@example.com");
    invite("carl@example.com");

    assertThat(emails(admin.get(USERS + "?limit=2"))).hasSize(2);
    String cursor = admin.get(USERS + "?limit=2").json().path("next_cursor").asText();
    assertThat(emails(admin.get(USERS + "?limit=2&cursor=" + cursor)))
        .containsExactly("anna@example.com");
    assertThat(emails(admin.get(USERS + "?status=invited"))).containsExactly("carl@example.com");
    assertThat(emails(admin.get(USERS + "?role=admin"))).containsExactly("anna@example.com");
    assertThat(emails(admin.get(USERS + "?q=BERT"))).containsExactly("berta@example.com");
    assertThat(emails(admin.get(USERS + "?q=%25"))).isEmpty();
    assertThat(admin.get(USERS + "?limit=0").status()).isEqualTo(400);
    assertThat(admin.get(USERS + "?cursor=x").status()).isEqualTo(400);
    assertThat(admin.get(USERS + "?status=gone").status()).isEqualTo(400);
  }

  @Test
  void onlyAdministratorsSeeUsers() {
    assertThat(person(Role.MEMBER, "m@example.com").api().get(USERS).status()).isEqualTo(403);
    assertThat(person(Role.VIEWER, "v@example.com").api().get(USERS).status()).isEqualTo(403);
    assertThat(tenant.chat().get(USERS).status()).isEqualTo(403);
    assertThat(person(Role.ADMIN, "a@example.com").api().get(USERS).status()).isEqualTo(200);
  }

  @Test
  void theSameEmailInTwoTenantsIsTwoUsers() {
    TestTenant other = TestTenant.fast(installation, "users-other", Map.of());
    String id = invite("both@example.com").at("/user/id").asText();

    JsonNode theirs = other.admin().post(USERS, person("both@example.com")).json();

    assertThat(theirs.at("/user/id").asText()).isNotEqualTo(id);
    assertThat(other.admin().get(USERS + "/" + id).status()).isEqualTo(404);
    assertThat(other.admin().delete(USERS + "/" + id).status()).isEqualTo(404);
    assertThat(admin.get(USERS + "/" + id).status()).isEqualTo(200);
  }

  @Test
  void badFieldsAreNamed() {
    for (String email :
        List.of("", "no-at", "a b@x.example", "a@", "@b", "a@b@c", "a,b@x.example")) {
      assertThat(admin.post(USERS, person(email)).text()).as(email).contains("email", "400");
    }
    assertThat(admin.post(USERS, Map.of("email", "g@x.example", "groups", List.of(""))).status())
        .isEqualTo(400);
    assertThat(
            admin
                .post(USERS, Map.of("email", "g@x.example", "department", "d".repeat(61)))
                .status())
        .isEqualTo(400);
    assertThat(admin.post(USERS, "").status()).isEqualTo(400);
    assertThat(admin.post(USERS, "null").status()).isEqualTo(400);
    assertThat(admin.post(USERS, "{\"users\": [null]}").status()).isEqualTo(400);
    assertThat(admin.get(USERS + "/nobody").status()).isEqualTo(404);
  }

  private JsonNode invite(String email) {
    Answer answer = admin.post(USERS, person(email));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  private static Map<String, String> person(String email) {
    return Map.of("email", email);
  }

  private TestPerson person(Role role, String email) {
    return TestPerson.in(installation, tenant.id(), email, role);
  }

  private String status(TestPerson person, String wanted) {
    return admin
        .patch(USERS + "/" + person.id(), Map.of("status", wanted))
        .json()
        .path("status")
        .asText();
  }

  private static List<String> emails(Answer list) {
    return TestTenant.texts(list.json().path("items"), "email");
  }
}
