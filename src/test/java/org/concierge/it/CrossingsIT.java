package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two tenants in a hurry share two database connections, and many of their clients go away in the
 * middle: nobody ever reads a word of the other's. The seed makes a run repeatable in what is
 * asked, not in how the threads meet.
 */
class CrossingsIT {
  private static final int CLIENTS = 16;
  private static final int REQUESTS = CLIENTS * (Load.thinned(10_000) / CLIENTS);
  private static final long SEED = 20_230_320;

  private static TestInstallation installation;
  private static List<FurnishedTenant> tenants;

  @BeforeAll
  static void twoTenantsOnTwoConnections() {
    installation =
        TestInstallation.fresh(
            Map.of(
                "CONCIERGE_DB_POOL_SIZE", "2",
                "OPENAI_API_KEY", "sk-of-the-host",
                "ANTHROPIC_API_KEY", "sk-of-the-host",
                "TENANT_NAME", "host"));
    tenants =
        List.of(
            FurnishedTenant.in(installation, "cross-one", Map.of("LLM_PROVIDER", "quote")),
            FurnishedTenant.in(installation, "cross-two", Map.of("LLM_PROVIDER", "quote")));
  }

  @AfterAll
  static void end() {
    installation.close();
  }

  @Test
  void requestsOfTwoTenantsNeverCross() throws Exception {
    CrossingsRecord record = new CrossingsRecord();
    Instant began = Instant.now();

    run(record);

    System.out.println("crossings: " + record + " in " + Duration.between(began, Instant.now()));
    assertThat(record.crossings()).isEmpty();
    assertThat(record.surprises()).isEmpty();
    assertThat(record.answered() + record.dropped() + record.busy()).isEqualTo(REQUESTS);
    assertThat(record.dropped()).as("dropped by the client").isGreaterThan(REQUESTS / 20);
    assertThat(record.busy()).as("503 for want of a connection").isLessThan(REQUESTS / 100);
    assertThat(record.ownWordCount())
        .as("answers with the caller's own words")
        .isGreaterThan(REQUESTS / 3);
    theServerGoesOn();
    nothingWasStoredAcross();
  }

  /**
   * The environment of the host is no tenant's: without a key of its own one answers by quoting.
   */
  @Test
  void theHostsKeysReachNoTenant() {
    TenantAccess access = installation.createTenant("keyless", Map.of());
    Answer answer =
        installation
            .api()
            .withKey(access.chatKey())
            .post("/api/v1/chat", Map.of("message", "Hello"));

    assertThat(answer.json().path("llm_provider").asText()).isEqualTo("quote");
    assertThat(installation.fakeModel().requests("sk-of-the-host")).isEmpty();
  }

  private static void run(CrossingsRecord record) throws InterruptedException, ExecutionException {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Void>> work =
          IntStream.range(0, CLIENTS)
              .mapToObj(client -> (Callable<Void>) () -> client(client, record))
              .toList();
      for (Future<Void> done : clients.invokeAll(work)) {
        done.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private static Void client(int number, CrossingsRecord record) {
    Random random = new Random(SEED + number);
    CrossingClient[] both = {
      new CrossingClient(number, tenants.get(0), tenants.get(1), random, record),
      new CrossingClient(number, tenants.get(1), tenants.get(0), random, record)
    };
    for (int i = 0; i < REQUESTS / CLIENTS; i++) {
      both[random.nextInt(2)].ask();
    }
    return null;
  }

  private static void theServerGoesOn() {
    for (FurnishedTenant tenant : tenants) {
      for (int i = 0; i < 10; i++) {
        Answer answer = tenant.chat().post("/api/v1/search", Map.of("query", tenant.word()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains(tenant.word());
      }
    }
    assertThat(installation.api().get("/api/v1/health/ready").status()).isEqualTo(200);
  }

  private static void nothingWasStoredAcross() throws SQLException {
    try (Connection ragdb = Sql.open(Sql.administrator(installation).at("ragdb"))) {
      for (String table : List.of("document", "chunk", "conversation", "turn")) {
        String all = "select tenant_id || ' ' || to_jsonb(t)::text from concierge." + table + " t";
        List<String> rows = Sql.column(ragdb, all);
        assertThat(rows).as(table).isNotEmpty();
        for (int i = 0; i < 2; i++) {
          FurnishedTenant owner = tenants.get(i);
          String foreign = tenants.get(1 - i).word();
          assertThat(rows.stream().filter(row -> row.startsWith(owner.id() + " ")))
              .noneMatch(row -> row.contains(foreign));
        }
      }
    }
  }
}
