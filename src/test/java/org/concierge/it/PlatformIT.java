package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.concierge.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator's routes: tenants with how they do, made, stopped, erased. */
class PlatformIT {
  private static final String TENANTS = "/api/v1/platform/tenants";
  private static final Duration SOON = Duration.ofSeconds(40);

  private static TestInstallation installation;
  private static People people;
  private static Api operator;

  @BeforeAll
  static void operator() {
    installation = TestInstallation.shared();
    people = new People(installation);
    operator = people.as(people.create("platform", Role.OPERATOR));
  }

  @AfterAll
  static void end() {
    people.close();
  }

  private static JsonNode listed(String query) {
    return operator.get(TENANTS + query).json();
  }

  private static JsonNode only(String id) {
    JsonNode items = listed("?q=" + id).path("items");
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  @Test
  void aTenantIsListedWithItsFigures() {
    FurnishedTenant tenant = FurnishedTenant.in(installation, "platform-figures", Map.of());
    people.create(tenant.id(), Role.MEMBER);

    JsonNode found = only(tenant.id());

    assertThat(found.path("status").asText()).isEqualTo("active");
    assertThat(found.path("isolation").asText()).isEqualTo("shared");
    assertThat(found.path("health").asText()).isEqualTo("reachable");
    assertThat(found.path("documents").asLong()).isPositive();
    assertThat(found.path("storage_bytes").asLong()).isPositive();
    assertThat(found.path("users").asLong()).isPositive();
    assertThat(found.path("last_activity").asText()).isNotEmpty();
    assertThat(found.toString()).doesNotContain(tenant.word(), "@");
  }

  @Test
  void theListIsReadPartByPart() {
    for (String id : new String[] {"paged-a", "paged-b", "paged-c"}) {
      installation.createTenant(id, Map.of());
    }
    await().atMost(SOON).until(() -> listed("?q=paged-").path("items").size() == 3);

    JsonNode first = listed("?q=paged-&limit=2");
    String next = first.path("next_cursor").asText();
    JsonNode second = listed("?q=paged-&limit=2&cursor=" + next);

    assertThat(first.at("/items/1/id").asText()).isEqualTo("paged-b");
    assertThat(second.at("/items/0/id").asText()).isEqualTo("paged-c");
    assertThat(second.path("next_cursor").asText("")).isIn("", "null");
    assertThat(operator.get(TENANTS + "?cursor=No%20cursor").status()).isEqualTo(400);
  }

  @Test
  void oneWhoseDatabaseIsAwayIsSaidToBe() {
    installation.createTenant("platform-away", Map.of());
    installation.writeSettings("platform-away", Map.of("DB_PORT", "1"));

    await().atMost(SOON).until(() -> only("platform-away").path("health").asText().equals("away"));
    assertThat(only("platform-away").path("documents").isNumber()).isFalse();
    assertThat(operator.delete(TENANTS + "/platform-away?confirm=platform-away").status())
        .isEqualTo(503);
    assertThat(only("platform-away").path("status").asText()).isEqualTo("suspended");
  }

  @Test
  void aTenantIsMadeAndErasedOnlyWhenItsIdIsSaidTwice() {
    Map<String, String> wanted = Map.of("id", "platform-made", "plan", "premium");
    assertThat(operator.post(TENANTS, wanted).status()).isEqualTo(201);
    assertThat(operator.post(TENANTS, wanted).status()).isEqualTo(409);
    assertThat(operator.get(TENANTS + "/platform-made").json().path("plan").asText())
        .isEqualTo("premium");
    assertThat(operator.delete(TENANTS + "/platform-made").status()).isEqualTo(400);

    Answer begun = operator.delete(TENANTS + "/platform-made?confirm=platform-made");

    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.json().path("status").asText()).isEqualTo("erasing");
    await().atMost(SOON).until(() -> operator.get(TENANTS + "/platform-made").status() == 404);
    assertThat(Files.exists(installation.tenantsFolder().resolve("platform-made"))).isFalse();
  }

  @Test
  void oneWhoseErasingWasInterruptedCanOnlyBeErased() throws Exception {
    installation.createTenant("platform-half", Map.of());
    Files.writeString(installation.tenantsFolder().resolve("platform-half/.erasing"), "");

    assertThat(operator.get(TENANTS + "/platform-half").json().path("status").asText())
        .isEqualTo("erasing");
    assertThat(operator.post(TENANTS + "/platform-half/resume", "").status()).isEqualTo(409);
    assertThat(operator.delete(TENANTS + "/platform-half?confirm=platform-half").status())
        .isEqualTo(202);
    await().atMost(SOON).until(() -> operator.get(TENANTS + "/platform-half").status() == 404);
  }

  @Test
  void nobodyMakesATenantOfTheInstallationsName() {
    assertThat(operator.post(TENANTS, Map.of("id", "platform")).status()).isEqualTo(400);
    assertThat(Files.exists(installation.tenantsFolder().resolve("platform"))).isFalse();
  }
}
