package org.concierge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.concierge.outbound.OutboundClient.Limits;
import org.concierge.outbound.OutboundClient.Resolver;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class OutboundClientTest {
  private static final Limits SHORT =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), 10_000);

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void whatTheServerSaysIsRead() throws IOException {
    try (Listener server = Listener.saying(Listener.ok("{\"a\": 1}"));
        OutboundClient client = OutboundClient.create(true)) {
      OutboundResponse response =
          client.send(OutboundRequest.get(at(server, "/x?y=z")).with("X-One", "1"));

      assertThat(response.text()).isEqualTo("{\"a\": 1}");
      assertThat(server.heads().get(0))
          .startsWith("GET /x?y=z HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
          .contains("X-One: 1\r\n");
    }
  }

  /** SRF-01: the list of addresses, against a listener that must see nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:%d/",
        "http://127.0.0.1:%d/",
        "https://localhost:%d/",
        "https://localhost.:%d/",
        "https://[::1]:%d/",
        "https://[::ffff:127.0.0.1]:%d/",
        "https://[::ffff:7f00:1]:%d/",
        "https://[64:ff9b::7f00:1]:%d/",
        "https://[2002:7f00:1::]:%d/",
        "https://0:%d/",
        "https://0.0.0.0:%d/",
        "https://2130706433:%d/",
        "https://0x7f000001:%d/",
        "https://0177.0.0.1:%d/",
        "https://127.1:%d/",
        "https://login.example.com@127.0.0.1:%d/",
        "https://127.0.0.1:%d@login.example.com/",
        "https://169.254.169.254:%d/",
        "gopher://127.0.0.1:%d/",
        "file://127.0.0.1:%d/",
        "jar:https://127.0.0.1:%d/"
      })
  void anInnerAddressIsRefusedBeforeItIsCalled(String address) throws IOException {
    try (Listener server = Listener.saying(Listener.ok("secret"));
        OutboundClient client = OutboundClient.create(false)) {
      URI uri = URI.create(address.formatted(server.port()));

      assertRefused(client, uri);
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void aRedirectIsLookedAtLikeTheFirstAddress() throws IOException {
    try (Listener inner = Listener.saying(Listener.ok("secret"));
        Listener outer =
            Listener.saying(Listener.redirect("http://10.0.0.1:" + inner.port() + "/"));
        OutboundClient client = client(InetAddress::getAllByName)) {
      assertRefused(client, at(outer, "/"));
      assertThat(outer.heads()).hasSize(1);
      assertThat(inner.heads()).isEmpty();
    }
  }

  @Test
  void aRedirectToAnotherSchemeIsRefused() throws IOException {
    try (Listener outer = Listener.saying(Listener.redirect("file:///etc/passwd"));
        OutboundClient client = OutboundClient.create(true)) {
      assertRefused(client, at(outer, "/"));
    }
  }

  @Test
  void aRedirectWithinTheServerIsFollowed() throws IOException {
    try (Listener server =
            Listener.start(
                (connection, head) ->
                    Listener.write(
                        connection,
                        head.startsWith("GET /end ")
                            ? Listener.ok("here")
                            : Listener.redirect("/end")));
        OutboundClient client = OutboundClient.create(true)) {
      assertThat(client.send(OutboundRequest.get(at(server, "/"))).text()).isEqualTo("here");
    }
  }

  @Test
  void credentialsDoNotGoWhereARedirectLeads() throws IOException {
    try (Listener other = Listener.saying(Listener.ok("here"));
        Listener server = Listener.saying(Listener.redirect(at(other, "/").toString()));
        OutboundClient client = OutboundClient.create(true)) {
      client.send(OutboundRequest.get(at(server, "/")).with("Authorization", "Bearer secret"));

      assertThat(server.heads().get(0)).contains("Bearer secret");
      assertThat(other.heads().get(0)).doesNotContain("secret");
    }
  }

  @Test
  void redirectsEndAfterFive() throws IOException {
    try (Listener server = Listener.saying(Listener.redirect("/again"));
        OutboundClient client = OutboundClient.create(true)) {
      assertUnavailable(client, at(server, "/"));
      assertThat(server.heads()).hasSize(6);
    }
  }

  @Test
  void whatIsSentIsNeverSentElsewhere() throws IOException {
    try (Listener server = Listener.saying(Listener.redirect("/other"));
        OutboundClient client = OutboundClient.create(true)) {
      OutboundRequest get = OutboundRequest.get(at(server, "/"));
      OutboundRequest post = new OutboundRequest("POST", get.address(), get.headers(), new byte[0]);

      assertThat(client.send(post).status()).isEqualTo(302);
      assertThat(server.heads()).hasSize(1);
    }
  }

  /** DNS rebinding: the second answer of the name server is never asked for. */
  @Test
  void theAddressThatWasCheckedIsTheOneThatIsCalled() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    InetAddress good = InetAddress.getByName("127.0.0.1");
    Resolver rebinding =
        host ->
            new InetAddress[] {
              asked.getAndIncrement() == 0 ? good : InetAddress.getByName("10.0.0.1")
            };
    try (Listener server = Listener.saying(Listener.ok("here"));
        OutboundClient client = client(rebinding)) {
      URI address = URI.create("http://rebinding.example.com:" + server.port() + "/");

      assertThat(client.send(OutboundRequest.get(address)).text()).isEqualTo("here");
      assertThat(asked).hasValue(1);
      assertThat(server.heads().get(0)).contains("Host: rebinding.example.com:");
      assertRefused(client, address);
    }
  }

  @Test
  void aNameThatLeadsInsideIsRefused() throws IOException {
    Resolver inside = host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
    try (Listener server = Listener.saying(Listener.ok("secret"));
        OutboundClient client = new OutboundClient(new AddressRules(false), inside, tls(), SHORT)) {
      assertRefused(client, URI.create("https://inside.example.com:" + server.port() + "/"));
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void aServerThatIsSilentIsGivenUp() throws IOException {
    try (Listener server = Listener.start((connection, head) -> never.await());
        OutboundClient client = client(InetAddress::getAllByName)) {
      assertGivenUp(client, at(server, "/"));
    }
  }

  @Test
  void aBodyThatDripsIsGivenUp() throws IOException {
    Listener.Behaviour drip =
        (connection, head) -> {
          Listener.write(connection, "HTTP/1.1 200 OK\r\n\r\n");
          while (!never.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            Listener.write(connection, "x");
          }
        };
    try (Listener server = Listener.start(drip);
        OutboundClient client = client(InetAddress::getAllByName)) {
      assertGivenUp(client, at(server, "/"));
    }
  }

  @Test
  void aNameServerThatIsSilentIsGivenUp() {
    Resolver silent =
        host -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new InetAddress[0];
        };
    try (OutboundClient client = client(silent)) {
      assertGivenUp(client, URI.create("https://login.example.com/"));
    }
  }

  @Test
  void aServerThatIsNotThereIsAProblem() throws IOException {
    int port;
    try (Listener server = Listener.saying("")) {
      port = server.port();
    }
    try (OutboundClient client = OutboundClient.create(true)) {
      assertUnavailable(client, URI.create("http://127.0.0.1:" + port + "/"));
    }
  }

  private static OutboundClient client(Resolver resolver) {
    return new OutboundClient(new AddressRules(true), resolver, tls(), SHORT);
  }

  private static SSLSocketFactory tls() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  private static URI at(Listener server, String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static void assertGivenUp(OutboundClient client, URI address) {
    long began = System.nanoTime();
    assertUnavailable(client, address);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  private static void assertRefused(OutboundClient client, URI address) {
    assertProblem(client, address, ProblemType.UNPROCESSABLE);
  }

  private static void assertUnavailable(OutboundClient client, URI address) {
    assertProblem(client, address, ProblemType.UNAVAILABLE);
  }

  private static void assertProblem(OutboundClient client, URI address, ProblemType type) {
    assertThatThrownBy(() -> client.send(OutboundRequest.get(address)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }
}
