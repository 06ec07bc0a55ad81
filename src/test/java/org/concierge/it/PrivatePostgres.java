package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of its own for a test installation, run by the product's own script. Unless told
 * otherwise it does not wait for the disk: what a killed process wrote is safe, what a power cut
 * interrupts is not.
 */
public final class PrivatePostgres implements AutoCloseable {
  private static final Path SCRIPT = Path.of("sql", "local-postgres.sh").toAbsolutePath();

  private final Path home;
  private final Path log;
  private final String options;
  private URI url;

  /**
   * @param home the CONCIERGE_HOME; when root runs the tests, others must be able to enter it
   * @param log gets what the script has to say
   */
  public PrivatePostgres(Path home, Path log) {
    this(home, log, "-c fsync=off");
  }

  /**
   * @param options more settings of the server: {@code -c fsync=on}
   */
  public PrivatePostgres(Path home, Path log, String options) {
    this.home = home;
    this.log = log;
    this.options = options;
  }

  /** Starts it, on a port of its own the first time and on the same one after that. */
  public void start() {
    url = URI.create(script("start").strip());
  }

  public void stop() {
    script("stop");
  }

  /** An administrator's login: {@code postgresql://postgres:...@127.0.0.1:PORT/postgres}. */
  public URI url() {
    return url;
  }

  /** Ends the server at once, as a power cut would; its sessions end within moments. */
  public void kill() {
    try {
      Path pidFile = home.resolve("postgres/data/postmaster.pid");
      long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      postmaster.destroyForcibly();
      postmaster.onExit().get(30, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("PostgreSQL could not be killed", e);
    }
  }

  /** Stops it and deletes its data. */
  @Override
  public void close() {
    script("wipe", "--yes");
  }

  private String script(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("CONCIERGE_"));
    builder.environment().put("CONCIERGE_HOME", home.toString());
    builder.environment().put("CONCIERGE_POSTGRES_OPTIONS", options);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "local-postgres.sh " + arguments[0] + " failed; see " + log + ": " + lastLine());
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while PostgreSQL was started or stopped", e);
    }
  }

  private String lastLine() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
