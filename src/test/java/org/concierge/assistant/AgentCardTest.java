package org.concierge.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concierge.assistant.Assistant.Origin;
import org.junit.jupiter.api.Test;

class AgentCardTest {
  private static final String URL = "https://concierge.example.com";

  @Test
  void aSkillSaysWhichCredentialItTakes() {
    Map<String, Object> card =
        AgentCard.of(
            "ACME",
            "About",
            URL,
            List.of(of("staff", "tenant:{{tenant_id}}", "audit"), of("guests", "anonymous")));

    assertThat(card)
        .containsEntry("name", "ACME")
        .containsEntry("url", URL + "/v1/chat/completions")
        .containsEntry("protocolVersion", "0.3.0");
    List<?> skills = (List<?>) card.get("skills");
    assertThat(((Map<?, ?>) skills.get(0)).get("security"))
        .isEqualTo(
            List.of(Map.of("oauth2", List.of("chat", "audit")), Map.of("apiKey", List.of())));
    assertThat(((Map<?, ?>) skills.get(1)).get("security")).isEqualTo(List.of(Map.of()));
  }

  @Test
  void neitherInstructionsNorCollectionsAreTold() {
    assertThat(AgentCard.of("ACME", "About", URL, List.of(of("staff", "user"))).toString())
        .doesNotContain("In verse")
        .doesNotContain("Board");
  }

  private static Assistant of(String id, String... scopes) {
    return new Assistant(
        id,
        id,
        "",
        "In verse",
        List.of("Board"),
        "",
        Set.of(),
        Set.of(),
        List.of(scopes),
        List.of("When?"),
        true,
        Origin.TENANT);
  }
}
