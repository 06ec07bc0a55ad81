package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the ledger says is what the provider was asked for. */
class UsageIT {
  private static final String USAGE = "/api/v1/usage";
  private static final String QUESTION = "When does the canteen open on work days?";

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static TestPerson member;

  @BeforeAll
  static void aTenantThatHasBeenUsed() {
    installation = TestInstallation.shared();
    tenant =
        TestTenant.withModel(
            installation,
            "usage",
            Map.of(
                "EMBEDDING_PROVIDER", "openai",
                "OPENAI_MODEL", "gpt-priced",
                "EMBEDDING_MODEL", "embedding-priced",
                "MODEL_PRICES", "gpt-priced=2/4,embedding-priced=1"));
    member = TestPerson.in(installation, tenant.id(), "usage@example.com", Role.MEMBER);
    tenant.admin().patch("/api/v1/users/" + member.id(), Map.of("department", "Sales"));
    tenant.learn("canteen.txt", "The canteen opens at 11:30 on work days.");
    tenant.modelBehaves("cite");
    assertThat(tenant.ask(QUESTION).status()).isEqualTo(200);
    try (EventStream stream =
        member.api().stream("/api/v1/chat", Map.of("message", QUESTION, "session_id", "s"))) {
      assertThat(stream.rest()).extracting(EventStream.Event::name).contains("done");
    }
    assertThat(tenant.search("canteen", 3).status()).isEqualTo(200);
  }

  @Test
  void theFiguresAreThoseOfTheProvider() {
    await().atMost(Duration.ofSeconds(10)).until(() -> total("prompt_tokens") > 0);

    assertThat(total("model_calls")).isEqualTo(asked().size());
    assertThat(total("prompt_tokens")).isEqualTo(sum(FakeModelRequest::promptTokens));
    assertThat(total("completion_tokens")).isEqualTo(sum(FakeModelRequest::completionTokens));
    assertThat(total("uploaded_bytes")).isEqualTo(40);
    assertThat(usage("").path("storage_bytes").asLong()).isEqualTo(40);
  }

  @Test
  void everyGroupingAddsUpToTheSame() {
    for (String by : List.of("day", "model", "user", "key", "department")) {
      JsonNode usage = usage("?group_by=" + by);
      for (String figure : List.of("requests", "model_calls", "total_tokens", "uploaded_bytes")) {
        long sum = 0;
        for (JsonNode item : usage.path("items")) {
          sum += item.path(figure).asLong();
        }
        assertThat(sum).as(by + " " + figure).isEqualTo(usage.at("/totals/" + figure).asLong());
      }
    }
  }

  @Test
  void whatAPersonHasTakenIsTheirsAndTheirDepartments() {
    JsonNode mine = line("user", member.id());

    assertThat(mine.path("name").asText()).isEqualTo("usage@example.com");
    assertThat(mine.path("requests").asLong()).isEqualTo(1);
    assertThat(mine.path("completion_tokens").asLong()).isPositive();
    assertThat(line("department", "Sales").path("total_tokens").asLong())
        .isEqualTo(mine.path("total_tokens").asLong());
  }

  @Test
  void aModelCostsWhatTheTenantSays() {
    JsonNode chat = line("model", "gpt-priced");

    assertThat(chat.path("cost").decimalValue().movePointRight(6).longValueExact())
        .isEqualTo(
            2 * chat.path("prompt_tokens").asLong() + 4 * chat.path("completion_tokens").asLong());
  }

  @Test
  void aModelWithoutAPriceHasNoCost() {
    TestTenant unpriced =
        TestTenant.withModel(
            installation, "usage-unpriced", Map.of("EMBEDDING_PROVIDER", "openai"));
    Answer embedded =
        unpriced.chat().post("/v1/embeddings", Map.of("input", List.of("one", "two")));

    assertThat(embedded.json().at("/usage/prompt_tokens").asInt()).isEqualTo(2);
    JsonNode totals = unpriced.admin().get(USAGE).json().path("totals");
    assertThat(totals.path("prompt_tokens").asInt()).isEqualTo(2);
    assertThat(totals.path("requests").asInt()).isEqualTo(1);
    assertThat(totals.has("cost")).isFalse();
  }

  @Test
  void figuresComeAsATableToo() {
    Answer table = tenant.admin().with("Accept", "text/csv").get(USAGE + "?group_by=department");

    assertThat(table.header("Content-Type")).startsWith("text/csv");
    assertThat(table.text()).startsWith("department,name,requests,").contains("\r\nSales,,1,");
  }

  @Test
  void daysThatAreNoneAreRefused() {
    for (String query :
        List.of(
            "?from=yesterday", "?to=9999-99-99", "?from=2026-02-02&to=2026-01-01", "?group_by=x")) {
      assertThat(tenant.admin().get(USAGE + query).status()).as(query).isEqualTo(400);
    }
  }

  private static JsonNode usage(String query) {
    return tenant.admin().get(USAGE + query).json();
  }

  private static JsonNode line(String by, String key) {
    for (JsonNode item : usage("?group_by=" + by).path("items")) {
      if (item.path("key").asText().equals(key)) {
        return item;
      }
    }
    throw new AssertionError("no line " + key + " in " + usage("?group_by=" + by));
  }

  private static long total(String figure) {
    return usage("").at("/totals/" + figure).asLong();
  }

  private static List<FakeModelRequest> asked() {
    return installation.fakeModel().requests(tenant.key());
  }

  private static long sum(ToLongFunction<FakeModelRequest> figure) {
    return asked().stream().mapToLong(figure).sum();
  }
}
