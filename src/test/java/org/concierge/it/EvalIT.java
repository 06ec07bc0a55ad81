package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.concierge.it.Terminal.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Question sets: asked by REST and by the command line, compared, in the way of a bad prompt. */
class EvalIT {
  private static final String EVALS = "/api/v1/evals";
  private static final String CANTEEN = "When does the canteen open on working days?";
  private static final String HOLIDAYS = "How many days of holidays does the foundry give?";

  private static TestInstallation installation;
  private static TestTenant tenant;

  @TempDir private Path folder;

  @BeforeAll
  static void tenant() {
    installation = TestInstallation.shared();
    tenant = TestTenant.withModel(installation, "evals", Map.of());
    tenant.learn("canteen.txt", "The canteen opens at 11:30 and closes at 14:00 on work days.");
    tenant.learn("policy.txt", "Holidays of the foundry: 27 days a year, all hands.");
    tenant.modelBehaves("cite");
  }

  @Test
  void aSetIsAskedAndTwoRunsAreCompared() {
    String set = set("compared", List.of(question(CANTEEN, "canteen.txt", "11:30")));
    JsonNode good = finished(run(set, Map.of("answers", true)));
    installation.fakeModel().answer(tenant.key(), "At noon [1].");

    JsonNode bad = finished(run(set, Map.of("answers", true)));
    tenant.modelBehaves("cite");

    assertThat(good.at("/run/state").asText()).as(good.toString()).isEqualTo("DONE");
    assertThat(good.at("/run/scores/ndcg_at10").asDouble()).isEqualTo(1);
    assertThat(good.at("/run/scores/right").asInt()).isEqualTo(1);
    assertThat(good.at("/run/scores/prompt_tokens").asInt()).isPositive();
    assertThat(good.at("/verdicts/0/ranking/first").asInt()).isEqualTo(1);
    JsonNode comparison =
        tenant
            .admin()
            .get(EVALS + "/runs/" + id(bad.path("run")) + "?compare=" + id(good.path("run")))
            .json()
            .path("comparison");
    assertThat(comparison.path("worse").asInt()).as(comparison.toString()).isEqualTo(1);
    assertThat(comparison.path("passes").asBoolean(true)).isFalse();
    assertThat(tenant.admin().get(EVALS + "/" + set + "/runs").json().path("items")).hasSize(2);
  }

  @Test
  void aRunThatIsCancelledStaysSoAndMakesRoomForTheNext() {
    String set = set("cancelled", List.of(question(CANTEEN, "canteen.txt", "11:30")));
    tenant.modelBehaves("cite,slow=300");
    String run = run(set, Map.of("answers", true));

    JsonNode cancelled = post(EVALS + "/runs/" + run + "/cancel").json();
    tenant.modelBehaves("cite");

    assertThat(cancelled.path("state").asText()).as(cancelled.toString()).isEqualTo("FAILED");
    assertThat(cancelled.path("reason").asText()).isEqualTo("Cancelled.");
    assertThat(finished(run(set, Map.of())).at("/run/state").asText()).isEqualTo("DONE");
    assertThat(finished(run).at("/run/state").asText()).isEqualTo("FAILED");
  }

  @Test
  void aBadAnswerBecomesAQuestionThatIsAskedAgain() {
    String set = set("from a turn", List.of());
    String turn = tenant.ask(HOLIDAYS).json().path("turn_id").asText();

    JsonNode added = created(EVALS + "/" + set + "/questions", Map.of("turn_id", turn));
    Answer judged =
        tenant
            .admin()
            .patch(
                EVALS + "/questions/" + id(added),
                Map.of("expected", List.of(Map.of("document", "policy.txt"))));

    assertThat(added.path("question").asText()).isEqualTo(HOLIDAYS);
    assertThat(judged.status()).as(judged.toString()).isEqualTo(200);
    JsonNode found = finished(run(set, Map.of()));
    assertThat(found.at("/run/scores/recall_at5").asDouble()).isEqualTo(1);
    assertThat(tenant.admin().delete(EVALS + "/questions/" + id(added)).status()).isEqualTo(204);
    assertThat(tenant.admin().delete(EVALS + "/" + set).status()).isEqualTo(204);
    assertThat(tenant.admin().get(EVALS + "/" + set).status()).isEqualTo(404);
  }

  @Test
  void aPromptThatAnswersWorseIsNotPublished() {
    String set = set("gated", List.of(question(CANTEEN, "canteen.txt", "11:30")));
    tenant.admin().patch(EVALS + "/" + set, Map.of("gate", true));
    String draft = id(created("/api/v1/prompts", Map.of("text", "Speak in riddles.")));
    String publish = "/api/v1/prompts/" + draft + "/publish";

    assertThat(post(publish).json().path("detail").asText()).contains("Run the question set");
    finished(run(set, Map.of("answers", true)));
    installation.fakeModel().answer(tenant.key(), "When the sun is high [1].");
    finished(run(set, Map.of("answers", true, "prompt", draft)));
    Answer refused = post(publish);
    tenant.modelBehaves("cite");
    finished(run(set, Map.of("answers", true, "prompt", draft)));
    Answer published = post(publish);
    tenant.admin().delete(EVALS + "/" + set);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
    assertThat(refused.json().path("detail").asText()).contains("right answers: 1.000 -> 0.000");
    assertThat(published.status()).as(published.toString()).isEqualTo(200);
    assertThat(tenant.admin().delete("/api/v1/prompts/" + draft).status()).isEqualTo(204);
  }

  @Test
  void aBenchmarksFilesAreASetAndSoAreTheyOnTheCommandLine() throws Exception {
    Map<String, String> files =
        Map.of(
            "queries",
                "{\"id\": \"q1\", \"text\": \""
                    + CANTEEN
                    + "\"}\n"
                    + "{\"id\": \"q2\", \"text\": \""
                    + HOLIDAYS
                    + "\"}\n",
            "qrels", "query-id\tcorpus-id\tscore\nq1\tcanteen\t1\nq2\tpolicy.txt\t1\n",
            "answers", "{\"id\": \"q1\", \"answers\": [\"11:30\"]}\n",
            "name", "a benchmark");
    assertThat(created(EVALS, files).path("questions").asInt()).isEqualTo(2);
    Files.writeString(folder.resolve("queries.jsonl"), files.get("queries"));
    Files.writeString(folder.resolve("qrels.tsv"), files.get("qrels"));

    Terminal terminal = new Terminal(installation, folder);
    String tenantOption = " --tenant " + tenant.id();
    Outcome once = terminal.run("", "eval run --json" + tenantOption + " --set", folder.toString());
    Path printed = Files.writeString(folder.resolve("run.json"), once.text());
    Outcome again =
        terminal.run(
            "",
            "eval run --gate" + tenantOption + " --compare " + printed + " --set",
            "a benchmark");

    assertThat(once.code()).as(once.text()).isZero();
    assertThat(once.json().at("/run/scores/recall_at10").asDouble()).isEqualTo(1);
    assertThat(again.code()).as(again.text()).isZero();
    assertThat(again.text()).contains("recall@5 1.0000", "better");
    assertThat(terminal.run("", "eval run" + tenantOption + " --set", "none").code()).isEqualTo(1);
  }

  @Test
  void whatCannotBeIsRefused() {
    Api admin = tenant.admin();
    set("taken", List.of());

    assertThat(admin.post(EVALS, Map.of("name", "taken")).status()).isEqualTo(409);
    assertThat(admin.post(EVALS, Map.of("name", " ")).status()).isEqualTo(400);
    assertThat(admin.post(EVALS, Map.of("name", "x", "queries", "no json")).status())
        .isEqualTo(400);
    String empty = set("empty", List.of());
    assertThat(admin.post(EVALS + "/" + empty + "/runs", Map.of()).status()).isEqualTo(400);
    assertThat(tenant.chat().get(EVALS).status()).isEqualTo(403);
  }

  private static Map<String, Object> question(String text, String document, String answer) {
    return Map.of(
        "question", text,
        "expected", List.of(Map.of("document", document)),
        "answers", List.of(answer));
  }

  private static String set(String name, List<?> questions) {
    return id(created(EVALS, Map.of("name", name, "questions", questions)));
  }

  private static String run(String set, Map<String, ?> wanted) {
    Answer answer = tenant.admin().post(EVALS + "/" + set + "/runs", wanted);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return id(answer.json());
  }

  private static JsonNode finished(String run) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> tenant.admin().get(EVALS + "/runs/" + run).json(),
            found -> !found.at("/run/state").asText().equals("RUNNING"));
  }

  private static JsonNode created(String path, Map<String, ?> body) {
    Answer answer = tenant.admin().post(path, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }

  private static Answer post(String path) {
    return tenant.admin().send("POST", path, java.net.http.HttpRequest.BodyPublishers.noBody());
  }

  private static String id(JsonNode created) {
    return created.path("id").asText();
  }
}
