package org.concierge.cli;

import java.io.IOException;
import java.time.Clock;
import org.concierge.catalogue.Collecting;
import org.concierge.catalogue.CollectionRepository;
import org.concierge.chat.Rehearsal;
import org.concierge.evaluation.Evaluating;
import org.concierge.evaluation.PromptGate;
import org.concierge.evaluation.QuestionSetRepository;
import org.concierge.evaluation.QuestionSets;
import org.concierge.evaluation.RunRepository;
import org.concierge.evaluation.Runs;
import org.concierge.index.EmbeddingIndexRepository;
import org.concierge.llm.ChatModels;
import org.concierge.llm.Embedders;
import org.concierge.outbound.OutboundClient;
import org.concierge.persistence.Databases;
import org.concierge.prompt.PromptRepository;
import org.concierge.prompt.Prompts;
import org.concierge.rerank.Reranker;
import org.concierge.retrieval.Retriever;
import org.concierge.retrieval.SearchRepository;
import org.concierge.tenant.Installation;

/** What judges answers, put together without a server. */
final class Evaluations implements AutoCloseable {
  private final Embedders embedders;
  private final ChatModels models = new ChatModels();
  private final Reranker reranker = new Reranker(OutboundClient.forCredentials());
  private final QuestionSets sets;
  private final Runs runs;

  Evaluations(Installation installation, Databases databases, Clock clock) {
    embedders = new Embedders(installation.embeddingsFolder());
    QuestionSetRepository stored = new QuestionSetRepository(databases);
    RunRepository past = new RunRepository(databases);
    Retriever retriever =
        new Retriever(
            embedders,
            new SearchRepository(databases),
            new EmbeddingIndexRepository(databases),
            new Collecting(new CollectionRepository(databases), clock),
            reranker);
    sets = new QuestionSets(stored);
    runs =
        new Runs(
            stored,
            past,
            new Evaluating(retriever, new Rehearsal(retriever, models, embedders)),
            new Prompts(new PromptRepository(databases), new PromptGate(stored, past), clock),
            Runnable::run,
            clock);
  }

  QuestionSets sets() {
    return sets;
  }

  Runs runs() {
    return runs;
  }

  @Override
  public void close() throws IOException {
    models.close();
    reranker.close();
    embedders.close();
  }
}
