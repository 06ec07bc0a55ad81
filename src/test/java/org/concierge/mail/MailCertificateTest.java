package org.concierge.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.concierge.tenant.Tenant.MailServer;
import org.concierge.tenant.Tenant.MailServer.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificate a mail server may show; a door with TLS stands before a real one. */
class MailCertificateTest {
  private static final String PASSWORD = "changeit";
  private static final String HOST = "127.0.0.1";

  private final GreenMail server = MailServers.plain();
  @TempDir private Path folder;
  private SSLServerSocket door;

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    door.close();
    server.stop();
  }

  @Test
  void theHostsOwnIsTaken() throws Exception {
    SSLSocketFactory trust = serve("san=ip:" + HOST);

    assertThat(send(trust)).isEqualTo(Delivery.SENT);
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  /** Also one that is trusted: it vouches for another. */
  @Test
  void anotherHostsIsRefused() throws Exception {
    SSLSocketFactory trust = serve("san=dns:mail.example.com");

    assertThat(send(trust)).isEqualTo(Delivery.INSECURE);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private Delivery send(SSLSocketFactory trust) {
    MailServer own =
        new MailServer(HOST, door.getLocalPort(), Tls.TLS, Optional.empty(), "us@acme.example");
    return new MailSender(Clock.systemUTC(), trust, Duration.ofSeconds(5))
        .send(own, "", List.of(new Mail("a@x.example", "subject", "text")))
        .get(0);
  }

  /**
   * @return what trusts the server's certificate
   */
  private SSLSocketFactory serve(String names) throws Exception {
    Path store = folder.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=mail",
                    "-ext",
                    names,
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    open(context);
    return context.getSocketFactory();
  }

  /** Hands on one connection, both ways, until either side ends it. */
  private void open(SSLContext context) throws IOException {
    door =
        (SSLServerSocket)
            context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getByName(HOST));
    CompletableFuture.runAsync(
        () -> {
          try (Socket outside = door.accept();
              Socket inside = new Socket(HOST, server.getSmtp().getPort())) {
            CompletableFuture<Void> answers =
                CompletableFuture.runAsync(() -> copy(inside, outside));
            copy(outside, inside);
            answers.join();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // A handshake that was refused, for one: whoever called knows.
    }
  }
}
