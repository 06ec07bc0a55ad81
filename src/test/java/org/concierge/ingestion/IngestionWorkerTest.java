package org.concierge.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.concierge.document.DocumentFiles;
import org.concierge.persistence.Databases;
import org.concierge.persistence.NoDatabase;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads without a queue to work off: the database is away all the time. */
class IngestionWorkerTest {
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private DocumentFiles files;
  private IngestionWorker worker;

  @BeforeEach
  void withoutADatabase(@TempDir Path home) {
    Databases databases = NoDatabase.in(home);
    files = new DocumentFiles(home);
    worker =
        IngestionWorker.of(
            null,
            databases,
            Stores.of(databases, null, files, Clock.systemUTC()),
            new Ingestion.Reading(null, null, null));
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void theThreadsAreThoseOfTheServerAndLeaveTimeForAnswering() {
    worker.start(this::thread, 2);

    List<Thread> working =
        threads.stream()
            .filter(thread -> thread.getName().startsWith("concierge-ingest-"))
            .toList();
    assertThat(working).hasSize(2).allMatch(Thread::isAlive);
    assertThat(working).allMatch(thread -> thread.getPriority() == Thread.MIN_PRIORITY);
  }

  @Test
  void theEndOfTheApplicationEndsItsThreads() throws InterruptedException {
    worker.start(this::thread, 2);

    worker.close();

    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(10));
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void whatAServerThatDiedHasReceivedInPartIsSweptAtTheNextStart() throws IOException {
    InputStream content = new ByteArrayInputStream(new byte[1]);
    Path draft = files.receive(new TenantId("acme"), "a", content, 1).path();
    Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    Path fresh = Files.createFile(draft.resolveSibling("fresh.part"));

    worker.start(this::thread, 1);

    await().until(() -> Files.notExists(draft));
    assertThat(fresh).exists();
  }

  @Test
  void aWorkerThatNeverBeganCanBeClosed() {
    worker.close();

    assertThat(threads).isEmpty();
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }
}
