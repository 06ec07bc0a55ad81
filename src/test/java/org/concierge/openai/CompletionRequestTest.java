package org.concierge.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.chat.Asked;
import org.concierge.conversation.Turn;
import org.concierge.openai.CompletionRequest.Message;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.Test;

class CompletionRequestTest {
  @Test
  void theLastMessageIsTheQuestionAndTheOthersAreTheConversation() {
    Asked asked =
        request(
                new Message("system", "Be brief."),
                new Message("user", "One?"),
                new Message("assistant", "First."),
                new Message("user", "Two?"))
            .asked();

    assertThat(asked.request().message()).isEqualTo("Two?");
    assertThat(asked.wishes()).isEqualTo("Be brief.");
    assertThat(asked.told()).extracting(Turn::question).containsExactly("One?");
    assertThat(asked.told()).extracting(Turn::answer).containsExactly("First.");
  }

  @Test
  void partsOfTextAreOneText() {
    Object parts =
        List.of(Map.of("type", "text", "text", "How"), Map.of("type", "text", "text", "many?"));

    assertThat(request(new Message("user", parts)).asked().request().message())
        .isEqualTo("How\nmany?");
  }

  @Test
  void onlyTheLastTurnsAreRemembered() {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      messages.add(new Message("user", "q" + i));
      messages.add(new Message("assistant", "a" + i));
    }
    messages.add(new Message("user", "now"));

    assertThat(request(messages.toArray(Message[]::new)).asked().told())
        .hasSize(6)
        .last()
        .extracting(Turn::question)
        .isEqualTo("q19");
  }

  @Test
  void twoRequestsAreTwoConversations() {
    CompletionRequest request = request(new Message("user", "Hello"));

    assertThat(request.asked().request().sessionId())
        .isNotEqualTo(request.asked().request().sessionId());
  }

  @Test
  void anAssistantIsAskedByTheNameOfAModel() {
    assertThat(of("assistant:desk").asked().request().assistant()).isEqualTo("desk");
    assertThat(of("assistant:desk").calledModel("gpt")).isEqualTo("assistant:desk");
    assertThat(of("gpt").asked().request().assistant()).isEmpty();
    assertThat(of("gpt").calledModel("usual")).isEqualTo("usual");
    assertThat(of(null).asked().request().assistant()).isEmpty();
    assertThat(of("assistant:").asked().request().assistant()).as("nobody's name").isNotEmpty();
  }

  private static CompletionRequest of(String model) {
    return new CompletionRequest(null, model, List.of(new Message("user", "q")), null, null, null);
  }

  @Test
  void whatCannotBeAnsweredIsSaid() {
    isRefused(request(), "messages");
    isRefused(request(new Message("user", "q"), new Message("assistant", "a")), "user's");
    isRefused(request(new Message("robot", "q")), "role");
    isRefused(request(new Message("user", 7)), "content");
    isRefused(request(new Message("user", List.of(Map.of("type", "image_url")))), "text");
    isRefused(
        new CompletionRequest(null, "m", List.of(new Message("user", "q")), null, null, 2), "n");
    isRefused(
        request(new Message("system", "x".repeat(10_001)), new Message("user", "q")), "system");
  }

  private static void isRefused(CompletionRequest request, String word) {
    assertThatThrownBy(request::asked).isInstanceOf(Problem.class).hasMessageContaining(word);
  }

  private static CompletionRequest request(Message... messages) {
    return new CompletionRequest(null, "any", List.of(messages), null, null, null);
  }
}
