package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The official JavaScript clients of both protocols, unmodified. Needs Node 18 and npm; a machine
 * without them fails here and says so.
 */
@Tag("node")
class OfficialClientsIT {
  private static final String QUESTION = "When does the canteen open on working days?";
  private static final Path FOLDER = Folders.BUILD.resolve("js");

  private static TestInstallation installation;
  private static TestTenant tenant;

  @BeforeAll
  static void clients() throws Exception {
    installation = TestInstallation.shared();
    tenant = TestTenant.withModel(installation, "clients", Map.of());
    tenant.learn("canteen.txt", "The canteen opens at 11:30 and closes at 14:00 on work days.");
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "openai.mjs", "mcp.mjs")) {
      Files.write(FOLDER.resolve(file), Files.readAllBytes(Path.of("src/test/js", file)));
    }
    run("npm", "install", "--silent", "--no-audit", "--no-fund");
  }

  @Test
  void theOpenAiClientIsAnswered() throws Exception {
    JsonNode told = Api.JSON.readTree(run("node", "openai.mjs"));

    assertThat(told.at("/whole/content").asText()).contains("fake model");
    assertThat(told.at("/whole/annotations/0/url_citation/filename").asText())
        .isEqualTo("canteen.txt");
    assertThat(told.path("streamed").asText()).isEqualTo(told.at("/whole/content").asText());
    assertThat(told.at("/annotations/0/url_citation/filename").asText()).isEqualTo("canteen.txt");
    assertThat(told.at("/usage/total_tokens").asInt()).isGreaterThan(20);
    assertThat(told.path("models")).hasSize(2);
    assertThat(told.at("/embeddings/0").asInt()).isEqualTo(told.at("/embeddings/1").asInt());
    assertThat(told.at("/failure/kind").asText()).isEqualTo("BadRequestError");
    assertThat(told.at("/failure/message").asText()).contains("messages");
    assertThat(told.path("stranger").asText()).isEqualTo("AuthenticationError");
  }

  @Test
  void theClientOfTheModelContextProtocolIsAnswered() throws Exception {
    JsonNode told = Api.JSON.readTree(run("node", "mcp.mjs"));

    assertThat(told.at("/server/name").asText()).isEqualTo("concierge");
    assertThat(told.path("tools")).hasSize(3);
    assertThat(told.at("/search/0").asText()).isEqualTo("canteen.txt");
    assertThat(told.path("ask").asText()).contains("fake model", "canteen.txt");
    assertThat(told.at("/documents/0").asText()).isEqualTo("canteen.txt");
    assertThat(told.at("/refused/code").asInt()).isEqualTo(-32602);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(FOLDER.toFile());
    builder
        .environment()
        .put("CONCIERGE_URL", installation.url().toString().replaceFirst("/$", ""));
    builder.environment().put("CONCIERGE_KEY", tenant.access().chatKey());
    builder.environment().put("CONCIERGE_QUESTION", QUESTION);
    Path errors = FOLDER.resolve("errors.txt");
    Process process = builder.redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s (Node 18 and npm are needed)", command[0], Files.readString(errors))
        .isZero();
    return out;
  }
}
