package org.concierge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.document.DocumentFiles.StoredFile;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server leaves in the store when it dies while it receives a file. */
class AbandonedUploadsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");
  private static final UUID ID = new UUID(0, 42);
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir private Path home;
  private DocumentFiles files;

  @BeforeEach
  void anEmptyStore() {
    files = new DocumentFiles(home);
  }

  @Test
  void draftsThatNobodyWritesAnyMoreAreSweptInEveryTenant() throws IOException {
    StoredFile abandoned = draft(ACME);
    StoredFile foreign = draft(GLOBEX);
    StoredFile underWay = draft(ACME);
    lastWritten(abandoned.path(), NOW.minusSeconds(1));
    lastWritten(foreign.path(), NOW.minusSeconds(1));
    lastWritten(underWay.path(), NOW);

    files.sweep(NOW);

    assertThat(stored()).containsExactly(underWay.path());
  }

  @Test
  void whatIsKeptIsNeverSwept() throws IOException {
    files.keep(ACME, ID, draft(ACME));
    lastWritten(files.path(ACME, ID), NOW.minusSeconds(1));
    Path stranger = Files.writeString(home.resolve("files/acme/incoming/notes.txt"), "x");
    lastWritten(stranger, NOW.minusSeconds(1));

    files.sweep(NOW);

    assertThat(stored()).containsExactlyInAnyOrder(files.path(ACME, ID), stranger);
  }

  @Test
  void aDraftThatCannotBeSweptKeepsNoOtherTenantsFromIt() throws IOException {
    Path stubborn = home.resolve("files/acme/incoming/upload.part/x");
    Files.createDirectories(stubborn.getParent());
    Files.writeString(stubborn, "x");
    lastWritten(stubborn.getParent(), NOW.minusSeconds(1));
    StoredFile foreign = draft(GLOBEX);
    lastWritten(foreign.path(), NOW.minusSeconds(1));

    files.sweep(NOW);

    assertThat(stored()).containsExactly(stubborn);
  }

  @Test
  void anEmptyStoreCanBeSwept() throws IOException {
    files.sweep(NOW);

    assertThat(home).isEmptyDirectory();
  }

  private static void lastWritten(Path path, Instant when) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(when));
  }

  private StoredFile draft(TenantId tenant) {
    return files.receive(tenant, "a", new ByteArrayInputStream(new byte[1]), 1);
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
