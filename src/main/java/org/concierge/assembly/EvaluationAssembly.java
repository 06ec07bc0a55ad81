package org.concierge.assembly;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.concierge.assistant.AssistantFiles;
import org.concierge.assistant.AssistantRepository;
import org.concierge.assistant.Assistants;
import org.concierge.assistant.Cards;
import org.concierge.audit.Audit;
import org.concierge.catalogue.Collecting;
import org.concierge.chat.Rehearsal;
import org.concierge.chat.Writing;
import org.concierge.conversation.ConversationRepository;
import org.concierge.evaluation.Adopting;
import org.concierge.evaluation.AssistantTrial;
import org.concierge.evaluation.Evaluating;
import org.concierge.evaluation.PromptGate;
import org.concierge.evaluation.QuestionSetRepository;
import org.concierge.evaluation.QuestionSets;
import org.concierge.evaluation.RunRepository;
import org.concierge.evaluation.Runs;
import org.concierge.identity.Users;
import org.concierge.llm.ChatModels;
import org.concierge.llm.Embedders;
import org.concierge.outbound.OutboundClient;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;
import org.concierge.prompt.PromptRepository;
import org.concierge.prompt.Prompts;
import org.concierge.rerank.Reranker;
import org.concierge.retrieval.Retriever;
import org.concierge.review.Activity;
import org.concierge.review.ActivityRepository;
import org.concierge.review.SessionRepository;
import org.concierge.review.Sessions;
import org.concierge.review.ShortfallRepository;
import org.concierge.review.Shortfalls;
import org.concierge.review.TranscriptsRepository;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;

/** Prompts, what judges them, and what is seen of the answers, for {@link Assembly}. */
@ApplicationScoped
public class EvaluationAssembly {
  @Resource private ManagedThreadFactory threads;
  private ExecutorService worker;

  @Produces
  @Singleton
  Prompts prompts(Databases databases, Clock clock) {
    return new Prompts(
        new PromptRepository(databases),
        new PromptGate(new QuestionSetRepository(databases), new RunRepository(databases)),
        clock);
  }

  @Produces
  @Singleton
  Writing writing(ChatModels models, Prompts prompts, Assistants assistants) {
    return new Writing(models, prompts, assistants);
  }

  @Produces
  @Singleton
  Assistants assistants(Tenants tenants, Databases databases, Collecting collecting) {
    return new Assistants(
        new AssistantRepository(databases), new AssistantFiles(tenants.folder()), collecting);
  }

  @Produces
  @Singleton
  Cards cards(Assistants assistants, Tenants tenants, Installation installation) {
    return new Cards(assistants, tenants, installation);
  }

  @Produces
  @Singleton
  Rehearsal rehearsal(Retriever retriever, ChatModels models, Embedders embedders) {
    return new Rehearsal(retriever, models, embedders);
  }

  @Produces
  @Singleton
  AssistantTrial assistantTrial(Assistants assistants, Prompts prompts, Rehearsal rehearsal) {
    return new AssistantTrial(assistants, prompts, rehearsal);
  }

  @Produces
  @Singleton
  Reranker reranker() {
    return new Reranker(OutboundClient.forCredentials());
  }

  void close(@Disposes Reranker reranker) {
    reranker.close();
  }

  @Produces
  @Singleton
  QuestionSets questionSets(Databases databases) {
    return new QuestionSets(new QuestionSetRepository(databases));
  }

  @Produces
  @Singleton
  Adopting adopting(
      Tenants tenants, ConversationRepository conversations, QuestionSets sets, Audit audit) {
    return new Adopting(tenants, conversations, sets, audit);
  }

  @Produces
  @Singleton
  Runs runs(
      Databases databases, Retriever retriever, Rehearsal rehearsal, Prompts prompts, Clock clock) {
    // One after the other: people who wait for answers need the models more.
    worker = Executors.newSingleThreadExecutor(threads);
    return new Runs(
        new QuestionSetRepository(databases),
        new RunRepository(databases),
        new Evaluating(retriever, rehearsal),
        prompts,
        worker,
        clock);
  }

  @PreDestroy
  void stop() {
    if (worker != null) {
      worker.shutdownNow();
    }
  }

  @Produces
  @Singleton
  Sessions sessions(
      Tenants tenants,
      Databases databases,
      EntityManagers entities,
      Users users,
      Retriever retriever,
      Audit audit) {
    return new Sessions(
        tenants,
        new SessionRepository(databases),
        new TranscriptsRepository(entities),
        users,
        retriever,
        audit);
  }

  @Produces
  @Singleton
  Shortfalls shortfalls(
      Tenants tenants, Databases databases, Users users, Audit audit, Clock clock) {
    return new Shortfalls(tenants, new ShortfallRepository(databases), users, audit, clock);
  }

  @Produces
  @Singleton
  Activity activity(Databases databases, Clock clock) {
    return new Activity(new ActivityRepository(databases), clock);
  }
}
