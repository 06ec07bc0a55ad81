package org.concierge.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.RequestAudit;
import org.concierge.catalogue.Catalogue;
import org.concierge.document.DocumentCursor;
import org.concierge.document.DocumentQuery.Order;
import org.concierge.ingestion.Stores;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is read: there is nothing behind these resources to read. */
class DocumentsResourceTest {
  private static final HttpHeaders JSON =
      (HttpHeaders)
          Proxy.newProxyInstance(
              HttpHeaders.class.getClassLoader(),
              new Class<?>[] {HttpHeaders.class},
              (proxy, method, arguments) -> List.of(MediaType.APPLICATION_JSON_TYPE));

  private final TenantContext tenant = new TenantContext();
  private final Library library =
      new Library(
          new Stores(null, null, null, null, null, null),
          null,
          null,
          Catalogue.of(null, null, null));
  private final RequestAudit audit =
      new RequestAudit(null, null, null) {
        @Override
        public Caller caller() {
          return Caller.commandLine(tenant.id());
        }
      };
  private final DocumentsResource documents =
      new DocumentsResource(library, null, null, tenant, audit);
  private final AdminDocumentsResource atTheOldAddress = new AdminDocumentsResource(documents);

  @BeforeEach
  void aRequestOfAcme() {
    tenant.enter(SampleTenant.named("acme"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE})
  void aPageHasASize(int limit) {
    assertBad(() -> documents.list(address("limit", String.valueOf(limit))));
    assertBad(() -> atTheOldAddress.list("csv", address("limit", String.valueOf(limit)), JSON));
    assertBad(() -> documents.chunks(new UUID(0, 1).toString(), limit, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unread", "READY,FAILED", "0"})
  void aStatusIsOneThatADocumentCanHave(String status) {
    assertBad(() -> documents.list(address("status", status)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"filename", "-", "created_at;drop", "--title", "title desc"})
  void anOrderIsOneThatThereIs(String sort) {
    assertBad(() -> documents.list(address("sort", sort)));
  }

  @Test
  void theCursorOfAnotherTenantIsRefused() {
    DocumentCursor cursor = new DocumentCursor("2026-01-01T00:00:00Z", new UUID(0, 1));
    String foreign = cursor.text(new TenantId("globex"), Order.NEWEST);

    assertBad(() -> documents.list(address("cursor", foreign)));
  }

  @Test
  void theCursorOfAnotherOrderIsRefused() {
    DocumentCursor cursor = new DocumentCursor("2026-01-01T00:00:00Z", new UUID(0, 1));
    String newest = cursor.text(tenant.id(), Order.NEWEST);

    assertBad(() -> documents.list(address("sort", "title", "cursor", newest)));
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    assertBad(() -> documents.chunks(new UUID(0, 1).toString(), null, "x"));
    assertBad(() -> documents.chunks(new UUID(0, 1).toString(), null, "-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1", "../x", "' or 1=1", ""})
  void textThatIsNoIdIsAnIdThatDoesNotExist(String id) {
    assertNotFound(() -> documents.get(id));
    assertNotFound(() -> atTheOldAddress.get(id));
    assertNotFound(() -> documents.chunks(id, null, null));
    assertNotFound(() -> documents.content(id));
    assertNotFound(() -> documents.reindex(id));
    assertNotFound(() -> documents.delete(id));
    assertNotFound(
        () ->
            documents.describe(
                id,
                new DocumentsResource.Description(null, "x", null, null, null, null, null, null)));
  }

  @Test
  void aTableIsJsonOrCsv() {
    assertBad(() -> atTheOldAddress.list("xml", address(), JSON));
  }

  @Test
  void aDescriptionIsNeeded() {
    assertBad(() -> documents.describe(new UUID(0, 1).toString(), null));
  }

  private static UriInfo address(String... query) {
    MultivaluedMap<String, String> said = new MultivaluedHashMap<>();
    for (int i = 0; i < query.length; i += 2) {
      said.add(query[i], query[i + 1]);
    }
    return (UriInfo)
        Proxy.newProxyInstance(
            UriInfo.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (proxy, method, arguments) -> said);
  }

  private static void assertBad(Runnable call) {
    assertThat(problem(call).type()).isEqualTo(ProblemType.BAD_REQUEST);
  }

  private static void assertNotFound(Runnable call) {
    assertThat(problem(call).type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(problem(call).detail()).isEqualTo("There is no such document.");
  }

  private static Problem problem(Runnable call) {
    return catchThrowableOfType(Problem.class, call::run);
  }
}
