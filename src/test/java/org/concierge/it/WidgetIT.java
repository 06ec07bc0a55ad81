package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.it.RouteSamples.PAGE;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What pages of others are given by a tenant's widget, and what they are refused. */
class WidgetIT {
  private static final String FOREIGN = "https://evil.example";
  private static final String QUESTION = "When is it that the shop opens and closes?";
  private static final String VISITOR = "visitor-0123456789abcdef";

  private static FurnishedTenant tenant;
  private static FurnishedTenant other;
  private static String publicDocument;
  private static Api page;

  @BeforeAll
  static void aTenantWithAPublicDocument() {
    TestInstallation installation = TestInstallation.shared();
    tenant = FurnishedTenant.in(installation, "widget-one", Map.of());
    other = FurnishedTenant.in(installation, "widget-two", Map.of());
    publicDocument =
        FurnishedTenant.upload(
            tenant.admin(), "opening.txt", "The shop opens at nine and closes at seven.");
    tenant
        .admin()
        .patch("/api/v1/documents/" + publicDocument, Map.of("readers", List.of("public")));
    page = installation.api().with("Origin", PAGE);
    RouteSamples.widget(tenant, "customer");
    RouteSamples.widget(tenant, "chat");
    RouteSamples.widget(other, "customer");
  }

  private static String at(String route) {
    return at(route, "walk-customer");
  }

  private static String at(String route, String key) {
    return "/" + route + "?tenant=" + tenant.id() + "&key=" + key;
  }

  private static Answer ask(Api api, String session, String message) {
    return api.post(
        at("customer-chat"),
        Map.of("visitor_id", VISITOR, "session_id", session, "message", message));
  }

  @Test
  void aVisitorIsAnsweredFromPublicDocuments() {
    Answer answer = ask(page, "one", QUESTION);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/sources/0/document_id").asText()).isEqualTo(publicDocument);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
  }

  @Test
  void aVisitorIsToldNothingOfOtherDocuments() {
    Answer answer = ask(page, "two", "Where is the " + tenant.word() + "?");

    assertThat(answer.json().path("sources"))
        .allMatch(source -> source.path("document_id").asText().equals(publicDocument));
    assertThat(answer.text()).doesNotContain(tenant.documentId());
  }

  @Test
  void theAnswerIsStreamedToWhoWantsThat() {
    try (EventStream stream = page.stream(at("customer-chat"), Map.of("message", QUESTION))) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
      assertThat(stream.next().orElseThrow().name()).isEqualTo("citations");
    }
  }

  @Test
  void fiftyVisitorsAreAnsweredAtOnce() {
    tenant.installation().fakeModel().behave(tenant.modelKey(), "slow=20");
    List<EventStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        streams.add(
            page.stream(
                at("customer-chat"), Map.of("visitor_id", VISITOR + i, "message", QUESTION)));
      }
      for (EventStream stream : streams) {
        List<String> names = new ArrayList<>();
        for (Optional<EventStream.Event> event = stream.next();
            event.isPresent();
            event = stream.next()) {
          names.add(event.get().name());
        }
        assertThat(names).startsWith("citations").contains("delta").endsWith("done");
      }
    } finally {
      streams.forEach(EventStream::close);
      tenant.installation().fakeModel().behave(tenant.modelKey(), "ok");
    }
  }

  @Test
  void pagesOfOtherOriginsAreRefused() {
    Api foreign = tenant.installation().api().with("Origin", FOREIGN);

    for (Answer answer :
        List.of(
            ask(foreign, "x", "Hello"),
            foreign.get(at("widget-config")),
            foreign.post(
                at("inquiries"), Map.of("name", "A", "email", "a@b.example", "question", "?")))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void aQuestionWithoutAnOriginIsRefused() {
    assertThat(ask(tenant.installation().api(), "x", "Hello").status()).isEqualTo(403);
  }

  @Test
  void anotherTenantsKeyAndOneThatNobodyHasAreAlike() {
    Map<String, String> hello = Map.of("message", "Hello");
    String of = "/customer-chat?tenant=%s&key=%s";
    RouteSamples.widget(other, "chat");

    Answer unknownKey = page.post(of.formatted(tenant.id(), "nobodys"), hello);
    Answer unknownTenant = page.post(of.formatted("nobody", "walk-customer"), hello);

    assertThat(List.of(unknownKey.status(), unknownTenant.status())).containsOnly(404);
    assertThat(detail(unknownKey)).isEqualTo(detail(unknownTenant));
  }

  private static String detail(Answer answer) {
    return answer.json().path("detail").asText();
  }

  @Test
  void aRequestThatNamesTwoTenantsIsRefused() {
    Answer answer =
        page.post(at("customer-chat"), Map.of("tenant_id", other.id(), "message", "Hello"));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aVisitorContinuesOnlyTheirOwnConversation() {
    String session = "shared-" + UUID.randomUUID();
    ask(page, session, QUESTION + " secretword");
    Answer stranger =
        page.post(
            at("customer-chat"),
            Map.of(
                "visitor_id", "somebody-else-entirely",
                "session_id", session,
                "message", QUESTION));

    assertThat(stranger.status()).isEqualTo(200);
    assertThat(tenant.installation().fakeModel().lastPrompt(tenant.modelKey()))
        .contains("The shop opens at nine")
        .doesNotContain("secretword");
  }

  @Test
  void aSecretThatCanBeGuessedIsNoSecret() {
    Answer answer = page.post(at("customer-chat"), Map.of("visitor_id", "me", "message", "Hello"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(detail(answer)).contains("visitor_id");
  }

  @Test
  void aBrowserIsToldBeforehandWhichPagesMayAsk() {
    Api asking =
        page.with("Access-Control-Request-Method", "POST")
            .with("Access-Control-Request-Headers", "content-type");
    Answer own = asking.send("OPTIONS", at("customer-chat"), BodyPublishers.noBody());
    Answer foreign =
        tenant
            .installation()
            .api()
            .with("Origin", FOREIGN)
            .with("Access-Control-Request-Method", "POST")
            .send("OPTIONS", at("customer-chat"), BodyPublishers.noBody());

    assertThat(own.status()).isEqualTo(204);
    assertThat(own.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(own.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(foreign.status()).isEqualTo(401);
    assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void whoAsksTooOftenWaits() {
    create(Map.of("key", "slow", "allowed_origins", List.of(PAGE), "per_address", 1));
    Map<String, String> hello = Map.of("message", "Hello");

    page.post(at("customer-chat", "slow"), hello);
    Answer second = page.post(at("customer-chat", "slow"), hello);

    assertThat(second.status()).isEqualTo(429);
    assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(1, 60);
    assertThat(second.header("Access-Control-Expose-Headers")).contains("Retry-After");
  }

  private static JsonNode create(Map<String, ?> widget) {
    Answer made = tenant.admin().post("/api/v1/widgets", widget);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json();
  }
}
