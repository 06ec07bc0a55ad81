package org.concierge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that ends; whether a living one is ready, only the network could tell. */
class ServerProcessTest {
  private final FakeProcess process = new FakeProcess();
  private final ServerProcess server =
      new ServerProcess(process, URI.create("http://127.0.0.1:1"), () -> false);

  @Test
  void aServerThatEndsIsNotWaitedFor() {
    process.alive = false;

    assertThatThrownBy(() -> server.awaitReady(Duration.ofMinutes(5)))
        .isInstanceOf(IOException.class)
        .hasMessage("The server ended with exit code 3.");
  }

  @Test
  void aServerThatIsNotReadyInTimeIsOneLine() {
    assertThatThrownBy(() -> server.awaitReady(Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessage("The server is not ready after 0 s (no answer).");
  }

  @Test
  void aServerIsAskedToEndBeforeItIsKilled() {
    server.stop();

    assertThat(process.asked).isTrue();
    assertThat(process.killed).isFalse();
    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void aServerThatDoesNotEndIsKilled() {
    process.obedient = false;

    server.stop();

    assertThat(process.killed).isTrue();
  }

  @Test
  void aPowerCutAsksNobody() {
    server.kill();

    assertThat(process.asked).isFalse();
    assertThat(process.killed).isTrue();
  }

  @Test
  void whatWasNotBuiltIsNamed(@TempDir Path home) throws IOException {
    Path jar = home.resolve("payara-micro.jar");
    Path war = home.resolve("concierge.war");

    assertMissing(jar, payara(jar, war, home));
    Files.createFile(jar);
    assertMissing(war, payara(jar, war, home));
  }

  private static void assertMissing(Path missing, PayaraMicro payara) {
    assertThatThrownBy(payara::start)
        .isInstanceOf(IOException.class)
        .hasMessage(missing + " is missing: build it with mvn package.");
  }

  private static PayaraMicro payara(Path jar, Path war, Path home) {
    return new PayaraMicro(
        jar, war, home, 1, "1g", Map.of(), ProcessBuilder.Redirect.DISCARD, List.of());
  }
}
