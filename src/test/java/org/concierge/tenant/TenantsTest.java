package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");

  private TenantsFolder folder;
  private Tenants tenants;
  private final List<TenantId> changes = new ArrayList<>();

  @BeforeEach
  void anEmptyFolder(@TempDir Path path) {
    folder = new TenantsFolder(path);
    tenants = new Tenants(path);
    tenants.onChange(changes::add);
  }

  @Test
  void aTenantThatNobodyHasLookedAtYetIsFoundAtOnce() {
    folder.write("acme", "TENANT_NAME=ACME Corporation");

    assertThat(tenants.get(ACME).name()).isEqualTo("ACME Corporation");
    assertThat(changes).containsExactly(ACME);
  }

  @Test
  void aTenantIsReadOnce() {
    folder.write("acme", "");

    Tenant first = tenants.get(ACME);
    tenants.refresh();

    assertThat(tenants.get(ACME)).isSameAs(first);
    assertThat(changes).containsExactly(ACME);
  }

  @Test
  void aTenantThatDoesNotExistIsNotFound() {
    assertThat(failure(ACME).type()).isEqualTo(ProblemType.NOT_FOUND);
  }

  @Test
  void aFolderWithoutSettingsIsNoTenant() throws IOException {
    Files.createDirectories(folder.path().resolve("acme"));
    Files.writeString(folder.path().resolve("readme"), "TENANT_NAME=x");
    tenants.refresh();

    assertThat(failure(ACME).type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(tenants.all()).isEmpty();
    assertThat(tenants.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Acme", "a", "a.b", "acm\u0435", ".git", "z1234567890123456789012345678901"})
  void aFolderThatCannotBeATenantsNameIsIgnored(String name) {
    folder.write(name, "TENANT_NAME=x").write("acme", "");
    tenants.refresh();

    assertThat(tenants.all()).extracting(Tenant::id).containsExactly(ACME);
    assertThat(tenants.complaints()).isEmpty();
  }

  @Test
  void settingsAboveTheFolderBelongToNobody() throws IOException {
    Path inside = Files.createDirectories(folder.path().resolve("inside"));
    Files.writeString(folder.path().resolve(".env"), "TENANT_NAME=x");
    Tenants below = new Tenants(inside);
    below.refresh();

    assertThat(below.all()).isEmpty();
  }

  @Test
  void aFolderThatIsGoneKeepsNobodyFromWorking() {
    Tenants nowhere = new Tenants(folder.path().resolve("missing"));

    nowhere.refresh();

    assertThat(nowhere.all()).isEmpty();
    assertThat(catchThrowableOfType(Problem.class, () -> nowhere.get(ACME)).type())
        .isEqualTo(ProblemType.NOT_FOUND);
  }

  @Test
  void aChangeIsSeenWithinOneTickOfTheClockAndInTheSameSize() throws IOException {
    folder.write("acme", "TENANT_NAME=before");
    tenants.refresh();

    renameOver("acme", "TENANT_NAME=behind");
    tenants.refresh();

    assertThat(tenants.get(ACME).name()).isEqualTo("behind");
    assertThat(changes).containsExactly(ACME, ACME);
  }

  /** What an editor does that writes into the file itself. */
  @Test
  void aChangeInPlaceIsSeenByItsSize() throws IOException {
    folder.write("acme", "TENANT_NAME=before");
    tenants.refresh();

    Files.writeString(folder.file("acme"), "TENANT_NAME=afterwards");
    tenants.refresh();

    assertThat(tenants.get(ACME).name()).isEqualTo("afterwards");
  }

  @Test
  void aTenantThatIsRemovedIsNotFoundAnyMore() {
    folder.write("acme", "");
    tenants.refresh();

    folder.remove("acme");
    tenants.refresh();

    assertThat(failure(ACME).type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(tenants.all()).isEmpty();
    assertThat(changes).containsExactly(ACME, ACME);
  }

  @Test
  void aTenantThatNeverWasIsNoChange() {
    failure(ACME);
    tenants.refresh();

    assertThat(changes).isEmpty();
  }

  @Test
  void aBrokenTenantAnswersThatItIsAndTheOthersGoOn() {
    folder.write("acme", "PLAN=hunter2").write("globex", "");
    tenants.refresh();

    assertThat(failure(ACME).type()).isEqualTo(ProblemType.TENANT_UNAVAILABLE);
    assertThat(failure(ACME).detail()).doesNotContain("hunter2").doesNotContain(".env");
    assertThat(tenants.get(GLOBEX).id()).isEqualTo(GLOBEX);
    assertThat(tenants.all()).extracting(Tenant::id).containsExactly(GLOBEX);
    assertThat(tenants.complaints()).containsOnlyKeys(ACME);
  }

  @Test
  void aBrokenTenantIsNotServedByItsFormerSettings() {
    folder.write("acme", "TENANT_NAME=good");
    tenants.refresh();

    folder.write("acme", "TENANT_NAME=good\nnonsense");
    tenants.refresh();

    assertThat(failure(ACME).type()).isEqualTo(ProblemType.TENANT_UNAVAILABLE);
  }

  @Test
  void aRepairedTenantWorksAgain() {
    folder.write("acme", "nonsense");
    tenants.refresh();

    folder.write("acme", "TENANT_NAME=good");
    tenants.refresh();

    assertThat(tenants.get(ACME).name()).isEqualTo("good");
    assertThat(tenants.complaints()).isEmpty();
  }

  @Test
  void aFileThatIsNoTextIsItsTenantsTroubleOnly() throws IOException {
    folder.write("acme", "").write("globex", "");
    Files.write(folder.file("acme"), "TENANT_NAME=Größe".getBytes(StandardCharsets.ISO_8859_1));
    tenants.refresh();

    assertThat(tenants.complaints())
        .containsExactly(java.util.Map.entry(ACME, folder.file("acme") + ": cannot be read"));
    assertThat(tenants.all()).extracting(Tenant::id).containsExactly(GLOBEX);
  }

  @Test
  void aFileLargerThanAnySettingsIsNotRead() {
    folder.write("acme", "#".repeat(256 * 1024)).write("globex", "#".repeat(256 * 1024 + 1));
    tenants.refresh();

    assertThat(tenants.all()).extracting(Tenant::id).containsExactly(ACME);
    assertThat(tenants.complaints().get(GLOBEX)).contains(folder.file("globex").toString());
  }

  private Problem failure(TenantId id) {
    return catchThrowableOfType(Problem.class, () -> tenants.get(id));
  }

  /** Another text of the same length, at the same time. */
  private void renameOver(String id, String text) throws IOException {
    Path file = folder.file(id);
    FileTime time = Files.getLastModifiedTime(file);
    assertThat(text.length()).isEqualTo((int) Files.size(file));
    Path draft = Files.writeString(file.resolveSibling("draft"), text);
    Files.setLastModifiedTime(draft, time);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
