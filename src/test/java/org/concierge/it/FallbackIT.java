package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when a tenant's model does not answer and another one is there. */
class FallbackIT {
  private static final String QUESTION = "When does the canteen open on working days?";
  private static final String SPARE = "sk-of-the-fallback";

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant =
        TestTenant.withModel(
            installation,
            "fallback",
            Map.of(
                "FALLBACK_BASE_URL",
                installation.fakeModel().baseUrl().toString(),
                "FALLBACK_API_KEY",
                SPARE,
                "FALLBACK_MODEL",
                "spare",
                "LLM_TIMEOUT_SECONDS",
                "2"));
    tenant.learn("canteen.txt", "The canteen opens at 11:30 and closes at 14:00 on work days.");
  }

  @BeforeEach
  void theFirstIsHeardAgain() {
    tenant.modelBehaves("ok");
    tenant.ask(QUESTION);
    installation.fakeModel().answer(SPARE, "From the spare one [1].");
  }

  @ParameterizedTest
  @ValueSource(strings = {"401", "404", "429", "500", "reset", "html", "empty", "hang"})
  void theFallbackAnswersAndIsNamed(String behaviour) {
    tenant.modelBehaves(behaviour);

    JsonNode answer = tenant.ask(Map.of("message", QUESTION, "session_id", behaviour)).json();

    assertThat(answer.path("response").asText())
        .as(answer.toString())
        .isEqualTo("From the spare one [1].");
    assertThat(answer.path("model").asText()).isEqualTo("spare");
    JsonNode turn = tenant.lastTurn(behaviour);
    assertThat(turn.path("state").asText()).isEqualTo("DONE");
    assertThat(turn.path("model").asText()).isEqualTo("spare");
  }

  /** The one who asked has read half of an answer. */
  @ParameterizedTest
  @ValueSource(strings = {"cut,slow=20", "error-in-stream", "nodone"})
  void afterTheFirstWordNobodyElseIsAsked(String behaviour) {
    tenant.modelBehaves(behaviour);
    int before = installation.fakeModel().requests(SPARE).size();

    try (EventStream stream = tenant.chat().stream("/api/v1/chat", Map.of("message", QUESTION))) {
      List<EventStream.Event> events = stream.rest();
      assertThat(events.get(events.size() - 1).name()).isEqualTo("problem");
    }

    assertThat(installation.fakeModel().requests(SPARE)).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"400", "filtered"})
  void aRefusedQuestionIsAskedNowhereElse(String behaviour) {
    tenant.modelBehaves(behaviour);
    int before = installation.fakeModel().requests(SPARE).size();

    assertThat(tenant.ask(QUESTION).status()).isEqualTo(502);

    assertThat(installation.fakeModel().requests(SPARE)).hasSize(before);
  }

  @Test
  void aPassingFailureIsNotEvenNoticed() {
    installation.fakeModel().behave(tenant.key(), "503", 1);

    JsonNode answer = tenant.ask(QUESTION).json();

    assertThat(answer.path("model").asText()).as(answer.toString()).isEqualTo("gpt-4o-mini");
  }

  @Test
  void whereBothFailTheFailureIsTold() {
    tenant.modelBehaves("500");
    installation.fakeModel().behave(SPARE, "401");

    Answer answer = tenant.ask(QUESTION);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(502);
  }
}
