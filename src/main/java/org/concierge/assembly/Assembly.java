package org.concierge.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import org.concierge.audit.Audit;
import org.concierge.catalogue.Catalogue;
import org.concierge.catalogue.Collecting;
import org.concierge.chat.Answering;
import org.concierge.chat.Writing;
import org.concierge.conversation.ConversationRepository;
import org.concierge.document.DocumentFiles;
import org.concierge.ingestion.Indexing;
import org.concierge.ingestion.Ingestion;
import org.concierge.ingestion.IngestionWorker;
import org.concierge.ingestion.JobRepository;
import org.concierge.ingestion.Stores;
import org.concierge.library.Library;
import org.concierge.llm.ChatModels;
import org.concierge.llm.Embedders;
import org.concierge.llm.ModelCalls;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;
import org.concierge.persistence.Migrations;
import org.concierge.rerank.Reranker;
import org.concierge.retrieval.Retriever;
import org.concierge.retrieval.SearchRepository;
import org.concierge.security.ApiKeyRepository;
import org.concierge.security.ApiKeys;
import org.concierge.stream.Heartbeats;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;
import org.concierge.usage.Turns;

/**
 * Puts the running server together: the classes in the middle know nothing of CDI, here they get
 * their parts. All are singletons without proxies, closed with the application.
 */
@ApplicationScoped
public class Assembly {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Tenants tenants(Installation installation) {
    return new Tenants(installation.tenantsFolder());
  }

  @Produces
  @Singleton
  Databases databases(Installation installation, Tenants tenants, Clock clock) {
    return new Databases(
        installation, tenants, new DataSources(installation.poolSize()), new Migrations(clock));
  }

  void close(@Disposes Databases databases) {
    databases.close();
  }

  @Produces
  @Singleton
  EntityManagers entityManagers(Databases databases) {
    return new EntityManagers(databases);
  }

  void close(@Disposes EntityManagers managers) {
    managers.close();
  }

  @Produces
  @Singleton
  ApiKeys apiKeys(Databases databases) {
    return new ApiKeys(new ApiKeyRepository(databases));
  }

  @Produces
  @Singleton
  Embedders embedders(Installation installation, ModelCalls calls) {
    return new Embedders(installation.embeddingsFolder(), calls);
  }

  void close(@Disposes Embedders embedders) throws IOException {
    embedders.close();
  }

  @Produces
  @Singleton
  ChatModels chatModels(ModelCalls calls) {
    return new ChatModels(calls);
  }

  void close(@Disposes ChatModels models) {
    models.close();
  }

  @Produces
  @Singleton
  DocumentFiles documentFiles(Installation installation) {
    return new DocumentFiles(installation.home());
  }

  @Produces
  @Singleton
  Stores stores(Databases databases, EntityManagers entities, DocumentFiles files, Clock clock) {
    return Stores.of(databases, entities, files, clock);
  }

  @Produces
  @Singleton
  IngestionWorker ingestionWorker(
      Tenants tenants, Databases databases, Stores stores, Ingestion.Reading reading) {
    return IngestionWorker.of(tenants, databases, stores, reading);
  }

  void close(@Disposes IngestionWorker worker) {
    worker.close();
  }

  @Produces
  @Singleton
  Library library(Databases databases, Stores stores, IngestionWorker worker, Catalogue catalogue) {
    return new Library(stores, new JobRepository(databases), worker, catalogue);
  }

  @Produces
  @Singleton
  Indexing indexing(Databases databases, Stores stores) {
    return new Indexing(stores, new JobRepository(databases));
  }

  @Produces
  @Singleton
  Retriever retriever(
      Embedders embedders,
      Databases databases,
      Stores stores,
      Collecting collecting,
      Reranker reranker) {
    return new Retriever(
        embedders, new SearchRepository(databases), stores.indexes(), collecting, reranker);
  }

  @Produces
  @Singleton
  ConversationRepository conversations(EntityManagers entities, Clock clock) {
    return new ConversationRepository(entities, clock);
  }

  @Produces
  @Singleton
  Answering answering(
      ConversationRepository conversations,
      Retriever retriever,
      Writing writing,
      Embedders embedders,
      Audit audit,
      Turns turns) {
    return new Answering(conversations, retriever, writing, embedders, audit, turns);
  }

  @Produces
  @Singleton
  Heartbeats heartbeats() {
    return new Heartbeats();
  }

  void close(@Disposes Heartbeats heartbeats) {
    heartbeats.close();
  }

  @Produces
  @Singleton
  Installation installation() {
    return Installation.fromEnvironment();
  }
}
