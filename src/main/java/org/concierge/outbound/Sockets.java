package org.concierge.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connections to addresses that were looked at, each known to whoever may have to end it.
 *
 * @param whole the longest silence
 */
record Sockets(SSLSocketFactory tls, Duration connect, Duration whole) {
  /** Stands for a connection that is not wanted any more. */
  private static final Socket CLOSED = new Socket(Proxy.NO_PROXY);

  /** To the first of the addresses that answers. */
  Socket connect(InetAddress[] found, int port, AtomicReference<Socket> connection)
      throws IOException {
    IOException failure = new UnknownHostException("The name stands for no address.");
    for (InetAddress one : found) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      if (connection.getAndUpdate(now -> now == CLOSED ? now : socket) == CLOSED) {
        throw new IOException("The time is over.");
      }
      try {
        socket.connect(new InetSocketAddress(one, port), (int) connect.toMillis());
        socket.setSoTimeout((int) whole.toMillis());
        return socket;
      } catch (IOException e) {
        close(socket);
        failure = e;
      }
    }
    throw failure;
  }

  SSLSocket secured(Socket plain, String host, int port) throws IOException {
    // With the name, not the address: for the server to choose its certificate by, and to check it.
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Ends the connection there is, and any that would follow it. */
  static void end(AtomicReference<Socket> connection) {
    close(connection.getAndSet(CLOSED));
  }

  private static void close(Socket socket) {
    if (socket != null && socket != CLOSED) {
      try {
        socket.close();
      } catch (IOException e) {
        System.getLogger(OutboundClient.class.getName())
            .log(System.Logger.Level.DEBUG, "A connection could not be closed", e);
      }
    }
  }
}
