package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators see of conversations that are not theirs. */
class OthersConversationsIT {
  private static final String SESSIONS = "/api/v1/admin/sessions";

  private final TestInstallation installation = TestInstallation.shared();
  private TestTenant closed;

  @BeforeEach
  void aTenantThatKeepsThemFromItsAdministrators() {
    closed = TestTenant.fast(installation, "closed", Map.of("ADMIN_READS_CHATS", "false"));
  }

  @Test
  void whereTheTenantDoesNotAllowItOthersConversationsDoNotExist() {
    TestPerson admin = person("admin@example.com", Role.ADMIN);
    ask(closed.chat(), "of-a-key");
    ask(person("member@example.com", Role.MEMBER).api(), "of-a-member");
    ask(admin.api(), "own");

    JsonNode listed = admin.api().get(SESSIONS).json().path("items");

    assertThat(TestTenant.texts(listed, "session_id")).containsExactly("own");
    String own = listed.at("/0/id").asText();
    assertThat(admin.api().get(SESSIONS + "/" + own).json().path("turns")).hasSize(1);
    assertThat(closed.admin().get(SESSIONS).json().path("items")).isEmpty();
    Answer foreign = closed.admin().get(SESSIONS + "/" + own);
    Answer random = closed.admin().get(SESSIONS + "/" + UUID.randomUUID());
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(withoutRequest(foreign)).isEqualTo(withoutRequest(random));
  }

  @Test
  void eachLookAtOthersIsWrittenDown() {
    TestTenant open = TestTenant.fast(installation, "looked", Map.of());
    ask(open.chat(), "watched");
    String id = open.session("watched").path("id").asText();

    JsonNode events = open.admin().get("/api/v1/audit?action=conversation.").json().path("items");

    assertThat(TestTenant.texts(events, "action"))
        .contains("conversation.listed_others", "conversation.read_other");
    assertThat(events)
        .filteredOn(event -> event.path("action").asText().equals("conversation.read_other"))
        .allMatch(event -> event.path("object").asText().equals(id));
    assertThat(events.toString()).doesNotContain("vacation");
  }

  private TestPerson person(String email, Role role) {
    return TestPerson.in(installation, closed.id(), email, role);
  }

  private static void ask(Api api, String session) {
    Answer answer =
        api.post(
            "/api/v1/chat", Map.of("message", "How long is a vacation?", "session_id", session));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private static String withoutRequest(Answer answer) {
    return answer.text().replaceAll("\"request_id\":\"[^\"]*\"", "");
  }
}
