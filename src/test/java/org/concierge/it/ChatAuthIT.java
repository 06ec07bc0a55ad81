package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a tenant's chat asks for before it answers: {@code CHAT_AUTH}. */
class ChatAuthIT {
  private static final String CHAT = "/api/v1/chat";
  private static final String QUESTION = "When does the shop open and close?";

  private static TestInstallation installation;
  private static TestTenant open;
  private static TestTenant forPeople;
  private static TestTenant usual;
  private static String publicDocument;

  @BeforeAll
  static void aTenantOfEachKind() {
    installation = TestInstallation.shared();
    open = TestTenant.fast(installation, "chat-public", Map.of("CHAT_AUTH", "public"));
    forPeople = TestTenant.fast(installation, "chat-user", Map.of("CHAT_AUTH", "user"));
    usual = TestTenant.fast(installation, "chat-key", Map.of());
    publicDocument = open.learn("opening.txt", "The shop does open at nine and close at seven.");
    open.admin().patch("/api/v1/documents/" + publicDocument, Map.of("readers", List.of("public")));
    open.learn("secret.txt", "The vault code of the shop is marigold.");
  }

  @Test
  void whereChatIsPublicNobodyNeedsACredential() {
    Answer answer = from(1).post(CHAT, Map.of("tenant_id", open.id(), "message", QUESTION));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(TestTenant.texts(answer.json().path("sources"), "document_id"))
        .containsOnly(publicDocument);
    assertThat(answer.header("RateLimit-Limit")).isEqualTo("20");
  }

  @Test
  void visitorsAreAnsweredFromPublicDocumentsOnly() {
    Answer answer =
        from(2)
            .post(
                CHAT,
                Map.of("tenant_id", open.id(), "message", "What is the vault code of the shop?"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("marigold").doesNotContain("secret.txt");
    assertThat(
            open.chat().post(CHAT, Map.of("message", "What is the vault code of the shop?")).text())
        .contains("marigold");
  }

  @Test
  void aConversationGoesOnByItsNameAlone() {
    JsonNode first = from(3).post(CHAT, Map.of("tenant_id", open.id(), "message", QUESTION)).json();
    String session = first.path("session_id").asText();
    JsonNode next =
        from(4)
            .post(CHAT, Map.of("tenant_id", open.id(), "session_id", session, "message", QUESTION))
            .json();

    assertThat(next.path("session_id").asText()).isEqualTo(session);
    assertThat(open.session(session).path("turns")).hasSize(2);
  }

  @Test
  void aNameThatCanBeGuessedContinuesNothing() {
    Map<String, String> question =
        Map.of("tenant_id", open.id(), "session_id", "guessable", "message", QUESTION);
    from(5).post(CHAT, question);
    from(6).post(CHAT, question);

    assertThat(open.session("guessable").path("turns")).hasSize(1);
  }

  @Test
  void theAnswerIsStreamedToWhoWantsThat() {
    try (EventStream stream =
        from(7).stream("/chat", Map.of("tenant_id", open.id(), "message", QUESTION))) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.next().orElseThrow().name()).isEqualTo("citations");
    }
  }

  @Test
  void nothingButTheChatIsOpen() {
    Map<String, String> named = Map.of("tenant_id", open.id(), "query", QUESTION);
    assertThat(from(8).post("/api/v1/search", named).status()).isEqualTo(401);
    assertThat(from(8).get("/api/v1/conversations?tenant=" + open.id()).status()).isEqualTo(401);
    assertThat(
            from(8)
                .withKey("ck_nobody_knows")
                .post(CHAT, Map.of("tenant_id", open.id(), "message", QUESTION))
                .status())
        .as("a credential that is none")
        .isEqualTo(401);
  }

  @Test
  void aStrangerIsNotToldWhichTenantsThereAre() {
    for (String tenant : List.of(usual.id(), forPeople.id(), "no-such-tenant", "../etc")) {
      Answer answer = from(9).post(CHAT, Map.of("tenant_id", tenant, "message", QUESTION));
      assertThat(answer.status()).as(tenant).isEqualTo(401);
    }
    Answer two =
        from(9)
            .with("X-Tenant-ID", usual.id())
            .post(CHAT, Map.of("tenant_id", open.id(), "message", QUESTION));
    assertThat(two.status()).as("two tenants").isEqualTo(401);
  }

  @Test
  void anAddressAsksTwentyQuestionsAMinute() {
    Map<String, String> question = Map.of("tenant_id", open.id(), "message", "Hello");
    for (int i = 0; i < 20; i++) {
      assertThat(from(10).post(CHAT, question).status()).as("" + i).isEqualTo(200);
    }

    assertThat(from(10).post(CHAT, question).status()).isEqualTo(429);
    assertThat(from(11).post(CHAT, question).status()).isEqualTo(200);
  }

  @Test
  void whereChatIsForPeopleAKeyIsNotEnough() {
    assertThat(forPeople.chat().post(CHAT, Map.of("message", QUESTION)).status()).isEqualTo(403);
    assertThat(forPeople.admin().post(CHAT, Map.of("message", QUESTION)).status()).isEqualTo(403);
    try (People people = new People(installation)) {
      Api member = people.as(people.create(forPeople.id(), Role.MEMBER));
      assertThat(member.post(CHAT, Map.of("message", QUESTION)).status()).isEqualTo(200);
    }
  }

  private static Api from(int number) {
    return installation.api().with("X-Forwarded-For", "198.51.100." + (100 + number));
  }
}
