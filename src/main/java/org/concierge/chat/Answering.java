package org.concierge.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Principal;
import org.concierge.audit.Audit;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.conversation.ConversationRepository;
import org.concierge.conversation.ConversationRepository.Beginning;
import org.concierge.conversation.ConversationRepository.Begun;
import org.concierge.conversation.Memory;
import org.concierge.conversation.Turn;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.llm.Embedder;
import org.concierge.llm.Embedders;
import org.concierge.llm.Prompt;
import org.concierge.problem.Problem;
import org.concierge.prompt.Prompts;
import org.concierge.retrieval.Passage;
import org.concierge.retrieval.Question;
import org.concierge.retrieval.Relevance;
import org.concierge.retrieval.Retriever;
import org.concierge.stream.AnswerSink;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Provider;
import org.concierge.usage.Turns;
import org.concierge.usage.Turns.Running;

/**
 * Answers a question: find passages, ask the model (or quote), pass the answer on while it is
 * written, store the turn. The turn is stored before the model is asked and again when the answer
 * ends, however it ends; no transaction is open in between. Thread safe.
 */
public final class Answering {
  /** Passages that the model is shown: some 1,600 tokens. */
  static final int PASSAGES = 8;

  private static final int MAX_TURNS = 100;

  private final ConversationRepository conversations;
  private final Retriever retriever;
  private final Writing writing;
  private final Embedders embedders;
  private final Audit audit;
  private final Turns turns;

  public Answering(
      ConversationRepository conversations,
      Retriever retriever,
      Writing writing,
      Embedders embedders,
      Audit audit,
      Turns turns) {
    this.conversations = conversations;
    this.retriever = retriever;
    this.writing = writing;
    this.embedders = embedders;
    this.audit = audit;
    this.turns = turns;
  }

  /**
   * The question to the assistant that it names, inside the tenant's scope.
   *
   * @throws Problem NOT_FOUND if it is none that the caller may ask
   */
  Asked guided(Tenant tenant, Principal caller, Asked asked) {
    String named = asked.request().assistant();
    return named == null || named.isEmpty() ? asked : writing.guided(tenant, caller, asked);
  }

  /**
   * Asks whether the question may be answered now; if so, it has to be.
   *
   * @throws Problem TOO_MANY_REQUESTS
   */
  Running begin(Tenant tenant, Asked asked) {
    String message = asked.request().message();
    return turns.begin(tenant, message == null ? 0 : message.length());
  }

  /**
   * Answers into the sink, inside the tenant's scope; returns before the answer is complete if a
   * model writes it.
   *
   * @throws Problem UNAVAILABLE before anything is stored; what fails later is told to the sink
   */
  void answer(
      Tenant tenant,
      Principal principal,
      Caller asker,
      Asked asked,
      AnswerSink sink,
      Running running) {
    ChatRequest request = asked.request();
    Begun begun = begun(principal, asked, running);
    if (begun.turn().isEmpty()) {
      running.ended("");
      String full = Sentences.in(principal.person()).full();
      sink.citations(List.of());
      sink.delta(full);
      sink.done(answer(tenant, request, null, full, List.of(), true));
      return;
    }
    Turn turn = begun.turn().get();
    TurnRecorder recorder = new TurnRecorder(conversations, audit, asker, turn.id(), sink, running);
    Tenant answering = asked.guide().of(tenant);
    answer(answering, principal, asked.asking(turn.question()), begun, recorder);
  }

  private void answer(
      Tenant tenant, Principal principal, Asked asked, Begun begun, TurnRecorder recorder) {
    ChatRequest request = asked.request();
    Sentences words = Sentences.in(principal.person());
    UUID turn = recorder.turn();
    try {
      List<Turn> earlier =
          asked.told().isEmpty() ? remembered(tenant, asked, begun.earlier()) : asked.told();
      String searched = FollowUp.standalone(request.message(), earlier);
      List<Citation> citations = citations(retriever, tenant, asked.question(searched, PASSAGES));
      recorder.found(searched, citations);
      if (citations.isEmpty()) {
        recorder.citations(citations);
        recorder.delta(words.notFound());
        recorder.done(answer(tenant, request, turn, words.notFound(), List.of(), false));
      } else if (tenant.model().provider() == Provider.QUOTE) {
        quote(tenant, request, recorder, citations, words);
      } else {
        recorder.restsOn(Memory.restOn(citations, earlier));
        recorder.citations(citations);
        Prompts.Instructed instructed = writing.instructed(tenant, principal.person());
        recorder.promptVersion(instructed.number());
        Prompt prompt =
            PromptBuilder.build(instructed.tenant(), earlier, citations, asked, principal.person());
        ask(tenant, request, recorder, prompt, citations);
      }
    } catch (Problem problem) {
      recorder.failed(problem, answer(tenant, request, turn, "", List.of(), false));
    } catch (RuntimeException e) {
      recorder.failed(null, answer(tenant, request, turn, "", List.of(), false));
      throw e;
    } catch (StackOverflowError e) {
      // What a question has brought about must not outlive it.
      recorder.failed(null, answer(tenant, request, turn, "", List.of(), false));
      throw new IllegalStateException("A question was too deep.", e);
    }
  }

  private Begun begun(Principal principal, Asked asked, Running running) {
    ChatRequest request = asked.request();
    try {
      Beginning beginning =
          new Beginning(
              request.sessionId(),
              request.message(),
              request.replaces(),
              asked.channel(),
              asked.guide().id());
      return conversations.begin(principal, beginning, MAX_TURNS);
    } catch (RuntimeException e) {
      running.ended("");
      throw e;
    }
  }

  /**
   * Without the turns that rest on a document that the one who asks may not read (any more). An
   * assistant that looks into some collections only remembers its own: what others have said may
   * come from anywhere.
   */
  private List<Turn> remembered(Tenant tenant, Asked asked, List<Turn> earlier) {
    List<Turn> own =
        asked.guide().bounds() == null
            ? earlier
            : earlier.stream().filter(t -> t.assistant().equals(asked.guide().id())).toList();
    return Memory.visible(own, retriever.visible(tenant.id(), Memory.restOn(own)));
  }

  /** What an answer to that question is based on; empty if the documents are silent. */
  static List<Citation> citations(Retriever retriever, Tenant tenant, Question question) {
    List<Passage> found = retriever.find(tenant, question);
    List<Citation> citations = new ArrayList<>();
    for (Passage passage :
        Relevance.relevant(retriever.asIndexed(tenant), question.text(), found)) {
      citations.add(Citation.of(citations.size() + 1, passage));
    }
    return citations;
  }

  private void quote(
      Tenant tenant,
      ChatRequest request,
      TurnRecorder recorder,
      List<Citation> citations,
      Sentences words) {
    Embedder embedder = embedders.of(retriever.asIndexed(tenant));
    String text = Quoting.answer(request.message(), citations, embedder, words);
    recorder.restsOn(Memory.restOn(citations, List.of()));
    recorder.citations(Citing.cited(text, citations));
    recorder.delta(text);
    recorder.done(
        answer(tenant, request, recorder.turn(), text, Citing.cited(text, citations), false));
  }

  private void ask(
      Tenant tenant,
      ChatRequest request,
      TurnRecorder recorder,
      Prompt prompt,
      List<Citation> citations) {
    ModelAnswer listener =
        new ModelAnswer(
            recorder, citations, answer(tenant, request, recorder.turn(), "", citations, false));
    Runnable cancel = writing.begin(tenant, prompt, listener);
    recorder.onGone(() -> listener.stop(cancel));
  }

  private static ChatAnswer answer(
      Tenant tenant,
      ChatRequest request,
      UUID turn,
      String text,
      List<Citation> sources,
      boolean limitReached) {
    return new ChatAnswer(
        text,
        sources,
        !sources.isEmpty(),
        request.sessionId(),
        turn,
        tenant.model().provider().name().toLowerCase(java.util.Locale.ROOT),
        tenant.model().model(),
        new Usage(0, 0),
        limitReached);
  }
}
