package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Assistants: whom they answer, from what, and who learns of them. */
class AssistantsIT {
  private static final String ASSISTANTS = "/api/v1/assistants";
  private static final String CHAT = "/api/v1/chat";
  private static final String LEAVE = "How many days of leave do staff have in winter?";
  private static final String CANTEEN = "When does the canteen open on working days?";

  private static TestInstallation installation;
  private static TestTenant acme;
  private static TestTenant globex;
  private static Api member;

  @BeforeAll
  static void twoTenants() {
    installation = TestInstallation.shared();
    acme = TestTenant.fast(installation, "assisted", Map.of("LLM_PROVIDER", "openai"));
    globex = TestTenant.fast(installation, "assisted", Map.of());
    file(acme, "HR", acme.learn("leave.txt", "Staff have thirty days of leave in winter."));
    acme.admin().post("/api/v1/collections", Map.of("name", "Desk"));
    acme.learn("canteen.txt", "The canteen does open at 11:30 on working days.");
    member = TestPerson.in(installation, acme.id(), "m@example.org", Role.MEMBER).api();
    put(acme, "hr-help", Map.of("name", "HR", "collections", List.of("HR")));
  }

  @Test
  void itsCollectionsNarrowTheAnswer() {
    assertThat(sources(ask(acme.chat(), "hr-help", LEAVE))).containsOnly("leave.txt");
    Answer nothing = ask(acme.chat(), "hr-help", CANTEEN);
    assertThat(nothing.json().path("context_used").asBoolean()).as(nothing.toString()).isFalse();
    assertThat(sources(acme.ask(CANTEEN))).contains("canteen.txt");
    String desk = collection(acme, "Desk");
    Map<String, Object> both =
        Map.of("message", LEAVE, "assistant", "hr-help", "collections", List.of(desk));
    assertThat(sources(acme.ask(both))).as("what both allow").isEmpty();
  }

  @Test
  void itIsKeptWithTheTurn() {
    Answer answer = ask(acme.chat(), "hr-help", LEAVE);
    String turn = answer.json().path("turn_id").asText();

    assertThat(acme.chat().get("/api/v1/turns/" + turn + "/why").json().path("assistant").asText())
        .isEqualTo("hr-help");
    String session = answer.json().path("session_id").asText();
    assertThat(acme.lastTurn(session).path("assistant").asText()).isEqualTo("hr-help");
  }

  @Test
  void itRemembersNothingThatOthersHaveSaid() {
    String session = ask(acme.chat(), "", CANTEEN).json().path("session_id").asText();
    acme.ask(Map.of("message", LEAVE, "assistant", "hr-help", "session_id", session));

    assertThat(installation.fakeModel().lastPrompt(acme.key()))
        .contains("thirty days")
        .doesNotContain("canteen");
  }

  @Test
  void itsInstructionsStandBehindThePromptAndItsModelIsAsked() {
    put(
        acme,
        "poet",
        Map.of("name", "Poet", "instructions", "Answer in verse.", "model", "gpt-verse"));

    assertThat(ask(acme.chat(), "poet", LEAVE).json().path("model").asText())
        .isEqualTo("gpt-verse");
    assertThat(installation.fakeModel().lastPrompt(acme.key()))
        .contains("Answer in verse.", "Poet")
        .containsSubsequence("Answer in verse.", "and from nothing else");
    Answer tried = acme.admin().post(ASSISTANTS + "/poet/test", Map.of("message", LEAVE));
    assertThat(tried.json().path("model").asText()).as(tried.toString()).isEqualTo("gpt-verse");
    assertThat(tried.json().has("turn_id")).isFalse();
  }

  @Test
  void oneThatTheCallerMayNotAskIsLikeOneThatDoesNotExist() {
    put(acme, "board", Map.of("name", "Board", "roles", List.of("admin")));
    put(acme, "sales", Map.of("name", "Sales", "groups", List.of("sales")));
    put(acme, "staff", Map.of("name", "Staff", "groups", List.of("staff")));
    put(acme, "off", Map.of("name", "Off", "enabled", false));

    for (String closed : List.of("board", "sales", "off")) {
      assertThat(told(ask(member, closed, LEAVE))).isEqualTo(told(ask(member, "nobody", LEAVE)));
      assertThat(told(member.get(ASSISTANTS + "/" + closed)))
          .isEqualTo(told(member.get(ASSISTANTS + "/nobody")));
      assertThat(told(member.get(ASSISTANTS + "/" + closed + "/card")))
          .isEqualTo(told(member.get(ASSISTANTS + "/nobody/card")));
    }
    assertThat(ask(member, "nobody", LEAVE).status()).isEqualTo(404);
    assertThat(ask(member, "staff", LEAVE).status()).isEqualTo(200);
    assertThat(ask(acme.chat(), "staff", LEAVE).status()).as("a key has no group").isEqualTo(404);
    assertThat(ask(acme.admin(), "board", LEAVE).status()).isEqualTo(200);
    assertThat(ids(member)).contains("hr-help", "staff").doesNotContain("board", "off");
  }

  @Test
  void aTenantsOwnIsNobodyElses() {
    assertThat(told(ask(globex.chat(), "hr-help", LEAVE)))
        .isEqualTo(told(ask(globex.chat(), "nobody", LEAVE)));
    assertThat(globex.admin().get(ASSISTANTS + "/hr-help").status()).isEqualTo(404);
    assertThat(globex.admin().delete(ASSISTANTS + "/hr-help").status()).isEqualTo(404);
    assertThat(globex.admin().get(ASSISTANTS + "?all=true").text()).doesNotContain("hr-help");
  }

  @Test
  void programsOfOtherDoorsAskItByItsName() {
    Map<String, Object> question = Map.of("role", "user", "content", CANTEEN);
    Answer asked =
        acme.chat()
            .post(
                "/v1/chat/completions",
                Map.of("model", "assistant:hr-help", "messages", List.of(question)));
    assertThat(asked.json().path("model").asText()).isEqualTo("assistant:hr-help");
    assertThat(asked.json().at("/choices/0/message/annotations")).isEmpty();
    assertThat(TestTenant.texts(acme.chat().get("/v1/models").json().path("data"), "id"))
        .contains("assistant:hr-help");
    assertThat(
            acme.chat()
                .post(
                    "/v1/chat/completions",
                    Map.of("model", "assistant:nobody", "messages", List.of(question)))
                .status())
        .isEqualTo(404);

    assertThat(mcp("hr-help").at("/result/structuredContent/context_used").asBoolean()).isFalse();
    assertThat(mcp("nobody").at("/result/isError").asBoolean()).isTrue();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThat(refused(Map.of())).contains("name");
    assertThat(refused(Map.of("name", "A", "scopes", List.of("tenant:" + globex.id()))))
        .contains("scopes");
    assertThat(refused(Map.of("name", "A", "anonymous", true, "roles", List.of("admin"))))
        .contains("anonymous");
    assertThat(refused(Map.of("name", "A", "instructions", "Say " + acme.key())))
        .contains("instructions");
    assertThat(acme.admin().post(ASSISTANTS, Map.of("id", "A-b", "name", "A")).status())
        .isEqualTo(400);
    assertThat(acme.admin().put(ASSISTANTS + "/nobody", Map.of("name", "A")).status())
        .isEqualTo(404);
    assertThat(acme.chat().put(ASSISTANTS + "/own", Map.of("name", "A")).status()).isEqualTo(403);
    assertThat(acme.chat().get(ASSISTANTS + "?all=true").status()).isEqualTo(403);
  }

  private static String refused(Map<String, ?> fields) {
    Map<String, Object> wanted = new HashMap<>(fields);
    wanted.put("id", "wrong");
    Answer answer = acme.admin().post(ASSISTANTS, wanted);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    return answer.text();
  }

  static void put(TestTenant tenant, String id, Map<String, ?> fields) {
    Map<String, Object> wanted = new HashMap<>(fields);
    wanted.put("id", id);
    Answer answer = tenant.admin().post(ASSISTANTS, wanted);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(tenant.admin().post(ASSISTANTS, wanted).status()).as("again").isEqualTo(409);
    assertThat(tenant.admin().put(ASSISTANTS + "/" + id, fields).status()).isEqualTo(200);
  }

  static Answer ask(Api who, String assistant, String question) {
    return who.post(CHAT, Map.of("message", question, "assistant", assistant));
  }

  static List<String> sources(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return TestTenant.texts(answer.json().path("sources"), "filename");
  }

  static List<String> ids(Api who) {
    return TestTenant.texts(who.get(ASSISTANTS).json().path("items"), "id");
  }

  /** All of an answer but what differs between any two. */
  static String told(Answer answer) {
    return answer.status() + answer.text().replaceAll("\"request_id\":\"[^\"]*\"", "");
  }

  private static JsonNode mcp(String assistant) {
    Map<String, Object> call =
        Map.of("name", "ask", "arguments", Map.of("message", CANTEEN, "assistant", assistant));
    return acme.chat()
        .post("/mcp", Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", call))
        .json();
  }

  static void file(TestTenant tenant, String name, String document) {
    tenant.admin().post("/api/v1/collections", Map.of("name", name));
    Answer answer =
        tenant.admin().patch("/api/v1/documents/" + document, Map.of("collection", name));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private static String collection(TestTenant tenant, String name) {
    for (JsonNode one : tenant.admin().get("/api/v1/collections").json().path("items")) {
      if (one.path("name").asText().equals(name)) {
        return one.path("id").asText();
      }
    }
    throw new AssertionError("no collection " + name);
  }
}
