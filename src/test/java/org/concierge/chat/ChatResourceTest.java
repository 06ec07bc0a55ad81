package org.concierge.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.container.AsyncResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.FakeRequest;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;
import org.concierge.problem.ProblemType;
import org.concierge.stream.FakeStream;
import org.concierge.stream.Heartbeats;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantId;
import org.concierge.usage.Turns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered before a question is taken up. */
class ChatResourceTest {
  private final FakeRequest request = new FakeRequest();
  private final TenantContext tenant = new TenantContext();
  private final Heartbeats heartbeats = new Heartbeats();
  private final FakeStream stream = new FakeStream();
  private final List<Object> resumed = new ArrayList<>();
  private final ChatResource chat =
      new ChatResource(
          new Asking(
              new Answering(null, null, null, null, null, new Turns(null, null)),
              tenant,
              request.caller(),
              request.requestId(),
              heartbeats,
              principal -> true));

  @BeforeEach
  void aRequestOfAcme() {
    request.servlet.setAttribute(RequestId.ATTRIBUTE, "r-1");
    CurrentPrincipal.accept(
        request.servlet,
        Principal.ofKey(new UUID(0, 1), "ck_01234567", new TenantId("acme"), Set.of(Scope.CHAT)));
  }

  @AfterEach
  void close() {
    heartbeats.close();
  }

  @Test
  void aQuestionNeedsABody() {
    tenant.enter(SampleTenant.named("acme"));

    chat.answer(null, response());

    assertThat(resumed)
        .singleElement()
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.type()).isEqualTo(ProblemType.BAD_REQUEST));
  }

  @Test
  void aBadQuestionIsOneForBothKindsOfAnswers() {
    tenant.enter(SampleTenant.named("acme"));
    ChatRequest empty = new ChatRequest(null, null, " ", null, null, null, null, null, null, null);

    chat.answer(empty, response());
    Problem streamed =
        catchThrowableOfType(Problem.class, () -> chat.stream(empty, stream, stream));

    assertThat(resumed)
        .singleElement()
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.detail()).isEqualTo(streamed.detail()));
    assertThat(streamed.type()).isEqualTo(ProblemType.BAD_REQUEST);
  }

  /** Before the first event it can still be an ordinary answer, with its own status. */
  @Test
  void aBadQuestionBeginsNoStream() {
    catchThrowableOfType(Problem.class, () -> chat.stream(null, stream, stream));

    assertThat(stream.events).isEmpty();
    assertThat(stream.closed).isFalse();
  }

  /** Nothing can answer here: a mistake of ours that nobody foresaw. */
  @Test
  void aStreamIsClosedWhateverHappens() {
    tenant.enter(SampleTenant.with());
    chat.stream(
        new ChatRequest(null, null, "q", null, null, null, null, null, null, null), stream, stream);

    assertThat(stream.closed).isTrue();
    assertThat(stream.names()).containsExactly("problem");
    assertThat(stream.events.get(0).data())
        .isEqualTo(
            ProblemBody.of(
                new Problem(ProblemType.INTERNAL, "Something went wrong on our side."), "r-1"));
  }

  @Test
  void aPlainAnswerEndsWhateverHappens() {
    tenant.enter(SampleTenant.with());
    chat.answer(
        new ChatRequest(null, null, "q", null, null, null, null, null, null, null), response());

    assertThat(resumed).singleElement().isInstanceOf(NullPointerException.class);
  }

  private AsyncResponse response() {
    return (AsyncResponse)
        Proxy.newProxyInstance(
            AsyncResponse.class.getClassLoader(),
            new Class<?>[] {AsyncResponse.class},
            (self, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("resume");
              return resumed.add(arguments[0]);
            });
  }
}
