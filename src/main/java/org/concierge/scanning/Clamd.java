package org.concierge.scanning;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The daemon of ClamAV, over a socket of the machine or the network. Files are sent to it, so that
 * it need not be able to read them (clamd(8), INSTREAM). Thread safe; a connection a file.
 */
final class Clamd {
  private static final int DEFAULT_PORT = 3310;
  private static final int PIECE = 64 * 1024;
  private static final int MAX_REPLY = 4_096;
  private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);

  /** A hundred megabytes of archives in archives; a daemon that takes longer hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Ends connections that hang: a channel knows no time-outs of its own. */
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "clamd-clock");
            thread.setDaemon(true);
            return thread;
          });

  private final SocketAddress address;
  private final Duration patience;

  Clamd(SocketAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * @param settings {@code CLAMD_SOCKET}, or {@code CLAMD_HOST} and {@code CLAMD_PORT}
   * @return empty if they name none
   */
  static Optional<Clamd> from(UnaryOperator<String> settings) {
    String socket = settings.apply("CLAMD_SOCKET");
    if (socket != null && !socket.isBlank()) {
      return Optional.of(new Clamd(UnixDomainSocketAddress.of(socket.strip()), PATIENCE));
    }
    String host = settings.apply("CLAMD_HOST");
    if (host == null || host.isBlank()) {
      return Optional.empty();
    }
    String port = settings.apply("CLAMD_PORT");
    int number = port == null || port.isBlank() ? DEFAULT_PORT : port(port.strip());
    return Optional.of(new Clamd(new InetSocketAddress(host.strip(), number), PATIENCE));
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException("CLAMD_PORT must be from 1 to 65535, not " + text + ".");
    }
    return Integer.parseInt(text);
  }

  /**
   * What the daemon says of a file.
   *
   * @param virus its name; empty if none was found
   */
  record Verdict(String virus) {
    boolean isClean() {
      return virus.isEmpty();
    }
  }

  /** The daemon takes no file of that size. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLarge() {
      super("The file is larger than the scanner takes.");
    }
  }

  /**
   * @throws TooLarge if it looks at no file so large
   * @throws IOException if it is not there, does not answer in time, or answers with anything else
   */
  Verdict scan(Path file) throws IOException {
    try (SocketChannel channel = open()) {
      ScheduledFuture<?> end =
          CLOCK.schedule(() -> close(channel), patience.toMillis(), TimeUnit.MILLISECONDS);
      try {
        channel.connect(address);
        send(channel, file);
        return verdict(reply(channel));
      } catch (AsynchronousCloseException e) {
        throw new SocketTimeoutException("The scanner does not answer in time.");
      } finally {
        end.cancel(false);
      }
    } catch (java.nio.channels.UnresolvedAddressException e) {
      throw new IOException("The scanner's host is not known.", e);
    }
  }

  private SocketChannel open() throws IOException {
    return address instanceof UnixDomainSocketAddress
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed all the same.
      System.getLogger(Clamd.class.getName())
          .log(System.Logger.Level.DEBUG, "A connection could not be closed", e);
    }
  }

  private static void send(SocketChannel channel, Path file) throws IOException {
    write(channel, ByteBuffer.wrap(COMMAND));
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        // A piece of no length would end the stream.
        if (read > 0) {
          write(channel, length(read));
          write(channel, ByteBuffer.wrap(piece, 0, read));
        }
      }
      write(channel, length(0));
    } catch (AsynchronousCloseException e) {
      throw e;
    } catch (java.net.SocketException e) {
      // It hangs up in the middle when it has had enough, and has said why.
      System.getLogger(Clamd.class.getName())
          .log(System.Logger.Level.DEBUG, "The scanner has hung up", e);
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).matches("Broken pipe|Connection reset.*")) {
        throw e;
      }
    }
  }

  private static ByteBuffer length(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).flip();
  }

  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String reply(SocketChannel channel) throws IOException {
    ByteBuffer reply = ByteBuffer.allocate(MAX_REPLY);
    while (reply.hasRemaining() && channel.read(reply) >= 0) {
      int end = reply.position();
      if (end > 0 && reply.get(end - 1) == 0) {
        break;
      }
    }
    return new String(reply.array(), 0, reply.position(), StandardCharsets.UTF_8)
        .replace("\0", "")
        .strip();
  }

  private static Verdict verdict(String reply) throws IOException {
    if (reply.equals("stream: OK")) {
      return new Verdict("");
    }
    if (reply.startsWith("stream: ") && reply.endsWith(" FOUND")) {
      String name = reply.substring("stream: ".length(), reply.length() - " FOUND".length());
      return new Verdict(name.isBlank() ? "unnamed" : name.strip());
    }
    if (reply.contains("size limit exceeded")) {
      throw new TooLarge();
    }
    throw new IOException("The scanner gives no verdict.");
  }
}
