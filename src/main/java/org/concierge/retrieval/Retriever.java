package org.concierge.retrieval;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.catalogue.Collecting;
import org.concierge.index.EmbeddingIndex;
import org.concierge.index.EmbeddingIndexRepository;
import org.concierge.llm.Embedders;
import org.concierge.problem.Problem;
import org.concierge.rerank.Reranker;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Reranking;
import org.concierge.tenant.TenantId;

/** Question in, ranked passages out. Thread safe; works inside the tenant's scope. */
public final class Retriever {
  /** What a re-ranker is shown: it finds what stands deeper, and takes longer for each. */
  private static final int RERANKED = 40;

  /** A document in a new language is found by its words this much later at most. */
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final Embedders embedders;
  private final SearchRepository search;
  private final EmbeddingIndexRepository indexes;
  private final Collecting collecting;
  private final Reranker reranker;
  private final Cache<TenantId, List<String>> languages =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  public Retriever(
      Embedders embedders,
      SearchRepository search,
      EmbeddingIndexRepository indexes,
      Collecting collecting,
      Reranker reranker) {
    this.embedders = embedders;
    this.search = search;
    this.indexes = indexes;
    this.collecting = collecting;
    this.reranker = reranker;
  }

  /** The tenant with the model that its documents are embedded by now, whatever it will be. */
  public Tenant asIndexed(Tenant tenant) {
    return indexes.answering(tenant.id()).map(index -> index.asked(tenant)).orElse(tenant);
  }

  /**
   * The passages of the tenant's documents that fit the question best, at most {@code
   * question.limit()}, best first. There are almost always some: whether they are any good, {@link
   * Relevance} says.
   *
   * @throws Problem NOT_FOUND if the question names a document or collection that the tenant does
   *     not have or the reader may not see, MODEL_FAILED or MODEL_TIMED_OUT if the question cannot
   *     be embedded
   */
  public List<Passage> find(Tenant tenant, Question question) {
    Filter filter = checked(tenant.id(), question.filter());
    Optional<EmbeddingIndex> index = indexes.answering(tenant.id());
    if (index.isEmpty() || filter.leadsNowhere()) {
      return List.of();
    }
    float[] embedding = embedders.of(index.get().asked(tenant)).question(question.text());
    int limit = question.limit();
    int fetched = tenant.reranking().isPresent() ? Math.max(RERANKED, limit) : limit;
    List<Passage> found =
        search.find(
            tenant.id(),
            new Question(
                question.text(), fetched, filter, languages(tenant.id()), index.get().local()),
            index.get().id(),
            embedding);
    List<Passage> ranked =
        tenant.reranking().map(server -> reranked(server, question.text(), found)).orElse(found);
    return ranked.subList(0, Math.min(limit, ranked.size()));
  }

  /** Of everybody's documents: what one reader's are written in is no secret worth a query. */
  private List<String> languages(TenantId tenant) {
    List<String> known = languages.getIfPresent(tenant);
    if (known == null) {
      known = ReaderScope.get(Reader.ofEverything(), () -> search.languages(tenant));
      languages.put(tenant, known);
    }
    return known;
  }

  /** What was not judged stands behind what was, as it stood. */
  private List<Passage> reranked(Reranking server, String question, List<Passage> found) {
    List<OptionalDouble> scores =
        reranker.scores(
            server,
            question,
            found.stream().map(one -> (one.headingPath() + "\n" + one.text()).strip()).toList());
    if (scores.isEmpty()) {
      return found;
    }
    List<Passage> ranked = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      ranked.add(found.get(i).scored(scores.get(i).orElse(0)));
    }
    ranked.sort(Comparator.comparingDouble(Passage::combinedScore).reversed());
    return ranked;
  }

  /** With all the collections that are within those that are named. */
  private Filter checked(TenantId tenant, Filter filter) {
    long wanted = filter.documents().stream().distinct().count();
    if (wanted > 0 && search.visible(tenant, filter.documents()).size() < wanted) {
      throw Problem.notFound("document");
    }
    if (!filter.collections().isEmpty()) {
      return filter.inCollections(collecting.within(tenant, filter.collections()));
    }
    return filter.bounds() == null ? filter : filter.inCollections(filter.bounds());
  }

  /** Those of the documents that the reader may see now; of deleted ones none. */
  public Set<UUID> visible(TenantId tenant, Collection<UUID> documents) {
    return documents.isEmpty() ? Set.of() : search.visible(tenant, documents);
  }
}
