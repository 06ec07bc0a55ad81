package org.concierge.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against ClamAV's own daemon (Debian: {@code apt-get install clamav-daemon}), where it is
 * installed, with a signature database of one line, so that none need be downloaded.
 */
class RealClamdTest {
  private static final Path DAEMON = Path.of("/usr/sbin/clamd");

  /** The test file that every scanner knows, in two parts: this file is none. */
  private static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  private static final String OURS = "the concierge's own signature of nothing";

  @TempDir private static Path folder;
  private static Process process;
  private static Clamd clamd;

  @BeforeAll
  static void start() throws IOException {
    assumeThat(Files.isExecutable(DAEMON))
        .as("clamd is not installed: apt-get install clamav-daemon")
        .isTrue();
    Path database = Files.createDirectory(folder.resolve("database"));
    Files.writeString(
        database.resolve("own.ndb"),
        "Eicar.Test:0:*:" + hex(EICAR) + "\nOwn.Test:0:*:" + hex(OURS) + "\n");
    Path socket = folder.resolve("clamd.ctl");
    Path settings = folder.resolve("clamd.conf");
    Files.writeString(
        settings,
        """
        Foreground yes
        LocalSocket %s
        DatabaseDirectory %s
        TemporaryDirectory %s
        LogFile %s
        OfficialDatabaseOnly no
        StreamMaxLength 1M
        """
            .formatted(socket, database, folder, folder.resolve("clamd.log")));
    process =
        new ProcessBuilder(DAEMON.toString(), "--config-file=" + settings)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(socket) || !process.isAlive());
    assertThat(process.isAlive()).as(() -> text(folder.resolve("out.log"))).isTrue();
    clamd = new Clamd(UnixDomainSocketAddress.of(socket), Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void theTestVirusIsFound() throws IOException {
    assertThat(clamd.scan(file("eicar.com", EICAR)).virus()).startsWith("Eicar.Test");
  }

  @Test
  void aVirusInAnArchiveIsFound() throws IOException {
    Path archive = folder.resolve("archive.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("inside.txt"));
      zip.write(OURS.getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(clamd.scan(archive).virus()).startsWith("Own.Test");
  }

  @Test
  void aLetterIsClean() throws IOException {
    assertThat(clamd.scan(file("letter.txt", "Dear Ann,")).isClean()).isTrue();
    assertThat(clamd.scan(file("empty.txt", "")).isClean()).isTrue();
  }

  @Test
  void aFileAboveItsLimitIsTold() throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[5 * 1024 * 1024]);

    assertThatThrownBy(() -> clamd.scan(large)).isInstanceOf(Clamd.TooLarge.class);
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
