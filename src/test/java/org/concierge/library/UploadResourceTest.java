package org.concierge.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.EntityPart;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.concierge.access.FormPart;
import org.concierge.catalogue.Catalogue;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.DocumentFiles;
import org.concierge.ingestion.Stores;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of which nothing can be taken: no file gets as far as the database. */
class UploadResourceTest {
  private static final FormPart TOO_LARGE =
      new FormPart("file", "a.pdf", new byte[1024 * 1024 + 1]);

  private UploadResource uploads;

  @BeforeEach
  void aRequestOfAcme(@TempDir Path home) {
    TenantContext tenant = new TenantContext();
    tenant.enter(SampleTenant.with("MAX_UPLOAD_SIZE_MB=1"));
    Library library =
        new Library(
            new Stores(null, new DocumentFiles(home), null, null, null, null),
            null,
            null,
            Catalogue.of(null, null, null));
    uploads = new UploadResource(library, UploadResourceTest::refused, tenant, null, null);
  }

  @Test
  void anUploadNeedsAFile() {
    assertThat(refusal().type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(refusal(FormPart.field("title", "x")).type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(refusal(new FormPart("file", "", new byte[] {1})).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void badReadersAreRefusedBeforeAFileIsRead() {
    assertThat(refusal(TOO_LARGE, FormPart.field("readers", "")).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(refusal(TOO_LARGE, FormPart.field("readers", "tenant,everybody")).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(refusal(TOO_LARGE, FormPart.field("readers", "tenant, group:hr")).type())
        .isEqualTo(ProblemType.TOO_LARGE);
  }

  @Test
  void ifNoFileCanBeTakenTheReasonIsTheAnswer() {
    assertThat(refusal(TOO_LARGE).type()).isEqualTo(ProblemType.TOO_LARGE);
    assertThat(refusal(TOO_LARGE, FormPart.field("title", "x"), TOO_LARGE).type())
        .isEqualTo(ProblemType.TOO_LARGE);
  }

  @Test
  void anAddressThatMustNotBeCalledIsTheAnswerHoweverItIsSent() {
    assertThat(refusal(FormPart.field("url", " http://10.0.0.1/ ")).detail())
        .isEqualTo("not http://10.0.0.1/");
    assertThat(refusal(TOO_LARGE, FormPart.field("url", "a")).type())
        .isEqualTo(ProblemType.UNPROCESSABLE);
    assertThatThrownBy(() -> uploads.importUrl(address("file:///"))).hasMessage("not file:///");
  }

  @Test
  void anAddressIsNeeded() {
    assertThatThrownBy(() -> uploads.importUrl(address(null)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST));
    assertThatThrownBy(() -> uploads.importUrl(null)).isInstanceOf(Problem.class);
  }

  private static UploadResource.Address address(String url) {
    return new UploadResource.Address(null, url, null, null, null, null, null, null, null);
  }

  private static Library.Received refused(Tenant tenant, String url, DocumentChange details) {
    throw new Problem(ProblemType.UNPROCESSABLE, "not " + url);
  }

  private Problem refusal(FormPart... parts) {
    List<EntityPart> form = Stream.of(parts).map(EntityPart.class::cast).toList();
    return catchThrowableOfType(Problem.class, () -> uploads.upload(form));
  }
}
