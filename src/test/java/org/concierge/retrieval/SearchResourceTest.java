package org.concierge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.concierge.index.EmbeddingIndexRepository;
import org.concierge.llm.Embedders;
import org.concierge.persistence.Databases;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.retrieval.SearchResource.PassageView;
import org.concierge.retrieval.SearchResource.SearchRequest;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and what goes on: to a model that is not there, or a database that is not. */
class SearchResourceTest {
  private final TenantContext tenant = new TenantContext();
  private SearchResource resource;

  @BeforeEach
  void withoutModelAndDatabase(@TempDir Path home) throws IOException {
    Files.createDirectories(home.resolve("tenants/acme"));
    Files.writeString(home.resolve("tenants/acme/.env"), "");
    tenant.enter(SampleTenant.named("acme"));
    Embedders embedders = new Embedders(home.resolve("missing"));
    Databases databases = NoDatabase.in(home);
    SearchRepository search = new SearchRepository(databases);
    resource =
        new SearchResource(
            new Retriever(embedders, search, new EmbeddingIndexRepository(databases), null, null),
            tenant,
            null);
  }

  @Test
  void aSearchNeedsABody() {
    assertThat(refusal(null).type()).isEqualTo(ProblemType.BAD_REQUEST);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\n\t"})
  void aSearchNeedsAQuery(String query) {
    assertThat(refusal(request(query, null, null)).detail()).isEqualTo("\"query\" is missing.");
  }

  @Test
  void aQueryHasAnEnd() {
    assertThat(refusal(request("x".repeat(10_001), null, null)).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
    assertGoesOn(request("x".repeat(10_000), null, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void aLimitIsFromOneToAHundred(int limit) {
    assertThat(refusal(request("q", limit, null)).detail())
        .isEqualTo("\"limit\" must be from 1 to 100.");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(ints = {1, 100})
  void aLimitWithinThatGoesOn(Integer limit) {
    assertGoesOn(request("q", limit, List.of()));
  }

  @Test
  void documentsAreIdsAndNotTooMany() {
    List<UUID> many = new ArrayList<>(Collections.nCopies(1_001, new UUID(0, 1)));

    assertThat(refusal(request("q", 1, many)).type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(refusal(request("q", 1, Arrays.asList(new UUID(0, 1), null))).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }

  /** Whether they exist is asked before the model is: a foreign id costs nothing. */
  @Test
  void documentsThatAreNamedAreLookedForFirst() {
    Problem one = refusal(request("q", 1, List.of(new UUID(0, 1))));
    Problem many = refusal(request("q", 1, Collections.nCopies(1_000, new UUID(0, 1))));

    assertThat(one.type()).isNotEqualTo(ProblemType.BAD_REQUEST);
    assertThat(many.type()).isNotEqualTo(ProblemType.BAD_REQUEST);
    assertThat(one.detail()).doesNotContain("embedding model");
  }

  @Test
  void onTheWireAPassageIsTheSame() {
    assertThat(PassageView.of(SamplePassage.of(2, "Thirty days.", 0.75)))
        .isEqualTo(
            new PassageView(
                new UUID(0, 2),
                "file-2.pdf",
                2,
                20,
                "Handbook > Part 2",
                "Thirty days.",
                0.75,
                0.5,
                0.25,
                null));
  }

  private static SearchRequest request(String query, Integer limit, List<UUID> documents) {
    return new SearchRequest(null, query, limit, documents, null, null, null);
  }

  private Problem refusal(SearchRequest request) {
    return catchThrowableOfType(
        Problem.class, () -> TenantScope.run(tenant.id(), () -> resource.search(request)));
  }

  private void assertGoesOn(SearchRequest request) {
    assertThat(refusal(request).detail()).contains("database");
  }
}
