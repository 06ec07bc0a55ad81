package org.concierge.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Installation.DatabaseLogin;

/** The PostgreSQL server of a home, looked after by {@code sql/local-postgres.sh}. */
final class PrivatePostgres {
  private final Path project;
  private final Path home;

  PrivatePostgres(Path project, Path home) {
    this.project = project;
    this.home = home;
  }

  /**
   * Starts it, after fetching and setting it up if need be.
   *
   * @return its administrator's connection
   * @throws IOException if that fails; the script has said why
   */
  DatabaseLogin start() throws IOException, InterruptedException {
    Process script = script("start").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String url = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (script.waitFor() != 0) {
      throw new IOException("PostgreSQL could not be started.");
    }
    return Installation.login(url, Optional.empty(), Optional.empty());
  }

  void stop() {
    try {
      Process script = script("stop").inheritIO().start();
      script.waitFor(1, TimeUnit.MINUTES);
    } catch (IOException e) {
      System.err.println("PostgreSQL could not be stopped: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProcessBuilder script(String command) {
    ProcessBuilder script =
        new ProcessBuilder("bash", project.resolve("sql/local-postgres.sh").toString(), command);
    script.environment().put("CONCIERGE_HOME", home.toString());
    return script;
  }
}
