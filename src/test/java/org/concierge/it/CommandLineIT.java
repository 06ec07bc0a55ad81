package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an operator calls it, beside a running server. */
class CommandLineIT {
  private final TestInstallation installation = TestInstallation.shared();
  @TempDir private Path folder;
  @TempDir private Path output;

  /** What a command printed and how it ended. */
  private record Outcome(int code, String out, String err) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new AssertionError(toString(), e);
      }
    }
  }

  @Test
  void aTenantThatWasCreatedAnswersAtOnce() {
    JsonNode created = run("tenant create cli-new --name New --json").json();

    Answer answer = chat(created).post("/api/v1/search", Map.of("query", "anything"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("passages")).isEmpty();
    assertThat(run("tenant list").out()).contains("cli-new").contains("active");
    assertThat(run("tenant show cli-new --json").json().path("name").asText()).isEqualTo("New");
    assertThat(run("tenant test-db cli-new").out()).contains("up to date", "0 documents");
    assertThat(run("tenant migrate cli-new").out()).contains("up to date");
    assertThat(run("tenant create cli-new").code()).isEqualTo(1);
  }

  @Test
  void newKeysEndTheFormerOnes() {
    JsonNode former = run("tenant create cli-keys --json").json();

    JsonNode fresh = run("tenant regenerate-keys cli-keys --json").json();

    assertThat(search(fresh)).isEqualTo(200);
    await().atMost(Duration.ofSeconds(30)).until(() -> search(former) == 401);
  }

  @Test
  void aSuspendedTenantIsRefusedUntilItIsResumed() {
    JsonNode keys = run("tenant create cli-still --json").json();
    assertThat(search(keys)).isEqualTo(200);

    run("tenant suspend cli-still");

    await().atMost(Duration.ofSeconds(30)).until(() -> search(keys) == 403);
    assertThat(run("tenant list").out()).contains("suspended");
    run("tenant resume cli-still");
    await().atMost(Duration.ofSeconds(30)).until(() -> search(keys) == 200);
  }

  @Test
  void documentsAreImportedListedReadAgainAndDeleted() throws IOException {
    JsonNode keys = run("tenant create cli-docs --json").json();
    Files.writeString(folder.resolve("one.txt"), "The gate opens at seven.");
    Files.createDirectories(folder.resolve("below"));
    Files.writeString(folder.resolve("below/two.md"), "# Parking\n\nBicycles stand at the back.");

    Outcome imported = run("documents import --tenant cli-docs " + folder);

    assertThat(imported.code()).isZero();
    assertThat(imported.out()).contains("[2/2] READY", "2 of 2 can be asked.");
    Answer found = chat(keys).post("/api/v1/search", Map.of("query", "When does the gate open?"));
    assertThat(found.json().path("passages").path(0).path("filename").asText())
        .isEqualTo("one.txt");
    assertThat(run("documents import --tenant cli-docs " + folder).out()).contains("Known");
    assertThat(run("documents reindex --tenant cli-docs --all").out()).contains("2 of 2");
    JsonNode listed = run("documents list --tenant cli-docs --json").json();
    assertThat(listed).hasSize(2);
    run("documents delete --tenant cli-docs " + listed.path(0).path("id").asText());
    assertThat(run("documents list --tenant cli-docs --json").json()).hasSize(1);
  }

  @Test
  void whoeverChangesTheAuditIsFoundOut() {
    JsonNode keys = run("tenant create cli-audit --json").json();
    for (int i = 0; i < 3; i++) {
      assertThat(search(keys)).isEqualTo(200);
    }
    String list = "audit list --tenant cli-audit --action search";
    await().until(() -> run(list + " --json").json().size() == 3);
    assertThat(run(list).out()).contains("search").contains("results=0");
    Outcome whole = run("audit verify --tenant cli-audit");
    assertThat(whole.code()).as(whole.toString()).isZero();
    assertThat(whole.out()).contains("cli-audit").contains("unbroken");

    String change = "update audit_event set results = 7 where tenant_id = ? and action = 'search'";
    new Rows(installation.postgres()).change(Rows.CHATDB, change, "cli-audit");

    Outcome broken = run("audit verify --tenant cli-audit --json");
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.json().path(0).path("unbroken").asBoolean()).isFalse();
    assertThat(broken.json().path(0).path("breaches").toString()).contains("was altered");
    assertThat(run("audit verify").code()).isEqualTo(2);
  }

  @Test
  void onlyOldConversationsAreCleanedUpAndOnlyWhenMeant() {
    JsonNode keys = run("tenant create cli-past --json").json();
    chat(keys).post("/api/v1/chat", Map.of("message", "Hello?", "session_id", "old"));
    chat(keys).post("/api/v1/chat", Map.of("message", "Hello?", "session_id", "young"));
    new Rows(installation.postgres())
        .change(
            Rows.RAGDB,
            "update conversation set updated_at = now() - interval '40 days'"
                + " where tenant_id = ? and session_id = ?",
            "cli-past",
            "old");

    String cleanup = "history cleanup --tenant cli-past --days 30 --json";
    assertThat(run(cleanup + " --dry-run").json().path("conversations").asInt()).isEqualTo(1);
    assertThat(run(cleanup).json().path("conversations").asInt()).isEqualTo(1);
    assertThat(run(cleanup).json().path("conversations").asInt()).isZero();
    Api admin = installation.api().withKey(keys.path("admin_api_key").asText());
    assertThat(admin.get("/admin/sessions").json().path("items")).hasSize(1);
  }

  @Test
  void aDeletedTenantLeavesNoRowsFilesOrKeys() throws IOException {
    JsonNode keys = run("tenant create cli-gone --isolation schema --json").json();
    Path file = Files.writeString(folder.resolve("gone.txt"), "Nobody will find this.");
    run("documents import --tenant cli-gone " + file);
    assertThat(run("tenant delete cli-gone --yes cli-go").code()).isEqualTo(2);

    Outcome deleted = run("tenant delete cli-gone");

    assertThat(deleted.code()).isZero();
    assertThat(deleted.out()).contains("document", "is deleted", "Left: ", "tenant_cli_gone");
    assertThat(installation.tenantsFolder().resolve("cli-gone")).doesNotExist();
    assertThat(installation.home().resolve("files/cli-gone")).doesNotExist();
    await().atMost(Duration.ofSeconds(30)).until(() -> search(keys) == 401);
    assertThat(run("tenant delete cli-gone --yes cli-gone").code()).isEqualTo(1);
  }

  @Test
  void theSettingsAreCheckedBeforeAServerStumbles() {
    Outcome fine = run("config check --json");
    installation.writeSettings("cli-broken", Map.of("LLM_TIMEOUT_SECONDS", "soon"));

    Outcome broken = run("config check");

    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.out()).contains("cli-broken", "LLM_TIMEOUT_SECONDS");
    Folders.delete(installation.tenantsFolder().resolve("cli-broken"));
    assertThat(fine.out()).contains("\"problems\"");
    assertThat(run("config show").out())
        .contains(installation.home().toString())
        .doesNotContain(installation.postgres().url().getUserInfo().split(":")[1]);
  }

  @Test
  void aShellCanCompleteTheCommands() {
    assertThat(run("generate-completion").out()).contains("complete -F", "regenerate-keys");
  }

  private int search(JsonNode keys) {
    return chat(keys).post("/api/v1/search", Map.of("query", "anything")).status();
  }

  private Api chat(JsonNode keys) {
    return installation.api().withKey(keys.path("chat_api_key").asText());
  }

  private Outcome run(String line) {
    List<String> command = new ArrayList<>(Terminal.command());
    command.addAll(List.of(line.split(" ")));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(installation.settings());
      Path out = output.resolve("out-" + System.nanoTime());
      Path err = output.resolve("err-" + System.nanoTime());
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(line + " did not end");
      }
      Outcome outcome =
          new Outcome(
              process.exitValue(),
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      assertThat(outcome.err()).as(line).doesNotContain("Exception", "\tat ");
      return outcome;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
