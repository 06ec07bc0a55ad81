package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.it.RouteSamples.PAGE;

import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may ask at the widget of an internal page, and in whose name. */
class WidgetTokenIT {
  private static final String OTHER_PAGE = "https://other.example";

  private static FurnishedTenant tenant;
  private static FurnishedTenant other;
  private static Api page;
  private static Api voucher;
  private static String document;

  @BeforeAll
  static void anInternalPage() {
    TestInstallation installation = TestInstallation.shared();
    tenant = FurnishedTenant.in(installation, "token-one", Map.of());
    other = FurnishedTenant.in(installation, "token-two", Map.of());
    page = installation.api().with("Origin", PAGE);
    var key =
        tenant
            .admin()
            .post("/api/v1/keys", Map.of("name", "Intranet", "scopes", List.of("chat")))
            .json();
    voucher = installation.api().withKey(key.path("key").asText());
    widget("intranet", key.path("id").asText());
    widget("second", key.path("id").asText());
    document =
        FurnishedTenant.upload(
            tenant.admin(), "secret.txt", "The vault opens with the word nightingale.");
    TestPerson.in(installation, tenant.id(), "reader@token.example", Role.MEMBER);
    TestPerson.in(installation, tenant.id(), "stranger@token.example", Role.MEMBER);
    String reader = userId("reader@token.example");
    tenant
        .admin()
        .patch("/api/v1/documents/" + document, Map.of("readers", List.of("user:" + reader)));
  }

  private static void widget(String widgetKey, String identityKey) {
    Answer made =
        tenant
            .admin()
            .post(
                "/api/v1/widgets",
                Map.of(
                    "key",
                    widgetKey,
                    "kind",
                    "chat",
                    "allowed_origins",
                    List.of(PAGE, OTHER_PAGE),
                    "identity_key",
                    identityKey,
                    "per_address",
                    0));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
  }

  private static String userId(String email) {
    for (var user : tenant.admin().get("/api/v1/users").json().path("items")) {
      if (user.path("email").asText().equals(email)) {
        return user.path("id").asText();
      }
    }
    throw new AssertionError("no user " + email);
  }

  private static Answer tokenFor(Api by, String email) {
    return by.post(
        "/api/v1/widget-tokens", Map.of("widget_key", "intranet", "email", email, "origin", PAGE));
  }

  private static String token(String email) {
    Answer issued = tokenFor(voucher, email);
    assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
    return issued.json().path("token").asText();
  }

  private static Answer ask(Api from, String key, String token) {
    return from.with("X-Widget-Token", token)
        .post(
            "/customer-chat?tenant=" + tenant.id() + "&key=" + key,
            Map.of("message", "What word does the vault open with?"));
  }

  @Test
  void aPersonIsAnsweredFromWhatTheyMayRead() {
    Answer reader = ask(page, "intranet", token("reader@token.example"));
    Answer stranger = ask(page, "intranet", token("stranger@token.example"));

    assertThat(reader.text()).contains(document);
    assertThat(stranger.status()).isEqualTo(200);
    assertThat(stranger.text()).doesNotContain(document);
  }

  @Test
  void withoutATokenNobodyIsAnswered() {
    assertThat(
            page.post(
                    "/customer-chat?tenant=" + tenant.id() + "&key=intranet",
                    Map.of("message", "Hello"))
                .status())
        .isEqualTo(401);
    assertThat(ask(page, "intranet", "wt_forged").status()).isEqualTo(401);
  }

  @Test
  void aTokenIsWorthNothingAtAnotherOriginOrWidget() {
    String token = token("reader@token.example");
    Api elsewhere = tenant.installation().api().with("Origin", OTHER_PAGE);

    assertThat(ask(elsewhere, "intranet", token).status()).isEqualTo(401);
    assertThat(ask(page, "second", token).status()).isEqualTo(401);
    assertThat(ask(page, "intranet", token).status()).isEqualTo(200);
  }

  @Test
  void aTokenOpensNothingElse() {
    String token = token("reader@token.example");
    Api bearer = tenant.installation().api().withBearer(token);

    assertThat(bearer.get("/api/v1/documents").status()).isEqualTo(401);
    assertThat(bearer.post("/api/v1/chat", Map.of("message", "Hello")).status()).isEqualTo(401);
  }

  @Test
  void onceSignedOutTheTokenIsWorthNothing() {
    String token = token("stranger@token.example");
    String user = userId("stranger@token.example");

    assertThat(ask(page, "intranet", token).status()).isEqualTo(200);
    assertThat(voucher.delete("/api/v1/widget-tokens/" + user).status()).isEqualTo(204);
    assertThat(ask(page, "intranet", token).status()).isEqualTo(401);
  }

  @Test
  void onlyTheKeyThatTheWidgetNamesVouchesForPeople() {
    assertThat(tokenFor(tenant.chat(), "reader@token.example").status()).isEqualTo(404);
    assertThat(tokenFor(other.chat(), "reader@token.example").status()).isEqualTo(404);
    assertThat(tokenFor(other.admin(), "reader@token.example").status()).isEqualTo(404);
    assertThat(tokenFor(voucher, "nobody@token.example").status()).isEqualTo(404);
  }

  @Test
  void anOriginThatIsNotTheWidgetsGetsNoToken() {
    Answer answer =
        voucher.post(
            "/api/v1/widget-tokens",
            Map.of(
                "widget_key", "intranet",
                "email", "reader@token.example",
                "origin", "https://evil.example"));

    assertThat(answer.status()).isEqualTo(400);
  }
}
