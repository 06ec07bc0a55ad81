package org.concierge.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on loopback that keeps what it is asked and answers as the test says. */
final class Listener implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Behaviour behaviour;

  /** Writes the answer to a request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(Socket connection, String head) throws Exception;
  }

  private Listener(ServerSocket socket, Behaviour behaviour) {
    this.socket = socket;
    this.behaviour = behaviour;
  }

  static Listener start(Behaviour behaviour) throws IOException {
    return start(ServerSocketFactory.getDefault(), behaviour);
  }

  static Listener start(ServerSocketFactory sockets, Behaviour behaviour) throws IOException {
    Listener listener =
        new Listener(
            sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), behaviour);
    thread(listener::accept);
    return listener;
  }

  /** The texts one after the other, and the end of the connection. */
  static Listener saying(String text) throws IOException {
    return start((connection, head) -> write(connection, text));
  }

  static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    connection.getOutputStream().flush();
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  static String redirect(String to) {
    return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The heads of the requests so far. */
  List<String> heads() {
    return heads;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        thread(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      heads.add("");
      StringBuilder head = new StringBuilder();
      InputStream in = connection.getInputStream();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        head.append((char) next);
      }
      heads.set(heads.size() - 1, head.toString());
      behaviour.answer(connection, head.toString());
    } catch (Exception e) {
      // The client has gone, or did not like what it saw: it says so itself.
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "listener");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
