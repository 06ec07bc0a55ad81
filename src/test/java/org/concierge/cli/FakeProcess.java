package org.concierge.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** A server process that ends, or does not, as a test says. */
final class FakeProcess extends Process {
  boolean alive = true;
  boolean asked;
  boolean killed;

  /** Ends when it is asked to. */
  boolean obedient = true;

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public int exitValue() {
    return 3;
  }

  @Override
  public int waitFor() {
    return exitValue();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) {
    return !alive;
  }

  @Override
  public void destroy() {
    asked = true;
    alive = !obedient;
  }

  @Override
  public Process destroyForcibly() {
    killed = true;
    alive = false;
    return this;
  }

  @Override
  public OutputStream getOutputStream() {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream getInputStream() {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream getErrorStream() {
    throw new UnsupportedOperationException();
  }
}
