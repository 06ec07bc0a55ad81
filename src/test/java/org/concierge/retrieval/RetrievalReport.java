package org.concierge.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.it.Api;
import org.concierge.it.TenantAccess;
import org.concierge.it.TestInstallation;
import org.concierge.judging.JudgedQuestion;
import org.concierge.judging.QuestionFiles;
import org.concierge.judging.Ranking;
import org.concierge.llm.Embedder;
import org.concierge.llm.Embedders;
import org.concierge.persistence.InstalledDatabases;
import org.concierge.persistence.Statements;
import org.concierge.retrieval.SearchRepository.Search;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.TenantId;

/**
 * Measures what is found, and whether words and vectors together find as much as the better of both
 * alone, over the same chunks in one run. A program, not a test. Its arguments are folders with
 * {@code queries.jsonl}, {@code qrels.tsv} and the documents: {@code corpus.jsonl} with {@code id},
 * {@code title}, {@code text}, or files in {@code pdf}.
 */
final class RetrievalReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PASSAGES = 60;
  private static final int BATCH = 20;

  private final TestInstallation installation = TestInstallation.fresh();
  private final Embedders embedders = new Embedders(Path.of("target/embeddings"));
  private final Embedder embedder = embedders.of(SampleTenant.with());

  private RetrievalReport() {}

  public static void main(String[] folders) throws Exception {
    RetrievalReport report = new RetrievalReport();
    try {
      for (int i = 0; i < folders.length; i++) {
        report.report("folder-" + i, Path.of(folders[i]));
      }
    } finally {
      report.installation.close();
      report.embedders.close();
    }
  }

  private void report(String tenant, Path folder) throws Exception {
    TenantAccess access =
        installation.createTenant(tenant, Map.of("LLM_PROVIDER", "quote", "PLAN", "enterprise"));
    int documents = fill(access, folder);
    List<JudgedQuestion> questions =
        QuestionFiles.read(
            Files.readString(folder.resolve("queries.jsonl")),
            Files.readString(folder.resolve("qrels.tsv")),
            "");
    System.out.printf("%s: %d documents, %d questions%n", folder, documents, questions.size());
    Map<String, List<Ranking>> rankings = new LinkedHashMap<>();
    InstalledDatabases databases = InstalledDatabases.read(installation.home()).orElseThrow();
    DatabaseLogin login = databases.server().at(databases.ragdb());
    try (Connection connection =
        DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password().value())) {
      connection.setAutoCommit(false);
      List<String> languages = languages(connection, tenant);
      System.out.println(languages);
      for (JudgedQuestion question : questions) {
        float[] vector = embedder.question(question.question());
        Question asked = new Question(question.question(), PASSAGES, Filter.NONE, languages, true);
        for (Map.Entry<String, String> way : ways(asked).entrySet()) {
          List<Passage> found =
              find(connection, new TenantId(tenant), way.getValue(), asked, vector);
          rankings
              .computeIfAbsent(way.getKey(), name -> new ArrayList<>())
              .add(Ranking.of(found, question.expected()));
        }
      }
    }
    rankings.forEach(RetrievalReport::print);
  }

  /** What answers, and each of its halves alone. */
  private static Map<String, String> ways(Question question) {
    Map<String, String> ways = new LinkedHashMap<>();
    String sql = SearchStatement.sql(question);
    ways.put("together", sql);
    ways.put("vectors alone", sql.replace("(w.score - l.score) / l.spread", "0"));
    ways.put("words alone", sql.replace("(k.distance - w.distance) / k.spread", "0"));
    return ways;
  }

  private static void print(String way, List<Ranking> rankings) {
    System.out.printf(
        java.util.Locale.ROOT,
        "  %-16s recall@5 %.4f  recall@10 %.4f  nDCG@10 %.4f  MRR@10 %.4f%n",
        way,
        rankings.stream().mapToDouble(Ranking::recallAt5).average().orElse(0),
        rankings.stream().mapToDouble(Ranking::recallAt10).average().orElse(0),
        rankings.stream().mapToDouble(Ranking::ndcgAt10).average().orElse(0),
        rankings.stream().mapToDouble(Ranking::mrrAt10).average().orElse(0));
  }

  private static List<Passage> find(
      Connection connection, TenantId tenant, String sql, Question question, float[] vector)
      throws SQLException {
    UUID index = begin(connection, tenant.value());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      SearchRepository.bind(connection, statement, 1, new Search(tenant, question, index, vector));
      try (ResultSet rows = statement.executeQuery()) {
        return SearchRepository.passages(rows);
      }
    } finally {
      connection.rollback();
    }
  }

  private static List<String> languages(Connection connection, String tenant) throws SQLException {
    begin(connection, tenant);
    List<String> found =
        Statements.list(
            connection,
            row -> row.getString(1),
            "select l.language from (select d.language, count(*) as documents from document d"
                + " where d.tenant_id = ? group by d.language union all select 'en', 0) as l"
                + " group by l.language order by sum(l.documents) desc, l.language",
            tenant);
    connection.rollback();
    return found;
  }

  private static UUID begin(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "select set_config('app.tenant_id', ?, true), set_config('app.readers', '*', true),"
                + " set_config('search_path', 'concierge, public', true);"
                + " select id from embedding_index where tenant_id = ?")) {
      find.setString(1, tenant);
      find.setString(2, tenant);
      find.execute();
      find.getMoreResults();
      try (ResultSet row = find.getResultSet()) {
        row.next();
        return row.getObject(1, UUID.class);
      }
    }
  }

  private int fill(TenantAccess access, Path folder) throws IOException, InterruptedException {
    List<Api.Part> parts = Files.isDirectory(folder.resolve("pdf")) ? pdfs(folder) : texts(folder);
    Api upload = installation.api().withKey(access.uploadKey());
    for (int i = 0; i < parts.size(); i += BATCH) {
      List<Api.Part> batch = parts.subList(i, Math.min(i + BATCH, parts.size()));
      upload.upload("/api/v1/upload", batch.toArray(Api.Part[]::new));
    }
    Api admin = installation.api().withKey(access.adminKey());
    while (true) {
      JsonNode counts = admin.get("/api/v1/documents/counts").json();
      if (!counts.toString().matches(".*\"(received|processing)\":[1-9].*")) {
        System.out.println(counts);
        return parts.size();
      }
      Thread.sleep(500);
    }
  }

  private static List<Api.Part> pdfs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("pdf"))) {
      List<Api.Part> parts = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        parts.add(
            Api.Part.file(
                file.getFileName().toString(), "application/pdf", Files.readAllBytes(file)));
      }
      return parts;
    }
  }

  private static List<Api.Part> texts(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("corpus.jsonl")).stream()
        .map(RetrievalReport::text)
        .toList();
  }

  private static Api.Part text(String line) {
    try {
      JsonNode document = JSON.readTree(line);
      String text = document.path("title").asText() + "\n\n" + document.path("text").asText();
      return Api.Part.file(
          document.path("id").asText() + ".txt",
          "text/plain",
          text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
