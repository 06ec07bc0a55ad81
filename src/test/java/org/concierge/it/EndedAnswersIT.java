package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers that are under way when their reader's credential ends. */
class EndedAnswersIT {
  /** What the product promises. */
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private static TestInstallation installation;
  private static People people;

  @BeforeAll
  static void tenants() {
    installation = TestInstallation.shared();
    people = new People(installation);
  }

  @AfterAll
  static void close() {
    people.close();
  }

  @Test
  void aStreamEndsWithItsReadersCredential() {
    TestTenant slow =
        TestTenant.withModel(installation, "bearer-slow", Map.of("LLM_TIMEOUT_SECONDS", "120"));
    slow.learn("garden.txt", "The heron lives in the garden.\n\nThe heron eats fish.");
    slow.modelBehaves("prompt,slow=5000");
    User user = people.create(slow.id(), Role.MEMBER);
    JsonNode key = KeysIT.create(slow.admin(), "streaming", List.of("chat"));
    Map<String, String> question = Map.of("message", "Where does the heron live?");
    try (EventStream ofUser = people.as(user).stream("/api/v1/chat", question);
        EventStream ofKey =
            installation.api().withKey(key.path("key").asText()).stream("/api/v1/chat", question)) {
      assertThat(ofUser.next().orElseThrow().name()).isEqualTo("citations");
      assertThat(ofKey.next().orElseThrow().name()).isEqualTo("citations");
      long began = System.nanoTime();

      people.users().disable(Caller.commandLine(user.tenant()), user.id());
      slow.admin().delete("/api/v1/keys/" + key.path("id").asText());

      for (EventStream stream : List.of(ofUser, ofKey)) {
        EventStream.Event last = null;
        for (var event = stream.next(); event.isPresent(); event = stream.next()) {
          last = event.get();
        }
        assertThat(last).isNotNull();
        assertThat(last.name()).isEqualTo("problem");
        assertThat(last.json().path("status").asInt()).isEqualTo(401);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(A_MINUTE);
    }
  }

  @Test
  void anAnswerInOnePieceEndsWithItsReadersCredential() {
    TestTenant slow =
        TestTenant.withModel(installation, "bearer-json", Map.of("LLM_TIMEOUT_SECONDS", "120"));
    slow.learn("garden.txt", "The heron lives in the garden.\n\nThe heron eats fish.");
    slow.modelBehaves("prompt,slow=5000");
    User user = people.create(slow.id(), Role.MEMBER);
    Api api = people.as(user);
    long began = System.nanoTime();
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(
            () -> api.post("/api/v1/chat", Map.of("message", "Where does the heron live?")));
    await().until(() -> !installation.fakeModel().requests(slow.key()).isEmpty());

    people.users().disable(Caller.commandLine(user.tenant()), user.id());

    assertThat(waiting.join().status()).isEqualTo(401);
    await().until(() -> installation.fakeModel().aborted(slow.key()) > 0);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(A_MINUTE);
  }
}
