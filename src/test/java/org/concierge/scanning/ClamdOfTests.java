package org.concierge.scanning;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

/**
 * ClamAV's own daemon (Debian: {@code apt-get install clamav-daemon}) with a signature database of
 * two lines, so that none need be downloaded.
 */
public final class ClamdOfTests implements AutoCloseable {
  /** The test file that every scanner knows, in two parts: this file is none. */
  public static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  /** A second one, which only this daemon knows. */
  public static final String OURS = "the concierge's own signature of nothing";

  private static final Path DAEMON = Path.of("/usr/sbin/clamd");

  private final Path socket;
  private final Process process;

  private ClamdOfTests(Path socket, Process process) {
    this.socket = socket;
    this.process = process;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(DAEMON);
  }

  /** What to do where it is not installed. */
  public static String advice() {
    return "clamd is not installed: apt-get install clamav-daemon";
  }

  /** It is ready. */
  public static ClamdOfTests start(Path folder) throws IOException {
    Path database = Files.createDirectories(folder.resolve("database"));
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
        FixStaleSocket yes
        DatabaseDirectory %s
        TemporaryDirectory %s
        LogFile %s
        LogFileUnlock yes
        OfficialDatabaseOnly no
        StreamMaxLength 1M
        """
            .formatted(socket, database, folder, folder.resolve("clamd.log")));
    Files.deleteIfExists(socket);
    Process process =
        new ProcessBuilder(DAEMON.toString(), "--config-file=" + settings)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(socket) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IOException(Files.readString(folder.resolve("out.log")));
    }
    return new ClamdOfTests(socket, process);
  }

  public Path socket() {
    return socket;
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
