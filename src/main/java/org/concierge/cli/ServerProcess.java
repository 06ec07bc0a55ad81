package org.concierge.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An application server that runs as a child process. It lives until {@link #stop} or {@link
 * #kill}; whoever starts it sees to that in a shutdown hook.
 */
public final class ServerProcess {
  private static final Duration GENTLE = Duration.ofSeconds(20);
  private static final int PROBE_MILLIS = 5_000;
  private static final String READY = "status 200";
  private static final String ABSENT = "status 404";

  private final Process process;
  private final URI url;
  private final BooleanSupplier deploymentEnded;

  /**
   * @param url its root, without a slash at the end
   * @param deploymentEnded is the server through with deploying, well or not? Servers go on without
   *     an application that they could not deploy. May say false for ever if that cannot be known.
   */
  public ServerProcess(Process process, URI url, BooleanSupplier deploymentEnded) {
    this.process = process;
    this.url = url;
    this.deploymentEnded = deploymentEnded;
  }

  public URI url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns when the process has ended, with its exit code. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Returns when Concierge answers that it is ready.
   *
   * @throws IOException in one line, if the process ends before, or is not ready in time
   */
  public void awaitReady(Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    String last = "no answer";
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IOException("The server ended with exit code " + process.exitValue() + ".");
      }
      // Asked before the probe: a 404 from before the end of the deployment means nothing.
      boolean ended = deploymentEnded.getAsBoolean();
      last = probe();
      if (last.equals(READY)) {
        return;
      }
      if (ended && last.equals(ABSENT)) {
        throw new IOException("Concierge could not be deployed; the server's log says why.");
      }
      pause();
    }
    throw new IOException(
        "The server is not ready after " + limit.toSeconds() + " s (" + last + ").");
  }

  /** Asks the server to end and waits; kills it if it has not ended within 20 seconds. */
  public void stop() {
    process.destroy();
    if (!ended(GENTLE)) {
      kill();
    }
  }

  /** Ends the process at once, as a power cut would. */
  public void kill() {
    process.destroyForcibly();
    ended(GENTLE);
  }

  /**
   * @throws IOException in one line, if another program listens there
   */
  static void requireFree(int port) throws IOException {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
    } catch (IOException e) {
      throw new IOException(
          "Port " + port + " is taken by another program: stop it, or set CONCIERGE_PORT.", e);
    }
  }

  private String probe() {
    try {
      URI ready = url.resolve("/api/v1/health/ready");
      HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      try {
        return "status " + connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      // It does not listen yet; the process and the clock say when that is final.
      return e.getMessage();
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for the server.");
    }
  }

  private boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
