package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.concierge.it.Answer;
import org.concierge.it.Api;
import org.concierge.it.Api.Part;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;

/**
 * Questions of every kind with what became of them, and an inquiry, for pages to show.
 *
 * @param conversation that holds a good answer, a bad one and none
 * @param inquiry that a visitor has left
 */
record Talk(String conversation, String inquiry) {
  static final String MARKUP = "<img src=x onerror=alert(1)>";

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String PAGE = "https://talk.example";

  static Talk in(TestInstallation installation, TenantAccess tenant) {
    Api admin = installation.api().withKey(tenant.adminKey());
    learn(admin, "The parking deck opens at six and is free for visitors. " + MARKUP);
    ask(admin, "Who painted the ceiling of that chapel in Rome?");
    rate(admin, ask(admin, "When does the parking deck open? " + MARKUP), 1, "", "");
    rate(admin, ask(admin, "Is the parking deck free?"), -1, "wrong", "Not on Sundays. " + MARKUP);
    admin.post(
        "/api/v1/widgets",
        Map.of("key", "talk", "allowed_origins", List.of(PAGE), "per_address", 0));
    Answer left =
        installation
            .api()
            .with("Origin", PAGE)
            .post(
                "/api/v1/inquiries?tenant=" + tenant.id() + "&key=talk",
                Map.of(
                    "name", "Vic " + MARKUP,
                    "email", "vic@visitor.example",
                    "question", "Who repairs the deck? " + MARKUP,
                    "transcript", "You: Hello " + MARKUP + "\nAssistant: Good day."));
    assertThat(left.status()).as(left.toString()).isEqualTo(201);
    return new Talk(
        first(admin.get("/api/v1/admin/sessions")), first(admin.get("/api/v1/inquiries")));
  }

  private static void learn(Api admin, String text) {
    String id =
        admin
            .upload("/api/v1/upload", Part.file("parking.txt", text))
            .json()
            .at("/documents/0/id")
            .asText();
    await()
        .atMost(SOON)
        .until(() -> admin.get("/api/v1/documents/" + id).text().contains("\"READY\""));
  }

  /** The id of the turn. */
  static String ask(Api api, String question) {
    Answer answer = api.post("/api/v1/chat", Map.of("message", question, "session_id", "parking"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().path("turn_id").asText();
  }

  private static void rate(Api api, String turn, int rating, String reason, String comment) {
    Answer rated =
        api.post(
            "/api/v1/turns/" + turn + "/feedback",
            Map.of("rating", rating, "reason", reason, "comment", comment));
    assertThat(rated.status()).as(rated.toString()).isEqualTo(200);
  }

  private static String first(Answer list) {
    JsonNode items = list.json().path("items");
    assertThat(items).as(list.toString()).isNotEmpty();
    return items.at("/0/id").asText();
  }
}
