package org.concierge.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.concierge.scanning.ClamdOfTests.EICAR;
import static org.concierge.scanning.ClamdOfTests.OURS;

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

/** Against ClamAV's own daemon, where it is installed. */
class RealClamdTest {
  @TempDir private static Path folder;
  private static ClamdOfTests daemon;
  private static Clamd clamd;

  @BeforeAll
  static void start() throws IOException {
    assumeThat(ClamdOfTests.isInstalled()).as(ClamdOfTests.advice()).isTrue();
    daemon = ClamdOfTests.start(folder);
    clamd = new Clamd(UnixDomainSocketAddress.of(daemon.socket()), Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    if (daemon != null) {
      daemon.close();
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
}
