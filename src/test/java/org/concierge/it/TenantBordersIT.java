package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a caller can try beyond the plain routes: filters, names of its own choice, odd addresses.
 */
class TenantBordersIT {
  private static TestInstallation installation;
  private static FurnishedTenant caller;
  private static FurnishedTenant other;

  @BeforeAll
  static void tenants() {
    installation = TestInstallation.shared();
    caller = FurnishedTenant.in(installation, "border-one", Map.of());
    other = FurnishedTenant.in(installation, "border-two", Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/chat", "/chat", "/api/v1/search"})
  void aForeignDocumentIsAFilterLikeOneThatDoesNotExist(String path) {
    String random = UUID.randomUUID().toString();
    for (String template :
        List.of(
            "{\"message\": \"%1$s\", \"query\": \"%1$s\", \"documents\": [\"%2$s\"]}",
            "{\"message\": \"%1$s\", \"query\": \"%1$s\", \"documents\": [\"%3$s\", \"%2$s\"]}",
            "{\"message\": \"%1$s\", \"query\": \"%1$s\", \"documents\": [\"%2$s\", \"%2$s\"]}")) {
      Answer foreign =
          post(path, template.formatted(other.word(), other.documentId(), caller.documentId()));
      Answer unknown = post(path, template.formatted(other.word(), random, caller.documentId()));

      assertThat(foreign.status()).isEqualTo(404);
      assertThat(foreign.text()).isEqualTo(unknown.text());
    }
    nothingOfTheOther();
  }

  @Test
  void aForeignFileIdIsAFilterLikeOneThatDoesNotExist() {
    String template = "{\"message\": \"Where is it?\", \"metadata\": {\"file_id\": \"%s\"}}";
    Answer foreign = post("/api/v1/chat", template.formatted(other.documentId()));

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.text())
        .isEqualTo(post("/api/v1/chat", template.formatted(UUID.randomUUID())).text());
    nothingOfTheOther();
  }

  @Test
  void aStreamTellsAForeignDocumentLikeOneThatDoesNotExist() {
    List<String> answers = new ArrayList<>();
    for (String id : List.of(other.documentId(), UUID.randomUUID().toString())) {
      Map<String, Object> body = Map.of("message", other.word(), "documents", List.of(id));
      try (EventStream stream = tracked(caller.chat()).stream("/api/v1/chat", body)) {
        answers.add(stream.status() + stream.text());
      }
    }

    assertThat(answers.get(0)).contains("not-found").isEqualTo(answers.get(1));
    nothingOfTheOther();
  }

  @Test
  void aForeignTagFindsNothing() {
    Map<String, Object> body =
        Map.of("message", "bird", "metadata", Map.of("topic", other.word() + "tag"));
    Answer answer = caller.chat().post("/api/v1/chat", body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("sources")).isEmpty();
    assertThat(answer.text()).doesNotContain(other.id(), other.documentId());
  }

  @Test
  void theSameQuestionFindsOnlyOnesOwn() {
    for (FurnishedTenant[] pair : new FurnishedTenant[][] {{caller, other}, {other, caller}}) {
      Map<String, Object> body = Map.of("query", "report garden " + pair[1].word(), "limit", 100);
      Answer found = pair[0].chat().post("/api/v1/search", body);

      assertThat(found.json().path("passages")).isNotEmpty();
      assertThat(found.text()).contains(pair[0].word()).doesNotContain(pair[1].canaries());
    }
  }

  @Test
  void oneNameIsTwoConversationsInTwoTenants() {
    String session = "shared-" + UUID.randomUUID();
    ask(caller, "My colour is green", session);
    ask(other, "Where is the " + other.word() + "?", session);
    ask(caller, "What did I say about the " + caller.word() + "?", session);

    assertThat(installation.fakeModel().lastPrompt(caller.modelKey()))
        .as("what the model is told of the conversation")
        .contains("green")
        .doesNotContain(other.word());
    assertThat(turns(caller, session)).isEqualTo(2);
    assertThat(turns(other, session)).isEqualTo(1);
  }

  @Test
  void aForeignConversationCannotBeContinued() {
    Answer answer = ask(caller, "What did I ask before?", other.sessionId());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text().replace(other.sessionId(), "")).doesNotContain(other.canaries());
    assertThat(turns(other, other.sessionId())).isEqualTo(1);
    installation
        .fakeModel()
        .requests(caller.modelKey())
        .forEach(asked -> assertThat(asked.prompt()).doesNotContain(other.word() + "answer"));
  }

  @Test
  void aForeignCursorIsRefused() {
    for (String[] list :
        new String[][] {
          {"/api/v1/documents", other.documentsCursor(), caller.documentsCursor()},
          {"/admin/documents", other.documentsCursor(), caller.documentsCursor()},
          {"/api/v1/admin/sessions", other.sessionsCursor(), caller.sessionsCursor()},
        }) {
      assertThat(list[1]).as("a cursor of " + list[0]).isNotEmpty();
      Answer refused = tracked(caller.admin()).get(list[0] + "?cursor=" + list[1]);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text())
          .isEqualTo(tracked(caller.admin()).get(list[0] + "?cursor=AAAA").text());
      assertThat(caller.admin().get(list[0] + "?cursor=" + list[2]).status()).isEqualTo(200);
    }
  }

  @Test
  void aTenantInTheBodyIsNoProperty() {
    String path = "/api/v1/documents/" + caller.documentId();
    String body =
        "{\"title\": \"mine\", \"id\": \"%s\", \"tenantId\": \"%s\", \"status\": \"FAILED\"}"
            .formatted(other.documentId(), other.id());
    Answer answer = caller.admin().patch(path, body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asText()).isEqualTo(caller.documentId());
    assertThat(answer.json().path("status").asText()).isEqualTo("READY");
    assertThat(other.admin().get("/api/v1/documents/" + other.documentId()).text())
        .contains(other.word() + " title");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/nothing", "/api/v1", "/api/v1/documents/a/b", "/api/v1/users/1"})
  void whatDoesNotExistIsNotToldToAStranger(String path) {
    assertThat(installation.api().get(path).status()).isEqualTo(401);
    assertThat(caller.admin().get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "TRACE", "HEAD", "PROPFIND", "PUT", "get"})
  void noOtherMethodOpensARoute(String method) {
    for (String path : List.of("/api/v1/documents", "/admin/documents", "/api/v1/chat")) {
      RawHttp.Reply reply = RawHttp.send(installation.url(), method + " " + path + " HTTP/1.1");

      assertThat(reply.status()).as(reply.text()).isGreaterThanOrEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/v1/documents",
        "/api//v1/documents",
        "/api/v1//documents",
        "/api/v1/documents;x=y",
        "/api/v1;x=y/documents",
        "/api/v1/documents/",
        "/api/v1/%64ocuments",
        "/api/v1/documents%2f",
        "/api/v1/documents%00",
        "/api/v1/health/../documents",
        "/api/v1/health/..;/documents",
        "/api/v1/health/%2e%2e/documents",
        "/api/v1/health/live/../../documents",
        "/api/v1/health;/../documents",
        "/api/v1/health%2f..%2fdocuments",
        "/API/V1/DOCUMENTS",
        "/admin/documents;x=y",
        "/admin//documents",
        "/documents",
        "/routes",
        "/api/v1/application.wadl",
        "/application.wadl",
        "/WEB-INF/web.xml",
        "/WEB-INF/classes/sql/roles.sql",
        "/api/v1/../WEB-INF/web.xml",
        "/web-inf/web.xml",
        "/META-INF/MANIFEST.MF",
        "/META-INF/maven/org.concierge/concierge/pom.xml",
        "/api/v1/documents?tenant=%zz",
        "/chat/../admin/documents",
      })
  void noAddressLeadsAroundTheCredential(String path) {
    for (String header :
        List.of(
            "X-None: 1",
            "X-Original-URL: /api/v1/documents",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-User: admin")) {
      RawHttp.Reply reply =
          RawHttp.send(installation.url(), "GET " + path + " HTTP/1.1\r\n" + header);

      assertThat(reply.status()).as(reply.text()).isIn(400, 401, 404);
      assertThat(reply.text()).doesNotContain("<web-app", "create role", "resources base");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/documents?tenant=%zz", "/api/v1/documents?%zz=1&tenant=%"})
  void aTenantThatIsNoTextIsRefused(String path) {
    String head = "GET " + path + " HTTP/1.1\r\nX-API-Key: " + caller.access().adminKey();

    assertThat(RawHttp.send(installation.url(), head).status()).isIn(400, 403);
  }

  private static Answer post(String path, String body) {
    return tracked(caller.admin()).post(path, body);
  }

  /** With the same request id, so that two answers can be compared as they are. */
  private static Api tracked(Api api) {
    return api.with("X-Request-Id", "border");
  }

  private static Answer ask(FurnishedTenant tenant, String message, String session) {
    return tenant.chat().post("/api/v1/chat", Map.of("message", message, "session_id", session));
  }

  private static int turns(FurnishedTenant tenant, String session) {
    return Stream.of(tenant.admin().get("/api/v1/admin/sessions?limit=200").json().path("items"))
        .flatMap(items -> Stream.iterate(0, i -> i < items.size(), i -> i + 1).map(items::get))
        .filter(item -> item.path("session_id").asText().equals(session))
        .map(item -> tenant.admin().get("/api/v1/admin/sessions/" + item.path("id").asText()))
        .mapToInt(answer -> answer.json().path("turns").size())
        .sum();
  }

  /** The caller's own words may be in what its model is told, a text of the other's never. */
  private static void nothingOfTheOther() {
    assertThat(installation.fakeModel().requests(caller.modelKey()))
        .noneMatch(
            request -> request.body().toString().contains("The report about the " + other.word()));
  }
}
