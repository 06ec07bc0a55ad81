package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who did what: written down once, without content, and read by administrators alone. */
class AuditIT {
  private static final String CANARY = "zanzibar";

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static AuditRows rows;
  private static String document;

  @BeforeAll
  static void aTenantWithADocument() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "audit", Map.of());
    rows = new AuditRows(tenant);
    document = tenant.learn(CANARY + ".txt", "The " + CANARY + " report is about spices.");
  }

  private static Api tracked(Api api, String id) {
    return api.with("X-Request-Id", id);
  }

  @Test
  void aSearchIsWrittenDownOnceWithItsResults() {
    String id = UUID.randomUUID().toString();
    Answer found =
        tracked(tenant.chat(), id).post("/api/v1/search", Map.of("query", CANARY + " spices"));

    JsonNode event = rows.withRequest("search", id);

    assertThat(event.path("results").asInt()).isEqualTo(found.json().path("passages").size());
    assertThat(event.path("actor_name").asText()).isEqualTo(prefix());
    assertThat(event.path("actor_id").asText()).hasSize(36);
    assertThat(Instant.parse(event.path("at").asText())).isBefore(Instant.now().plusSeconds(5));
    assertThat(rows.of("search"))
        .filteredOn(item -> item.path("request_id").asText().equals(id))
        .hasSize(1);
  }

  @Test
  void aChatIsWrittenDownWithItsSources() {
    String id = UUID.randomUUID().toString();
    Answer answer =
        tracked(tenant.chat(), id)
            .post("/api/v1/chat", Map.of("message", "What is the " + CANARY + " report about?"));

    JsonNode event = rows.withRequest("chat", id);

    assertThat(event.path("results").asInt()).isEqualTo(answer.json().path("sources").size());
    assertThat(event.path("object").asText()).isEqualTo(answer.json().path("turn_id").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "document.listed, /api/v1/documents",
    "document.listed, /api/v1/debug-rag",
    "document.read, /api/v1/documents/%s",
    "document.read, /api/v1/documents/%s/chunks",
    "document.downloaded, /api/v1/documents/%s/content",
    "search.debugged, /api/v1/debug-rag?query=spices",
    "conversation.listed, /api/v1/admin/sessions",
    "audit.read, /api/v1/audit"
  })
  void whatIsReadIsWrittenDown(String action, String path) {
    String id = UUID.randomUUID().toString();
    assertThat(tracked(tenant.admin(), id).get(path.formatted(document)).status()).isEqualTo(200);

    JsonNode event = rows.withRequest(action, id);

    assertThat(event.path("results").isNumber()).isTrue();
    assertThat(event.path("object").asText()).isEqualTo(path.contains("%s") ? document : "");
  }

  @Test
  void whatIsChangedIsWrittenDownBeforeItIsAnswered() {
    String id = UUID.randomUUID().toString();
    Api admin = tracked(tenant.admin(), id);
    String uploaded =
        admin
            .upload("/api/v1/upload", Part.file("x.txt", "Audit " + id))
            .json()
            .at("/documents/0/id")
            .asText();
    tenant.settled(uploaded);
    admin.patch("/api/v1/documents/" + uploaded, Map.of("readers", List.of("group:hr")));
    admin.post("/api/v1/documents/" + uploaded + "/reindex", "");
    tenant.settled(uploaded);
    admin.delete("/api/v1/documents/" + uploaded);

    List<JsonNode> events = rows.of("document.");

    for (String action : List.of("uploaded", "changed", "reindexed", "deleted")) {
      assertThat(events)
          .filteredOn(event -> event.path("action").asText().equals("document." + action))
          .filteredOn(event -> event.path("request_id").asText().equals(id))
          .as(action)
          .singleElement()
          .matches(event -> event.path("object").asText().equals(uploaded));
    }
    assertThat(rows.withRequest("document.changed", id).at("/details/readers").asText())
        .isEqualTo("group:hr");
  }

  @Test
  void readingWhatOthersAskedIsWrittenDown() {
    tenant.ask(Map.of("message", "Spices?", "session_id", "others"));
    String conversation = tenant.session("others").path("id").asText();

    JsonNode event =
        rows.newest("conversation.read_other", e -> e.path("object").asText().equals(conversation));

    assertThat(event.at("/details/turns").asInt()).isEqualTo(1);
    assertThat(event.at("/details/of").asText()).isNotEqualTo(event.path("actor_id").asText());
  }

  @Test
  void aRefusalIsWrittenInTheCallersTenantOnly() throws SQLException {
    String id = UUID.randomUUID().toString();
    tracked(tenant.chat(), id).get("/api/v1/audit");
    assertThat(rows.withRequest("access.denied", id).path("object").asText())
        .isEqualTo("GET /audit");

    String other = UUID.randomUUID().toString();
    tracked(tenant.chat().withTenant("some-other"), other).get("/api/v1/documents");
    JsonNode event = rows.withRequest("access.denied", other);

    assertThat(event.at("/details/reason").asText()).isEqualTo("tenant");
    assertThat(
            rows.column(
                "select distinct tenant_id from audit_event where request_id in ('%s', '%s')"
                    .formatted(id, other)))
        .containsExactly(tenant.id());
  }

  @Test
  void strangersFillNobodysAudit() throws SQLException {
    String id = UUID.randomUUID().toString();
    tracked(installation.api(), id).get("/api/v1/documents");
    tracked(installation.api().withKey("ck_nobody"), id).get("/api/v1/documents");
    aSearchIsWrittenDownOnceWithItsResults();

    assertThat(rows.column("select 1 from audit_event where request_id = '" + id + "'")).isEmpty();
  }

  @Test
  void whoeverTriesSeveralTenantsIsTold() {
    TestTenant curious = TestTenant.fast(installation, "curious", Map.of());
    for (int i = 0; i < 5; i++) {
      curious.chat().withTenant("tenant-" + i).get("/api/v1/documents");
    }
    AuditRows own = new AuditRows(curious);

    JsonNode event = own.newest("tenant.probed", e -> true);

    assertThat(event.at("/details/tenants").asInt()).isEqualTo(2);
    await().until(() -> own.of("access.denied").size() == 5);
    assertThat(own.of("tenant.probed")).hasSize(1);
  }

  @Test
  void noContentIsInTheAudit() throws SQLException {
    aSearchIsWrittenDownOnceWithItsResults();
    aChatIsWrittenDownWithItsSources();
    tenant.chat().get("/api/v1/documents?q=" + CANARY);
    tenant.admin().patch("/api/v1/documents/" + document, Map.of("title", CANARY + " title"));
    String id = UUID.randomUUID().toString();
    tracked(tenant.admin(), id).get("/api/v1/debug-rag?query=" + CANARY);
    rows.withRequest("search.debugged", id);

    for (String secret :
        List.of(
            CANARY,
            "spices",
            tenant.access().adminKey().substring(12),
            tenant.access().chatKey().substring(12))) {
      assertThat(
              rows.column(
                  "select e::text from audit_event e where strpos(e::text, '" + secret + "') > 0"))
          .isEmpty();
    }
  }

  @Test
  void aListIsReadPageByPage() {
    for (int i = 0; i < 3; i++) {
      tenant.search("spices", 1);
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> rows.of("search").size() >= 3);
    Answer first = tenant.admin().get("/api/v1/audit?limit=2&action=search");
    String cursor = first.json().path("next_cursor").asText();
    Answer second = tenant.admin().get("/api/v1/audit?limit=2&action=search&cursor=" + cursor);

    assertThat(first.json().path("items")).hasSize(2);
    assertThat(second.json().at("/items/0/sequence").asLong())
        .isLessThan(first.json().at("/items/1/sequence").asLong());
    assertThat(tenant.admin().get("/api/v1/audit?cursor=AAAA").status()).isEqualTo(400);
  }

  @Test
  void filtersNarrowTheList() {
    tenant.search("spices", 1);
    await().until(() -> !rows.of("search").isEmpty());
    JsonNode items =
        tenant.admin().get("/api/v1/audit?limit=200&actor=" + prefix()).json().path("items");

    assertThat(items).isNotEmpty();
    items.forEach(item -> assertThat(item.path("actor_name").asText()).isEqualTo(prefix()));
    for (String none : List.of("from=2999-01-01T00:00:00Z", "to=2001-01-01T00:00:00Z")) {
      assertThat(tenant.admin().get("/api/v1/audit?" + none).json().path("items")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "from=yesterday", "to=1969-01-01T00:00:00Z"})
  void badFiltersAreRefused(String query) {
    assertThat(tenant.admin().get("/api/v1/audit?" + query).status()).isEqualTo(400);
  }

  @Test
  void aTableIsForSpreadsheets() {
    Answer table = tenant.admin().with("Accept", "text/csv").get("/api/v1/audit?limit=10000");

    assertThat(table.status()).isEqualTo(200);
    assertThat(table.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(table.text()).startsWith("sequence,at,actor_id,").contains("document.uploaded");
    assertThat(rows.of("audit.exported")).isNotEmpty();
  }

  private static String prefix() {
    return tenant.access().chatKey().substring(0, 11);
  }
}
