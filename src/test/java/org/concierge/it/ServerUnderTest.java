package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.concierge.cli.ServerProcess;

/**
 * An application server with the built WAR at its root. It has one port and one log from its making
 * to its end, through any number of starts.
 */
public abstract class ServerUnderTest {
  /** Many short-lived servers start faster so; SpeedReport measures with the default. */
  protected static final String JIT = System.getProperty("it.jit", "-XX:TieredStopAtLevel=1");

  /** A loaded machine of two cores needs most of a minute, a broken WAR for ever. */
  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  protected static final Path WAR = Folders.BUILD.resolve("concierge.war");

  private final int port = FreePorts.next();
  private final Path log;
  private Map<String, String> environment = Map.of();
  private ServerProcess process;

  protected ServerUnderTest(Path log) {
    this.log = log;
  }

  /**
   * The server that the system property {@code concierge.server} names: {@code payara}, the
   * default, or {@code wildfly}.
   *
   * @param home where it may write
   */
  public static ServerUnderTest chosen(Path home, Path log) {
    String name = System.getProperty("concierge.server", "payara");
    return switch (name) {
      case "payara" -> new PayaraServer(home, log);
      case "wildfly" -> new WildFlyServer(home, log);
      default -> throw new IllegalArgumentException("concierge.server is payara or wildfly");
    };
  }

  /** Starts the process, on {@link #port()} of the loopback address. */
  protected abstract ServerProcess launch(Map<String, String> environment) throws IOException;

  /** Returns when it is ready. */
  public final void start(Map<String, String> settings) {
    environment = Map.copyOf(settings);
    try {
      process = launch(environment);
      process.awaitReady(START_LIMIT);
    } catch (IOException e) {
      if (process != null) {
        process.kill();
      }
      throw new UncheckedIOException("see " + log, e);
    }
  }

  /** Starts it with the settings of the last time and returns at once. */
  public final void startUnready() {
    try {
      process = launch(environment);
    } catch (IOException e) {
      throw new UncheckedIOException("see " + log, e);
    }
  }

  /** Gently. */
  public final void stop() {
    process.stop();
  }

  /** As a power cut would. */
  public final void kill() {
    process.kill();
  }

  /** Stops it, if need be, and starts it with the settings of the last time. */
  public final void restart() {
    process.stop();
    start(environment);
  }

  public final boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Without a slash at the end. */
  public final URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public final int port() {
    return port;
  }

  public final long pid() {
    return process.pid();
  }

  public final Path log() {
    return log;
  }
}
