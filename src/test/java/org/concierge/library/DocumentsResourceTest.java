package org.concierge.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.UUID;
import org.concierge.persistence.Cursor;
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
  private final TenantContext tenant = new TenantContext();
  private final DocumentsResource documents = new DocumentsResource(null, null, tenant, null);
  private final AdminDocumentsResource atTheOldAddress = new AdminDocumentsResource(documents);

  @BeforeEach
  void aRequestOfAcme() {
    tenant.enter(SampleTenant.named("acme"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE})
  void aPageHasASize(int limit) {
    assertBad(() -> documents.list(limit, null, null, null, null));
    assertBad(() -> atTheOldAddress.list(limit, null, null, null, null));
    assertBad(() -> documents.chunks(new UUID(0, 1).toString(), limit, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unread", "READY,FAILED", "0"})
  void aStatusIsOneThatADocumentCanHave(String status) {
    assertBad(() -> documents.list(null, null, status, null, null));
  }

  @Test
  void theCursorOfAnotherTenantIsRefused() {
    String foreign = new Cursor(Instant.EPOCH, new UUID(0, 1)).text(new TenantId("globex"));

    assertBad(() -> documents.list(null, foreign, null, null, null));
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    assertBad(() -> documents.chunks(new UUID(0, 1).toString(), null, "x"));
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
            documents.describe(id, new DocumentsResource.Description(null, "x", null, null, null)));
  }

  @Test
  void aDescriptionIsNeeded() {
    assertBad(() -> documents.describe(new UUID(0, 1).toString(), null));
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
