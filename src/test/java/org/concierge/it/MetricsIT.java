package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server tells of itself, and to whom. */
class MetricsIT {
  private static final String METRICS = "/api/v1/metrics";

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void aTenantThatHasBeenUsed() {
    installation = TestInstallation.shared();
    tenant =
        TestTenant.withModel(
            installation,
            "metrics",
            Map.of("EMBEDDING_PROVIDER", "openai", "OPENAI_MODEL", "gpt-m"));
    tenant.learn("canteen.txt", "The canteen opens at 11:30 on work days.");
    assertThat(tenant.ask("When does the canteen open?").status()).isEqualTo(200);
    assertThat(tenant.chat().get("/api/v1/users").status()).isEqualTo(403);
  }

  @Test
  void withoutTheTokenNothingIsTold() {
    for (Api stranger :
        new Api[] {
          installation.api(),
          installation.api().withBearer("another token"),
          installation.api().withBearer(""),
          tenant.admin()
        }) {
      Answer answer = stranger.get(METRICS);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text()).doesNotContain("concierge_");
    }
  }

  @Test
  void requestsAreCountedByRouteAndStatusAndTenant() {
    double before = number(requests("GET /documents/{id}", 404));
    tenant.admin().get("/api/v1/documents/7e2b1a52-7f3c-4f54-9a67-3b7e9e0f6a11");
    tenant.admin().get("/api/v1/documents/nothing");

    assertThat(number(requests("GET /documents/{id}", 404))).isEqualTo(before + 2);
    assertThat(number(requests("POST /chat", 200))).isEqualTo(1);
    assertThat(number(requests("GET /users", 403))).isEqualTo(1);
  }

  @Test
  void modelsAreCountedByTenant() {
    String text = text();

    assertThat(text)
        .containsPattern(
            "concierge_model_calls_total\\{kind=\"chat\",model=\"gpt-m\",outcome=\"ok\",tenant=\""
                + tenant.id()
                + "\"} 1\\.0")
        .containsPattern(
            "concierge_model_tokens_total\\{model=\"gpt-m\",of=\"completion\",tenant=\""
                + tenant.id()
                + "\"} [1-9]");
    assertThat(text)
        .contains("concierge_model_first_token_seconds_bucket{kind=\"chat\",le=\"")
        .contains("concierge_request_duration_seconds_bucket{route=\"POST /chat\",le=\"")
        .contains("concierge_database_up 1")
        .contains("concierge_pool_connections{pool=\"chatdb\",state=\"active\"}");
  }

  @Test
  void whatWaitsIsTold() {
    new Rows(installation.postgres())
        .change(
            Rows.CHATDB,
            "insert into job (id, tenant_id, document_id, leased_until, leased_by, created_at) values"
                + " (gen_random_uuid(), ?, gen_random_uuid(), now() + interval '1 hour', 'test', now())",
            tenant.id());

    assertThat(
            number(
                "concierge_queue_jobs\\{state=\"running\",tenant=\"" + tenant.id() + "\"} (\\S+)"))
        .isEqualTo(1);
  }

  @Test
  void whoNamesSeveralOtherTenantsIsCounted() {
    String probes = "concierge_tenant_probes_total\\{tenant=\"" + tenant.id() + "\"\\} (\\S+)";
    for (String named : List.of("globex", "initech")) {
      assertThat(tenant.chat().with("X-Tenant-ID", named).get("/api/v1/documents").status())
          .isEqualTo(403);
    }

    assertThat(number(probes)).isEqualTo(1);
  }

  @Test
  void nobodyIsNamed() {
    assertThat(text())
        .doesNotContain("user=")
        .doesNotContain("@")
        .doesNotContain("7e2b1a52")
        .doesNotContain("canteen");
  }

  private static String requests(String route, int status) {
    return "concierge_requests_total\\{route=\""
        + Pattern.quote(route)
        + "\",status=\""
        + status
        + "\",tenant=\""
        + tenant.id()
        + "\"} (\\S+)";
  }

  /** 0 for a figure that is not told. */
  private static double number(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text());
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }

  private static String text() {
    Answer answer = installation.api().withBearer(TestInstallation.METRICS_TOKEN).get(METRICS);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain").contains("version=0.0.4");
    return answer.text();
  }
}
