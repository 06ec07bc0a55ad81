package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A document that somebody may read no more: gone from answers, also from those that run on. */
class RevokedDocumentIT {
  private static TestInstallation installation;

  @BeforeAll
  static void installation() {
    installation = TestInstallation.shared();
  }

  @Test
  void aRevokedDocumentIsGoneFromTheRunningConversation() {
    TestTenant asking = TestTenant.withModel(installation, "revoked", Map.of());
    String recipe =
        asking.learn("recipe.txt", "The soup of the canteen is made with paprika and leek.");
    asking.learn("hours.txt", "The canteen is open from eleven to two. Soup is served daily.");
    String first = ask(asking, "What is the soup of the canteen made with?");
    assertThat(first).contains("recipe.txt");
    assertThat(ask(asking, "And what else is in it?")).contains("recipe.txt");
    assertThat(prompt(asking)).contains("paprika");

    asking.admin().patch("/api/v1/documents/" + recipe, Map.of("readers", List.of("group:cooks")));
    String later = ask(asking, "And when is the soup of the canteen served?");

    assertThat(later).doesNotContain("paprika", "recipe.txt");
    assertThat(prompt(asking))
        .contains("eleven")
        .doesNotContain("paprika", "recipe.txt", "made with?", "what else");

    asking.admin().patch("/api/v1/documents/" + recipe, Map.of("readers", List.of("tenant")));
    ask(asking, "What is the soup of the canteen made with?");

    assertThat(prompt(asking)).contains("paprika", "what else");
  }

  @Test
  void theSourcesOfAnOldAnswerAreThoseThatCanStillBeRead() {
    TestTenant asking = TestTenant.withModel(installation, "sources", Map.of());
    String recipe =
        asking.learn("recipe.txt", "The soup of the canteen is made with paprika and leek.");
    ask(asking, "What is the soup of the canteen made with?");
    assertThat(asking.lastTurn("running").path("sources")).isNotEmpty();

    asking.admin().delete("/api/v1/documents/" + recipe);

    assertThat(asking.lastTurn("running").path("sources")).isEmpty();
    assertThat(asking.lastTurn("running").path("question").asText()).contains("soup");
  }

  private static String ask(TestTenant tenant, String message) {
    Answer answer = tenant.ask(Map.of("message", message, "session_id", "running"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.text();
  }

  private static String prompt(TestTenant tenant) {
    return installation.fakeModel().lastPrompt(tenant.key());
  }
}
