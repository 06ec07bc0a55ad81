package org.concierge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** System properties win over the environment: the machine's own installation is left alone. */
  @BeforeEach
  void anInstallationWithoutDatabases(@TempDir Path home) {
    System.setProperty("CONCIERGE_HOME", home.toString());
    System.setProperty("CONCIERGE_TENANTS", home.resolve("tenants").toString());
    System.setProperty("CONCIERGE_DB_URL", "");
  }

  @AfterEach
  void forget() {
    System.clearProperty("CONCIERGE_HOME");
    System.clearProperty("CONCIERGE_TENANTS");
    System.clearProperty("CONCIERGE_DB_URL");
    System.clearProperty("CONCIERGE_PORT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "--nonsense",
        "demo",
        "tenant",
        "tenant nonsense",
        "tenant create",
        "tenant create acme extra",
        "tenant create acme --nonsense",
        "tenant create acme --name",
        "tenant create acme --isolation",
        "tenant create acme --isolation nowhere",
        "tenant create A",
        "tenant create a",
        "tenant create ../acme",
        "tenant check",
        "tenant check acme --nonsense",
        "tenant delete acme --yes globex",
        "tenant move",
        "tenant move acme",
        "tenant move acme --to nowhere",
        "tenant move acme --to schema --db-port many",
        "documents reindex --tenant acme --all --back",
        "documents reindex --tenant acme --dimensions 512",
        "user",
        "user list",
        "user create --tenant acme",
        "user create --tenant acme a@b.example --password secret",
        "user create --tenant acme a@b.example --role king",
        "user edit --tenant acme",
        "user show a@b.example"
      })
  void aWrongCallIsTwoAndSaysWhatIsWrong(String line) {
    assertThat(execute(line)).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("Exception", "\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theModelBesideTheJarStandsInForOneThatIsMissing(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("target/concierge-cli.jar");
    Path usual = folder.resolve("home/embeddings");
    assertThat(Main.modelBeside(jar, usual)).isEmpty();

    Path beside = Files.createDirectories(folder.resolve("target/embeddings"));
    assertThat(Main.modelBeside(jar, usual)).contains(beside);

    Files.createDirectories(usual);
    assertThat(Main.modelBeside(jar, usual)).isEmpty();
  }

  @Test
  void helpIsNoFailure() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("Usage:", "tenant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant create acme", "tenant create acme --isolation Database"})
  void aFailureIsOneAndOneLine(String line) {
    assertThat(execute(line)).isEqualTo(1);
    assertThat(err.toString().strip()).contains("CONCIERGE_DB_URL").doesNotContain("\n");
  }

  @Test
  void aSettingThatCannotBeUsedIsOneLineToo() {
    System.setProperty("CONCIERGE_PORT", "many");

    assertThat(execute("tenant create acme")).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("CONCIERGE_PORT must be from 1 to 65535, not many.");
  }

  private int execute(String line) {
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commands.execute(line.isEmpty() ? new String[0] : line.split(" "));
  }
}
