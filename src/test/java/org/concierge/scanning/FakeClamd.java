package org.concierge.scanning;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Takes a stream as clamd does, and answers what a test wants. */
final class FakeClamd implements AutoCloseable {
  private final ServerSocket socket;
  private final String reply;
  private final int limit;
  private volatile long received;

  private FakeClamd(String reply, int limit) throws IOException {
    socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    this.reply = reply;
    this.limit = limit;
  }

  static FakeClamd saying(String reply) throws IOException {
    return saying(reply, Integer.MAX_VALUE);
  }

  /**
   * @param limit after so many bytes it answers and hangs up
   */
  static FakeClamd saying(String reply, int limit) throws IOException {
    FakeClamd fake = new FakeClamd(reply, limit);
    Thread thread = new Thread(fake::serve, "fake-clamd");
    thread.setDaemon(true);
    thread.start();
    return fake;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  long received() {
    return received;
  }

  private void serve() {
    try (Socket connection = socket.accept()) {
      DataInputStream in = new DataInputStream(connection.getInputStream());
      byte[] command = in.readNBytes(10);
      if (!new String(command, StandardCharsets.US_ASCII).equals("zINSTREAM\0")) {
        return;
      }
      for (int length = in.readInt(); length != 0 && received < limit; length = in.readInt()) {
        received += in.readNBytes(length).length;
      }
      if (reply.equals("silence")) {
        Thread.sleep(60_000);
      }
      OutputStream out = connection.getOutputStream();
      out.write(reply.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
