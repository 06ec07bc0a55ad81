package org.concierge.it.browser;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concierge.it.Api;
import org.concierge.it.TestInstallation;

/** What administrators write, for pages to show. */
final class Desk {
  private static final Duration SOON = Duration.ofSeconds(60);

  private Desk() {}

  /**
   * @return ids by the pages that show them
   */
  static Map<String, String> fill(TestInstallation installation, String adminKey) {
    Api admin = installation.api().withKey(adminKey);
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("widget", widget(admin));
    ids.put("prompt", prompt(admin));
    ids.put("assistant", assistant(admin));
    Map<String, Object> question =
        Map.of(
            "question",
            "In which class do we travel?",
            "expected",
            List.of(Map.of("document", "travel-policy.md")));
    String set =
        Office.made(admin, "evals", Map.of("name", "Travel", "questions", List.of(question)));
    ids.put("questions", set);
    ids.put("runs", set);
    ids.put(
        "question",
        admin.get("/api/v1/evals/" + set + "/questions").json().at("/items/0/id").asText());
    ids.put("run", run(admin, set));
    return ids;
  }

  private static String widget(Api admin) {
    return Office.made(
        admin,
        "widgets",
        Map.of(
            "name", "Web shop",
            "key", "shop",
            "allowed_origins", List.of("https://shop.example.com"),
            "greeting", "Hello! What would you like to know about your order?",
            "suggested_questions", List.of("Where is my parcel?", "How do I return it?"),
            "colour", "#0f6b3e"));
  }

  private static String assistant(Api admin) {
    admin.post(
        "/api/v1/assistants",
        Map.of(
            "id", "travel-desk",
            "name", "Travel desk",
            "description", "Trips, hotels, expenses.",
            "instructions", "Name the form to fill in.",
            "groups", List.of("staff"),
            "questions", List.of("In which class do we travel?")));
    return "travel-desk";
  }

  private static String prompt(Api admin) {
    String first =
        Office.made(admin, "prompts", Map.of("text", "Answer briefly.\nSay you, not we."));
    admin.post("/api/v1/prompts/" + first + "/publish", Map.of());
    return Office.made(
        admin,
        "prompts",
        Map.of(
            "text", "You answer for {{company}}.\nAnswer briefly.", "note", "Names the company"));
  }

  private static String run(Api admin, String set) {
    String run = Office.made(admin, "evals/" + set + "/runs", Map.of("answers", true));
    String address = "/api/v1/evals/runs/" + run;
    await()
        .atMost(SOON)
        .until(() -> !admin.get(address).json().at("/run/state").asText().equals("RUNNING"));
    return run;
  }
}
