package org.concierge.extraction;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.LogManager;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.Limits;
import org.concierge.format.DocumentReader;
import org.concierge.ocr.Ocr;

/**
 * The parser's process: takes the names of files on its standard input, one after the other, and
 * tells on its standard output what is in them. Ends with the server, even in the middle of a file.
 */
public final class ParserMain {

  private static final Set<String> NETWORK = Set.of("http", "https", "ftp", "mailto");

  private final DataOutputStream out;
  private final DocumentReader reader;

  private ParserMain(OutputStream out, Limits limits, Ocr ocr) {
    this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    reader = new DocumentReader(limits, ocr);
  }

  /**
   * @param arguments characters and depth of {@link Limits}, then where Tesseract is, or nothing
   */
  public static void main(String[] arguments) throws IOException {
    OutputStream frames = new FileOutputStream(FileDescriptor.out);
    // A parser that prints must not be taken for the one that answers.
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    LogManager.getLogManager().reset();
    URL.setURLStreamHandlerFactory(ParserMain::refuseNetwork);
    Limits limits =
        new Limits(
            Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), Duration.ofDays(1));
    Ocr ocr = arguments[2].isEmpty() ? Ocr.NONE : Ocr.of(Path.of(arguments[2]));
    new ParserMain(frames, limits, ocr).serve(new DataInputStream(System.in));
  }

  private static java.net.URLStreamHandler refuseNetwork(String protocol) {
    if (!NETWORK.contains(protocol)) {
      return null;
    }
    return new java.net.URLStreamHandler() {
      @Override
      protected java.net.URLConnection openConnection(URL address) throws IOException {
        throw new IOException("no network here");
      }
    };
  }

  private void serve(DataInputStream in) throws IOException {
    // The input is watched while a file is read: its end is the end of the server.
    ExecutorService worker = Executors.newSingleThreadExecutor();
    out.writeByte(Frames.READY);
    out.flush();
    try {
      while (true) {
        Path file = Path.of(in.readUTF());
        String filename = in.readUTF();
        String languages = in.readUTF();
        worker.execute(() -> answer(file, filename, languages));
      }
    } catch (EOFException over) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      ParserFolder.delete(Path.of(System.getProperty("java.io.tmpdir")));
      Runtime.getRuntime().halt(0);
    }
  }

  private void answer(Path file, String filename, String languages) {
    try {
      try {
        Extracted extracted = reader.read(file, filename, languages, this::progress);
        Frames.write(extracted, out);
      } catch (OutOfMemoryError full) {
        throw full;
      } catch (Throwable failed) {
        Frames.write(ExtractionFailed.because(failed), out);
      }
      out.flush();
    } catch (Throwable beyondRepair) {
      // Nobody hears it any more, or there is no memory to say it with: the exit code says it.
      Runtime.getRuntime().halt(beyondRepair instanceof OutOfMemoryError ? 3 : 1);
    }
  }

  private void progress(int done, int total) {
    try {
      out.writeByte(Frames.PROGRESS);
      out.writeInt(done);
      out.writeInt(total);
      out.flush();
    } catch (IOException serverGone) {
      Runtime.getRuntime().halt(1);
    }
  }
}
