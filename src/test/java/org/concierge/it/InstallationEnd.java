package org.concierge.it;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Ends the shared installation after the last test; the JVM's end would wait for it unseen. */
public final class InstallationEnd implements LauncherSessionListener {
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    TestInstallation.closeShared();
  }
}
