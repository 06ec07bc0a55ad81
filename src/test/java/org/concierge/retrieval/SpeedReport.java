package org.concierge.retrieval;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.concierge.it.Api;
import org.concierge.it.EventStream;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.concierge.persistence.InstalledDatabases;
import org.concierge.retrieval.SearchRepository.Search;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.TenantId;

/**
 * Measures what Concierge adds, in one run and pair by pair: {@code /search} against its own SQL by
 * plain JDBC, and the first delta of {@code /chat} against the model asked directly. A program, not
 * a test: figures of a busy machine are no reason to fail. Its argument is the number of texts (22
 * chunks each; 40); with {@code -Dit.jit=-XX:+TieredCompilation} the server compiles as in use.
 */
final class SpeedReport {
  private static final int WARM_UP = 1_500;
  private static final int PAIRS = 400;
  private static final TenantId TENANT = new TenantId("speed");
  private static final String[] WORDS =
      ("river stone engine travel budget leave office access badge contract freight tariff cooling"
              + " pallet driver claim damage report safety training meeting expense hotel flight")
          .split(" ");

  private final TestInstallation installation = TestInstallation.fresh();
  private final Random random = new Random(7);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SpeedReport() {}

  public static void main(String[] arguments) throws Exception {
    SpeedReport report = new SpeedReport();
    try {
      report.run(arguments.length == 0 ? 40 : Integer.parseInt(arguments[0]));
    } finally {
      report.installation.close();
    }
  }

  private void run(int texts) throws Exception {
    String model = installation.fakeModel().baseUrl().toString();
    TenantAccess tenant =
        installation.createTenant(
            "speed",
            Map.of(
                "PLAN", "enterprise",
                "EMBEDDING_PROVIDER", "openai",
                "OPENAI_BASE_URL", model,
                "OPENAI_API_KEY", "speed",
                "OPENAI_MODEL", "fake"));
    Api api = installation.api().withKey(tenant.chatKey());
    int chunks = fill(tenant, texts);
    System.out.println("chunks of the tenant: " + chunks);
    search(api);
    firstDelta(api, model);
  }

  /** Texts of some 25 chunks each. */
  private int fill(TenantAccess tenant, int texts) throws InterruptedException {
    Api upload = installation.api().withKey(tenant.uploadKey());
    for (int i = 0; i < texts; i++) {
      upload.upload("/api/v1/upload", Api.Part.file("text-" + i + ".txt", words(3_800)));
    }
    Api admin = installation.api().withKey(tenant.adminKey());
    while (true) {
      int chunks = 0;
      boolean ready = true;
      for (var document : admin.get("/api/v1/documents?limit=100").json().path("items")) {
        chunks += document.path("chunks").asInt();
        ready &= document.path("status").asText().equals("READY");
      }
      if (ready && chunks > 0) {
        return chunks;
      }
      Thread.sleep(200);
    }
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 12 == 11 ? ". " : " ");
    }
    return text.toString();
  }

  private void search(Api api) throws SQLException, IOException {
    InstalledDatabases databases = InstalledDatabases.read(installation.home()).orElseThrow();
    DatabaseLogin login = databases.server().at(databases.ragdb());
    String model = installation.fakeModel().baseUrl().toString();
    double[] sql = new double[PAIRS];
    double[] http = new double[PAIRS];
    double[] embedding = new double[PAIRS];
    try (Connection connection =
        DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password().value())) {
      connection.setAutoCommit(false);
      UUID index = index(connection);
      for (int i = -WARM_UP; i < PAIRS; i++) {
        String question = words(8);
        float[] vector = new float[384];
        for (int d = 0; d < vector.length; d++) {
          vector[d] = (float) random.nextGaussian();
        }
        double a = millis(() -> plain(connection, index, question, vector));
        double b = millis(() -> api.post("/api/v1/search", Map.of("query", question, "limit", 10)));
        double c = millis(() -> embed(model, question));
        if (i >= 0) {
          sql[i] = a;
          http[i] = b;
          embedding[i] = c;
        }
      }
    }
    double[] ratio = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      ratio[i] = (http[i] - embedding[i]) / sql[i];
    }
    print("SQL by plain JDBC, ms", sql);
    print("/search, ms", http);
    print("embedding call alone, ms", embedding);
    print("(/search - embedding) / SQL", ratio);
  }

  private static UUID index(Connection connection) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "select set_config('app.tenant_id', 'speed', true),"
                + " set_config('search_path', 'concierge, public', true);"
                + " select id from embedding_index where tenant_id = 'speed'")) {
      find.execute();
      find.getMoreResults();
      try (ResultSet row = find.getResultSet()) {
        row.next();
        return row.getObject(1, UUID.class);
      }
    }
  }

  private void plain(Connection connection, UUID index, String question, float[] vector) {
    String text =
        "select set_config('app.tenant_id', 'speed', true), set_config('search_path',"
            + " 'concierge, public', true), set_config('app.readers', '{public,tenant}', true);\n"
            + SearchStatement.sql(Question.of(question, 10));
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      Search search = new Search(TENANT, Question.of(question, 10), index, vector);
      SearchRepository.bind(connection, statement, 1, search);
      statement.execute();
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          rows.getString(7);
        }
      }
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void embed(String model, String text) {
    send(
        model + "/embeddings",
        "{\"model\":\"text-embedding-3-small\",\"dimensions\":384,\"input\":[\"" + text + "\"]}",
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private <T> T send(String url, String body, HttpResponse.BodyHandler<T> handler) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url))
                  .header("Authorization", "Bearer speed")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              handler)
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void firstDelta(Api api, String model) {
    double[] direct = new double[PAIRS];
    double[] through = new double[PAIRS];
    double[] added = new double[PAIRS];
    for (int i = -200; i < PAIRS; i++) {
      String question = words(8);
      double a = millis(() -> directDelta(model, question));
      double e = millis(() -> embed(model, question));
      double b = millis(() -> chatDelta(api, question));
      if (i >= 0) {
        direct[i] = a;
        through[i] = b;
        added[i] = b - a - e;
      }
    }
    print("first delta from the model directly, ms", direct);
    print("first delta through /chat, ms", through);
    print("added (without the embedding call), ms", added);
  }

  private void directDelta(String model, String question) {
    var lines =
        send(
            model + "/chat/completions",
            "{\"model\":\"fake\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                + question
                + "\"}]}",
            HttpResponse.BodyHandlers.ofLines());
    lines.filter(line -> line.contains("\"content\"")).findFirst().orElseThrow();
    lines.close();
  }

  private static void chatDelta(Api api, String question) {
    try (EventStream events = api.stream("/api/v1/chat", Map.of("message", question))) {
      while (!events.next().orElseThrow().name().equals("delta")) {
        continue;
      }
    }
  }

  private static double millis(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e6;
  }

  private static void print(String what, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    List<Double> quantiles =
        List.of(0.05, 0.5, 0.95).stream()
            .map(q -> sorted[(int) (q * (sorted.length - 1))])
            .toList();
    System.out.printf(
        "%-45s p5 %.2f  p50 %.2f  p95 %.2f%n",
        what, quantiles.get(0), quantiles.get(1), quantiles.get(2));
  }
}
