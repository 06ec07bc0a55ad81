package org.concierge.extraction;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;

/**
 * One running process that reads files, one at a time. Used by one thread, closed by any: closing
 * kills it with all that it has started, and removes what it left on the disk.
 */
final class ParserProcess implements AutoCloseable {

  private static final int OUT_OF_MEMORY = 3;
  private static final String NEEDS_MEMORY =
      "Reading the file takes more memory than is allowed; split it into smaller files.";

  private final Process process;
  private final Path folder;
  private final DataInputStream in;
  private final DataOutputStream out;
  private int files;

  private ParserProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    out = new DataOutputStream(process.getOutputStream());
  }

  /**
   * Starts a process; it may still be on its way when this returns.
   *
   * @throws IOException if it cannot be started
   */
  static ParserProcess start(ParserCommand command) throws IOException {
    Path folder = ParserFolder.create();
    ProcessBuilder builder = new ProcessBuilder(command.line(folder)).directory(folder.toFile());
    // Nothing of the server's: it holds the passwords of databases and the keys of models.
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(command.environment());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return new ParserProcess(builder.start(), folder);
    } catch (IOException e) {
      ParserFolder.delete(folder);
      throw e;
    }
  }

  /**
   * Waits until it can take a file.
   *
   * @throws IOException if it ended instead
   */
  void awaitReady() throws IOException {
    if (files == 0 && in.readUnsignedByte() != Frames.READY) {
      throw new IOException("the parser's process does not speak our language");
    }
  }

  void ask(Path file, String filename, String ocrLanguages) throws IOException {
    files++;
    out.writeUTF(file.toAbsolutePath().toString());
    // A name of more than 64 kB is none, and only its end counts.
    out.writeUTF(
        filename.length() <= 1000 ? filename : filename.substring(filename.length() - 1000));
    out.writeUTF(ocrLanguages);
    out.flush();
  }

  Frames.Reader answer(long maxBytes) {
    return new Frames.Reader(in, maxBytes);
  }

  int files() {
    return files;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What is to be said of a file over which the process ended by itself. */
  ExtractionFailed causeOfDeath(IOException seen) {
    try {
      process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    boolean memory = !process.isAlive() && process.exitValue() == OUT_OF_MEMORY;
    return memory
        ? new ExtractionFailed(Reason.TOO_LARGE, NEEDS_MEMORY, seen)
        : new ExtractionFailed(Reason.CORRUPT, Reason.CORRUPT.sentence(), seen);
  }

  @Override
  public void close() {
    // First those that it started: once it is gone, nobody knows whose they are.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    // Who is interrupted waits too: it might still write into the folder that is being removed.
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    ParserFolder.delete(folder);
  }
}
