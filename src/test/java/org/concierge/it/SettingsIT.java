package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator may change about the tenant, and what comes out again. */
class SettingsIT {
  private static final String SETTINGS = "/api/v1/settings";

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant =
        TestTenant.withModel(
            installation,
            "settings",
            Map.of("SYSTEM_PROMPT", "Answer\nin \"two\" lines.", "EMBEDDING_PROVIDER", "openai"));
  }

  @Test
  void aSecretIsSetAndNeverShown() {
    Answer answer = tenant.admin().get(SETTINGS);

    assertThat(answer.text()).doesNotContain(tenant.key()).doesNotContain("DB_PASSWORD");
    assertThat(setting("OPENAI_API_KEY").path("set").asBoolean()).isTrue();
    assertThat(setting("OPENAI_API_KEY").has("value")).isFalse();
    assertThat(setting("SYSTEM_PROMPT").path("value").asText())
        .isEqualTo("Answer\nin \"two\" lines.");
    assertThat(setting("OIDC_ISSUER").path("set").asBoolean(true)).isFalse();
  }

  @Test
  void whatIsChangedCountsAtOnceAndIsAuditedByItsName() throws IOException {
    assertThat(change(Map.of("ENDPOINT_MEDIA_INFO_ENABLED", "false")).status()).isEqualTo(200);
    assertThat(tenant.uploader().get("/media-info?url=https://example.com").status())
        .isEqualTo(404);

    Map<String, String> back = new HashMap<>();
    back.put("ENDPOINT_MEDIA_INFO_ENABLED", null);
    back.put("TRANSCRIPTION_API_KEY", null);
    back.put("TENANT_NAME", "Acme\n\"& Sons\" # now.");
    assertThat(change(back).status()).isEqualTo(200);
    assertThat(setting("ENDPOINT_MEDIA_INFO_ENABLED").path("set").asBoolean(true)).isFalse();
    assertThat(setting("TENANT_NAME").path("value").asText()).isEqualTo("Acme\n\"& Sons\" # now.");
    Path file = installation.tenantsFolder().resolve(tenant.id()).resolve(".env");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    JsonNode event =
        tenant.admin().get("/api/v1/audit?action=settings.changed&limit=1").json().at("/items/0");
    assertThat(event.at("/details/keys").asText())
        .isEqualTo("ENDPOINT_MEDIA_INFO_ENABLED TENANT_NAME TRANSCRIPTION_API_KEY");
    assertThat(event.toString()).doesNotContain("Sons");
  }

  @Test
  void whatWouldBreakTheTenantIsRefusedWhole() {
    Answer answer = change(Map.of("LLM_TEMPERATURE", "7", "TENANT_NAME", "Nobody sees this"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("LLM_TEMPERATURE must be a number from 0.0 to 2.0");
    assertThat(setting("TENANT_NAME").path("value").asText()).isNotEqualTo("Nobody sees this");
  }

  @Test
  void whatIsTheOperatorsCannotBeChanged() {
    for (String key :
        new String[] {
          "PLAN",
          "DB_HOST",
          "TENANT_ISOLATION",
          "TENANT_SUSPENDED",
          "API_DEBUG_LOG_PATH",
          "X=1\nPLAN"
        }) {
      assertThat(change(Map.of(key, "enterprise")).status()).as(key).isEqualTo(400);
    }
  }

  @Test
  void aSecretIsNotSentToAnAddressThatItsOwnerHasNotChosen() {
    Answer answer = change(Map.of("OPENAI_BASE_URL", "https://collector.example/v1"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("give OPENAI_API_KEY too");
    assertThat(
            change(Map.of("OPENAI_BASE_URL", "http://10.0.0.7/v1", "OPENAI_API_KEY", "k")).status())
        .as("an address inside")
        .isEqualTo(422);
  }

  @Test
  void modelAndEmbeddingsCanBeTried() {
    JsonNode model = tenant.admin().post(SETTINGS + "/test-model", "").json();
    JsonNode embedding = tenant.admin().post(SETTINGS + "/test-embedding", "").json();
    tenant.modelBehaves("401");
    JsonNode refused = tenant.admin().post(SETTINGS + "/test-model", "").json();
    tenant.modelBehaves("ok");

    assertThat(model.path("ok").asBoolean()).as(model.toString()).isTrue();
    assertThat(embedding.path("ok").asBoolean()).as(embedding.toString()).isTrue();
    assertThat(refused.path("ok").asBoolean(true)).isFalse();
    assertThat(refused.path("problem").asText()).isNotBlank().doesNotContain("sk-");
  }

  @Test
  void anEndpointThatIsSwitchedOffIsNotThere() {
    TestTenant closed =
        TestTenant.fast(
            installation,
            "doors-closed",
            Map.of(
                "ENDPOINT_CHAT_ENABLED", "false",
                "ENDPOINT_UPLOAD_ENABLED", "false",
                "ENDPOINT_MEDIA_INFO_ENABLED", "false",
                "ENDPOINT_ADMIN_ENABLED", "false"));

    assertThat(closed.ask("Is anybody there?").status()).isEqualTo(404);
    assertThat(closed.chat().get("/v1/models").status()).isEqualTo(404);
    assertThat(
            closed
                .uploader()
                .upload("/api/v1/upload", Api.Part.file("a.txt", "Nobody reads this."))
                .status())
        .isEqualTo(404);
    for (String path :
        new String[] {"/media-info?url=https://example.com", "/admin/documents", "/debug-rag"}) {
      assertThat(closed.admin().get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(closed.admin().get("/api/v1/documents").status()).isEqualTo(200);
  }

  @Test
  void aMailWithoutAServerSaysWhatIsMissing() {
    Api person = TestPerson.in(installation, tenant.id(), "settings@example.com", Role.ADMIN).api();

    assertThat(person.post(SETTINGS + "/test-mail", "").json().path("problem").asText())
        .isEqualTo("There is no mail server: set SMTP_HOST.");
    assertThat(tenant.admin().post(SETTINGS + "/test-mail", "").text()).contains("Sign in");
  }

  private static Answer change(Map<String, String> settings) {
    return tenant.admin().patch(SETTINGS, Map.of("settings", settings));
  }

  private static JsonNode setting(String key) {
    for (JsonNode item : tenant.admin().get(SETTINGS).json().path("items")) {
      if (item.path("key").asText().equals(key)) {
        return item;
      }
    }
    throw new AssertionError("no setting " + key);
  }
}
