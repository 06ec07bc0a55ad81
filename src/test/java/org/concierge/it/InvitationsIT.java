package org.concierge.it;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How people come into a tenant, and back in. */
class InvitationsIT {
  private static final String USERS = "/api/v1/users";
  private static final String GOOD = "correct horse battery";

  private final TestInstallation installation = TestInstallation.shared();
  private TestTenant tenant;
  private Api admin;

  @BeforeEach
  void aTenant() {
    tenant = TestTenant.fast(installation, "invited", Map.of());
    admin = tenant.admin();
  }

  @Test
  void whoIsInvitedComesInByTheLinkOnce() {
    Answer invited = admin.post(USERS, Map.of("email", "Ann@Example.com", "role", "member"));

    assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
    assertThat(invited.json().at("/user/email").asText()).isEqualTo("ann@example.com");
    assertThat(invited.json().at("/user/status").asText()).isEqualTo("INVITED");
    assertThat(invited.json().path("link").asText()).startsWith("/dashboard/invite.xhtml?token=");
    String token = TestPerson.tokenOf(invited.json());
    Answer accepted = accept(token, GOOD);
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(200);
    JsonNode me = bearer(accepted).get("/api/v1/auth/me").json();
    assertThat(me.path("email").asText()).isEqualTo("ann@example.com");
    assertThat(me.path("name").asText()).isEqualTo("Ann");
    assertThat(me.path("tenant_id").asText()).isEqualTo(tenant.id());
    assertThat(accept(token, GOOD).status()).isEqualTo(404);
    assertThat(accept("no-token", GOOD).status()).isEqualTo(404);
  }

  @Test
  void ofTwoWhoUseALinkAtOnceOneComesIn() {
    String token = TestPerson.tokenOf(invite("two@example.com"));

    List<Answer> answers = atOnce(6, () -> accept(token, GOOD));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 404).hasSize(5);
  }

  @Test
  void ofTwoInvitationsAtOnceOneIsSent() {
    List<Answer> answers =
        atOnce(6, () -> admin.post(USERS, Map.of("email", "same@example.com", "role", "viewer")));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(5);
    assertThat(answers).allMatch(a -> a.status() == 201 || a.text().contains("same@example.com"));
  }

  @Test
  void severalAreInvitedAllOrNone() {
    Map<String, ?> three =
        Map.of(
            "users", List.of(person("a@x.example"), person("b@x.example"), person("c@x.example")));
    assertThat(admin.post(USERS, three).json().path("items")).hasSize(3);

    Map<String, ?> two = Map.of("users", List.of(person("d@x.example"), person("a@x.example")));
    assertThat(admin.post(USERS, two).status()).isEqualTo(409);
    Map<String, ?> twice = Map.of("users", List.of(person("e@x.example"), person("E@x.example")));
    assertThat(admin.post(USERS, twice).status()).isEqualTo(400);
    assertThat(emails(admin.get(USERS)))
        .containsExactlyInAnyOrder("a@x.example", "b@x.example", "c@x.example");
  }

  @Test
  void aForgottenPasswordIsReplacedByANewLink() {
    TestPerson person = person(Role.MEMBER, "forgot@example.com");
    String path = USERS + "/" + person.id() + "/invitation";
    String former = TestPerson.tokenOf(admin.post(path, Map.of()).json());
    String token = TestPerson.tokenOf(admin.post(path, Map.of()).json());

    assertThat(accept(former, GOOD).status()).as("the former link").isEqualTo(404);
    assertThat(person.login(installation.api(), person.password()).status()).isEqualTo(200);
    assertThat(accept(token, GOOD).status()).isEqualTo(200);
    assertThat(person.login(installation.api(), person.password()).status()).isEqualTo(401);
    assertThat(person.login(installation.api(), GOOD).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "seven77", "password1", "Qwertzuiop", "12345678", "weak@example.com"})
  void aWeakPasswordIsRefusedAndTheLinkStays(String password) {
    String token = TestPerson.tokenOf(invite("weak@example.com"));

    Answer refused = accept(token, password);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    if (!password.isEmpty()) {
      assertThat(refused.text()).doesNotContain(password);
    }
    assertThat(accept(token, GOOD).status()).isEqualTo(200);
  }

  private static List<Answer> atOnce(int times, Supplier<Answer> call) {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, times).mapToObj(i -> supplyAsync(call)).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private Answer accept(String token, String password) {
    return installation
        .api()
        .post(
            "/api/v1/auth/invitation", Map.of("token", token, "password", password, "name", "Ann"));
  }

  private Api bearer(Answer tokens) {
    return installation.api().withBearer(tokens.json().path("access_token").asText());
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

  private static List<String> emails(Answer list) {
    return TestTenant.texts(list.json().path("items"), "email");
  }
}
