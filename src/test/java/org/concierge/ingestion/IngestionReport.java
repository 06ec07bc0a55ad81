package org.concierge.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.audit.Audit;
import org.concierge.catalogue.Catalogue;
import org.concierge.cli.Workplace;
import org.concierge.document.DocumentFiles;
import org.concierge.document.DocumentStatus;
import org.concierge.extraction.Extractor;
import org.concierge.it.FakeModel;
import org.concierge.it.PrivatePostgres;
import org.concierge.library.Library;
import org.concierge.llm.Embedder;
import org.concierge.llm.Embedders;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.EntityManagers;
import org.concierge.persistence.Migrations;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Measures chunks per second from upload to searchable against the embedding model alone on the
 * same chunks, by turns in one run: once in process, once over an API on this machine. A program,
 * not a test: figures of a busy machine are no reason to fail. Its arguments are the folder with
 * the local model's jars, the number of texts (20 chunks each; 20) and of rounds (5).
 */
final class IngestionReport implements AutoCloseable {
  private static final String[] WORDS =
      ("river stone engine travel budget leave office access badge contract freight tariff cooling"
              + " pallet driver claim damage report safety training meeting expense hotel flight")
          .split(" ");
  private static final int WORDS_A_TEXT = 3_400;

  private final Random random = new Random(7);
  private final Path home = Files.createTempDirectory(Path.of("/var/tmp"), "concierge-report");
  private final PrivatePostgres postgres;
  private final FakeModel model = FakeModel.start();
  private final Tenants tenants;
  private final Databases databases;
  private final EntityManagers entities;
  private final Stores stores;
  private final JobRepository jobs;
  private final IngestionWorker worker;
  private final Embedders embedders;
  private final Installation installation;

  private IngestionReport(Path jars) throws IOException {
    Files.setPosixFilePermissions(
        home, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    postgres = new PrivatePostgres(home, home.resolve("postgres.log"), "-c fsync=on");
    postgres.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("CONCIERGE_HOME", home.toString());
    settings.put("CONCIERGE_DB_URL", postgres.url().toString());
    settings.put("CONCIERGE_EMBEDDINGS", jars.toString());
    installation = Installation.from(settings::get);
    tenants = new Tenants(Files.createDirectories(installation.tenantsFolder()));
    databases =
        new Databases(installation, tenants, new DataSources(8), new Migrations(Clock.systemUTC()));
    entities = new EntityManagers(databases);
    embedders = new Embedders(installation.embeddingsFolder());
    jobs = new JobRepository(databases);
    stores =
        Stores.of(databases, entities, new DocumentFiles(installation.home()), Clock.systemUTC());
    worker =
        IngestionWorker.of(
            tenants,
            databases,
            stores,
            new Ingestion.Reading(
                VirusCheck.fromEnvironment(stores.files(), new Audit(databases)),
                new FileReading(tenants, Extractor.fromEnvironment()),
                embedders));
  }

  public static void main(String[] arguments) throws Exception {
    int texts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    try (IngestionReport report = new IngestionReport(Path.of(arguments[0]))) {
      report.run(texts, rounds);
    }
  }

  private void run(int texts, int rounds) throws Exception {
    tenant("in-process", Map.of("EMBEDDING_PROVIDER", "local"));
    tenant(
        "over-an-api",
        Map.of(
            "EMBEDDING_PROVIDER",
            "openai",
            "OPENAI_BASE_URL",
            model.baseUrl().toString(),
            "OPENAI_API_KEY",
            "report"));
    tenants.refresh();
    worker.start(
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        },
        IngestionWorker.threads());
    for (String tenant : List.of("in-process", "over-an-api")) {
      measure(new TenantId(tenant), texts, rounds);
    }
  }

  private void measure(TenantId tenant, int texts, int rounds) throws Exception {
    double[] ratios = new double[rounds];
    double[] whole = new double[rounds];
    double[] alone = new double[rounds];
    // The first round is the compiler's.
    for (int round = -1; round < rounds; round++) {
      List<String> contents = new ArrayList<>();
      for (int i = 0; i < texts; i++) {
        contents.add(text());
      }
      long began = System.nanoTime();
      List<String> chunks = ingest(tenant, contents);
      double took = (System.nanoTime() - began) / 1e9;
      double model = alone(embedders.of(tenants.get(tenant)), chunks);
      if (round >= 0) {
        whole[round] = chunks.size() / took;
        alone[round] = chunks.size() / model;
        ratios[round] = model / took;
      }
    }
    System.out.printf(
        "%-12s upload to searchable %7.1f chunks/s, the model alone %7.1f, ratio %.2f (%.2f-%.2f)%n",
        tenant,
        median(whole),
        median(alone),
        median(ratios),
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow());
  }

  /** Returns what was embedded, when all of it can be found. */
  private List<String> ingest(TenantId tenant, List<String> contents) throws Exception {
    Library library =
        new Library(
            stores, jobs, worker, Catalogue.of(databases, stores.documents(), Clock.systemUTC()));
    List<java.util.UUID> ids = new ArrayList<>();
    for (String content : contents) {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      ids.add(
          in(
                  tenant,
                  () ->
                      library.receive(
                          tenants.get(tenant), "a.txt", new ByteArrayInputStream(bytes)))
              .document()
              .id());
    }
    while (in(tenant, () -> stores.documents().underWay(tenant)).size() > 0) {
      Thread.sleep(5);
    }
    List<String> chunks = new ArrayList<>();
    for (java.util.UUID id : ids) {
      if (in(tenant, () -> library.get(tenant, id)).status() != DocumentStatus.READY) {
        throw new IllegalStateException("not every text can be found");
      }
      in(tenant, () -> stores.chunks().list(tenant, id, 0, 1_000))
          .forEach(chunk -> chunks.add(chunk.headingPath() + "\n" + chunk.text()));
      in(
          tenant,
          () -> {
            library.delete(tenant, id);
            return null;
          });
    }
    return chunks;
  }

  /** Seconds; one call after the other, as the model's own documentation would have it. */
  private static double alone(Embedder embedder, List<String> chunks) {
    long began = System.nanoTime();
    int size = embedder.batchSize();
    for (int from = 0; from < chunks.size(); from += size) {
      embedder.passages(chunks.subList(from, Math.min(from + size, chunks.size())));
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static <T> T in(TenantId tenant, Supplier<T> work) {
    return ReaderScope.get(Reader.ofEverything(), () -> TenantScope.get(tenant, work));
  }

  private void tenant(String id, Map<String, String> settings) {
    try (Workplace workplace = new Workplace(installation)) {
      workplace.provisioning().create(new TenantId(id), id, Isolation.SHARED, settings);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS_A_TEXT; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 12 == 11 ? ". " : " ");
    }
    return text.toString();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Override
  public void close() throws IOException {
    worker.close();
    entities.close();
    databases.close();
    embedders.close();
    model.close();
    postgres.close();
  }
}
