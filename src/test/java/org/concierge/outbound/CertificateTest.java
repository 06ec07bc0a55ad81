package org.concierge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.concierge.outbound.OutboundClient.Limits;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate is that of the name, though an address was called. */
class CertificateTest {
  private static final char[] PASSWORD = "certificate".toCharArray();

  @TempDir private static Path folder;

  private static SSLContext context;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=login.example.com",
                "-ext",
                "san=dns:login.example.com",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    context = trusting(store);
  }

  @Test
  void theNamesOwnCertificateIsTaken() throws IOException {
    assertThat(call("login.example.com", context.getSocketFactory()).text()).isEqualTo("here");
  }

  @Test
  void anotherNamesCertificateIsRefused() {
    assertThatThrownBy(() -> call("other.example.com", context.getSocketFactory()))
        .isInstanceOf(Problem.class);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();

    assertThatThrownBy(() -> call("login.example.com", usual)).isInstanceOf(Problem.class);
  }

  private static OutboundResponse call(String host, SSLSocketFactory tls) throws IOException {
    InetAddress[] loopback = {InetAddress.getByName("127.0.0.1")};
    try (Listener server =
            Listener.start(
                context.getServerSocketFactory(),
                (connection, head) -> Listener.write(connection, Listener.ok("here")));
        OutboundClient client =
            new OutboundClient(new AddressRules(true), name -> loopback, tls, Limits.USUAL)) {
      return client.send(
          OutboundRequest.get(URI.create("https://" + host + ":" + server.port() + "/")));
    }
  }

  private static SSLContext trusting(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
    others.init(trusted);
    SSLContext both = SSLContext.getInstance("TLS");
    both.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return both;
  }
}
