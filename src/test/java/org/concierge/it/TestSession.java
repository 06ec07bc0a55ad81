package org.concierge.it;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What comes before the first test and after the last one of a JVM. JUnit finds it by its entry in
 * {@code META-INF/services}.
 */
public final class TestSession implements LauncherSessionListener {

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
  }
}
