package org.concierge.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** A tenant's audit, as its administrator sees it and as PostgreSQL's superuser can spoil it. */
final class AuditRows {
  private final TestInstallation installation;
  private final TestTenant tenant;

  AuditRows(TestTenant tenant) {
    this.installation = tenant.installation();
    this.tenant = tenant;
  }

  /** Newest first. */
  List<JsonNode> of(String action) {
    List<JsonNode> items = new ArrayList<>();
    tenant
        .admin()
        .get("/api/v1/audit?limit=200&action=" + action)
        .json()
        .path("items")
        .forEach(items::add);
    return items;
  }

  /** The newest event of the action that fits; what is queued is waited for. */
  JsonNode newest(String action, Predicate<JsonNode> fitting) {
    Callable<JsonNode> found = () -> of(action).stream().filter(fitting).findFirst().orElse(null);
    return await().alias(action).atMost(Duration.ofSeconds(10)).until(found, item -> item != null);
  }

  JsonNode withRequest(String action, String requestId) {
    return newest(action, item -> item.path("request_id").asText().equals(requestId));
  }

  /** As the superuser, whom nothing keeps from it. */
  void spoil(String sql) throws SQLException {
    try (Connection chatdb = Sql.open(Sql.administrator(installation).at("chatdb"))) {
      Sql.execute(chatdb, "set search_path = concierge, public; " + sql);
    }
  }

  List<String> column(String sql) throws SQLException {
    try (Connection chatdb = Sql.open(Sql.administrator(installation).at("chatdb"))) {
      Sql.execute(chatdb, "set search_path = concierge, public");
      return Sql.column(chatdb, sql);
    }
  }
}
