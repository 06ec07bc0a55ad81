package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What comes before the first test and after the last one of a JVM. JUnit finds it by its entry in
 * {@code META-INF/services}.
 */
public final class TestSession implements LauncherSessionListener {
  private final FileTime begin = FileTime.from(Instant.now());

  /** Also for {@code arquillian.xml}, which can neither find free ports nor know our switch. */
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    // The product's parts log into the tests' output as well; what a server says is in its own log.
    Logger.getLogger("").setLevel(Level.WARNING);
    System.setProperty("arquillian.launch", System.getProperty("concierge.server", "payara"));
    System.setProperty("concierge.arquillian.http", String.valueOf(FreePorts.next()));
    System.setProperty("concierge.arquillian.management", String.valueOf(FreePorts.next()));
    System.setProperty("concierge.build", Folders.BUILD.toString());
    Folders.created(Folders.BUILD.resolve("tmp"));
  }

  /** Here, where its failure would be seen; the JVM's end is only the second net. */
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    TestInstallation.closeShared();
    deleteWhatArquillianLeaves();
  }

  /** Its adapter for Payara leaves behind the WAR that it has deployed, 80 MB each time. */
  private void deleteWhatArquillianLeaves() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(temporary, "arquillian-payara-micro*")) {
      for (Path folder : left) {
        if (Files.getLastModifiedTime(folder).compareTo(begin) > 0) {
          Folders.delete(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
