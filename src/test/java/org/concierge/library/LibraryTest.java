package org.concierge.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.catalogue.Catalogue;
import org.concierge.catalogue.DocumentChange;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentRepository;
import org.concierge.ingestion.IngestionWorker;
import org.concierge.ingestion.JobRepository;
import org.concierge.ingestion.Stores;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A library whose database is away: what it refuses, and what it leaves behind. */
class LibraryTest {
  private static final Tenant ACME = SampleTenant.with("MAX_UPLOAD_SIZE_MB=1");
  private static final UUID ID = new UUID(0, 42);

  /** Made once: it takes a second, and nothing in it changes. */
  private static EntityManagers entities;

  private static Databases databases;

  @TempDir private Path home;
  private Library library;

  @BeforeAll
  static void withoutADatabase(@TempDir Path installation) throws IOException {
    Files.createDirectories(installation.resolve("tenants/acme"));
    Files.writeString(installation.resolve("tenants/acme/.env"), "");
    databases = NoDatabase.in(installation);
    entities = new EntityManagers(databases);
  }

  @AfterAll
  static void close() {
    entities.close();
    databases.close();
  }

  @BeforeEach
  void withoutFiles() {
    JobRepository jobs = new JobRepository(databases);
    library =
        new Library(
            Stores.of(databases, entities, new DocumentFiles(home), Clock.systemUTC()),
            jobs,
            new IngestionWorker(jobs, null, null),
            Catalogue.of(
                databases, new DocumentRepository(entities, Clock.systemUTC()), Clock.systemUTC()));
  }

  @Test
  void anUploadWhileTheDatabaseIsAwayLeavesNothingBehind() throws IOException {
    assertThat(receive(3).type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(files()).isEmpty();
  }

  @Test
  void anEmptyFileIsRefusedAtOnce() throws IOException {
    Problem problem = receive(0);

    assertThat(problem.type()).isEqualTo(ProblemType.UNPROCESSABLE);
    assertThat(problem.detail()).isEqualTo("The file is empty.");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MZ\0\0\0\0", "\u007fELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0"})
  void aProgramIsRefusedAtOnceWhateverItIsCalled(String bytes) throws IOException {
    Problem problem = receive("report.docx", bytes.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problem.type()).isEqualTo(ProblemType.UNSUPPORTED_TYPE);
    assertThat(problem.detail()).isEqualTo("Files of this kind cannot be read.");
    assertThat(files()).isEmpty();
  }

  @Test
  void theTenantsOwnLimitCounts() throws IOException {
    Problem problem = receive(1024 * 1024 + 1);

    assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
    assertThat(problem.detail()).isEqualTo("A file may have 1 MB at most.");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void aTitleIsNotEmpty(String title) {
    assertThat(described(title, null)).isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void aTitleHasAnEnd() {
    assertThat(described("x".repeat(501), null)).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(described("x".repeat(500), null)).isEqualTo(ProblemType.UNAVAILABLE);
  }

  static Stream<List<String>> badTags() {
    return Stream.of(
        Collections.nCopies(51, "x"),
        Arrays.asList("x", null),
        List.of("x", ""),
        List.of(" "),
        List.of("x".repeat(101)));
  }

  @ParameterizedTest
  @MethodSource("badTags")
  void badTagsAreRefused(List<String> tags) {
    assertThat(described(null, tags)).isEqualTo(ProblemType.BAD_REQUEST);
  }

  @Test
  void asManyTagsAsAllowedGoOn() {
    assertThat(described("x", Collections.nCopies(50, "x".repeat(100))))
        .isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(described(null, List.of())).isEqualTo(ProblemType.UNAVAILABLE);
  }

  private Problem receive(int size) {
    return receive("a.txt", new byte[size]);
  }

  private Problem receive(String name, byte[] bytes) {
    return catchThrowableOfType(
        Problem.class,
        () ->
            TenantScope.run(
                ACME.id(), () -> library.receive(ACME, name, new ByteArrayInputStream(bytes))));
  }

  private ProblemType described(String title, List<String> tags) {
    return catchThrowableOfType(
            Problem.class,
            () ->
                TenantScope.run(
                    ACME.id(),
                    () ->
                        library.describe(
                            ACME.id(),
                            ID,
                            new DocumentChange(title, tags, null, null, null, null, null))))
        .type();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(home.resolve("files"))) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }
}
