package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.it.RouteSamples.PAGE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What visitors leave for a person, and who gets to see it. */
class InquiryIT {
  private static FurnishedTenant tenant;
  private static Api page;

  @BeforeAll
  static void aTenantWithAWidget() {
    TestInstallation installation = TestInstallation.shared();
    tenant = FurnishedTenant.in(installation, "inquiry-one", Map.of());
    page = installation.api().with("Origin", PAGE);
    RouteSamples.widget(tenant, "customer");
    tenant
        .admin()
        .post(
            "/api/v1/widgets",
            Map.of("key", "guarded", "allowed_origins", List.of(PAGE), "per_address", 5));
  }

  private static Answer leave(String key, Map<String, ?> more) {
    Map<String, Object> inquiry =
        new HashMap<>(
            Map.of("name", "Ada", "email", "ada@visitor.example", "question", "Is it open?"));
    inquiry.putAll(more);
    return page.post("/api/v1/inquiries?tenant=" + tenant.id() + "&key=" + key, inquiry);
  }

  private static JsonNode inbox(String query) {
    return tenant.admin().get("/api/v1/inquiries" + query).json().path("items");
  }

  private static boolean has(String question) {
    for (JsonNode item : inbox("?limit=200")) {
      if (item.path("question").asText().equals(question)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void anInquiryIsInTheInboxAndGetsOn() {
    Answer left =
        leave("walk-customer", Map.of("question", "Who repairs it?", "transcript", "You: Hello"));
    JsonNode first = inbox("?status=new&limit=1").path(0);
    String path = "/api/v1/inquiries/" + first.path("id").asText();

    assertThat(left.status()).isEqualTo(201);
    assertThat(left.text()).doesNotContain("Who repairs it?");
    assertThat(tenant.admin().patch(path, Map.of("status", "open", "assignee", "Tom")).status())
        .isEqualTo(200);
    JsonNode now = tenant.admin().get(path).json();
    assertThat(now.path("status").asText()).isEqualTo("open");
    assertThat(now.path("assignee").asText()).isEqualTo("Tom");
    assertThat(now.path("transcript").asText()).isEqualTo("You: Hello");
    assertThat(tenant.admin().delete(path).status()).isEqualTo(204);
    assertThat(tenant.admin().get(path).status()).isEqualTo(404);
  }

  @Test
  void aProgramThatFillsInFormsIsToldTheSameAndNothingIsKept() {
    Answer trapped =
        leave("walk-customer", Map.of("question", "Trapped", "website", "http://spam.example"));
    Answer hasty = leave("walk-customer", Map.of("question", "Hasty", "elapsed_ms", 300));
    Answer person = leave("walk-customer", Map.of("question", "Person", "elapsed_ms", 30_000));

    assertThat(List.of(trapped.text(), hasty.text())).containsOnly(person.text());
    assertThat(has("Trapped")).isFalse();
    assertThat(has("Hasty")).isFalse();
    assertThat(has("Person")).isTrue();
  }

  @Test
  void whoLeavesTooManyWaits() {
    for (int i = 0; i < 5; i++) {
      leave("guarded", Map.of());
    }

    Answer answer = leave("guarded", Map.of());

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void whatIsMissingIsToldByItsName() {
    for (String field : List.of("name", "email", "question")) {
      Answer answer = leave("walk-customer", Map.of(field, " "));
      assertThat(answer.status()).as(field).isEqualTo(400);
      assertThat(answer.text()).contains("\\\"" + field + "\\\"");
    }
  }

  @Test
  void aSpreadsheetTakesNoInquiryForAFormula() {
    leave("walk-customer", Map.of("name", "=HYPERLINK(\"http://evil.example\")"));

    Answer table = tenant.admin().with("Accept", "text/csv").get("/api/v1/inquiries");

    assertThat(table.header("Content-Type")).startsWith("text/csv");
    assertThat(table.text()).contains("\"'=HYPERLINK(").doesNotContain(",=HYPERLINK");
  }
}
