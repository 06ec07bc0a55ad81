package org.concierge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.concierge.outbound.OutboundClient.Limits;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that are wanted elsewhere than in memory, from whatever address a person names. */
@Timeout(20)
class FetchingTest {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  @Test
  void theBodyGoesToWhereItIsWanted() throws IOException {
    try (Listener server = Listener.saying(Listener.ok("0123456789"));
        OutboundClient client = OutboundClient.forDocuments(true, Set.of())) {
      Fetched fetched = fetch(client, at(server, "/a"), 10, false);

      assertThat(fetched.response().status()).isEqualTo(200);
      assertThat(fetched.address()).isEqualTo(at(server, "/a"));
      assertThat(body).hasToString("0123456789");
    }
  }

  @Test
  void aRedirectTellsWhereItLed() throws IOException {
    Listener.Behaviour moved =
        (connection, head) ->
            Listener.write(
                connection,
                head.startsWith("GET /end ") ? Listener.ok("x") : Listener.redirect("/end"));
    try (Listener server = Listener.start(moved);
        OutboundClient client = OutboundClient.forDocuments(true, Set.of())) {
      assertThat(fetch(client, at(server, "/"), 10, false).address()).isEqualTo(at(server, "/end"));
    }
  }

  @Test
  void whatIsTooLargeIsRefused() throws IOException {
    for (String answer : new String[] {Listener.ok("0123456789"), chunked("0123456789"), bare()}) {
      try (Listener server = Listener.saying(answer);
          OutboundClient client = OutboundClient.forDocuments(true, Set.of())) {
        assertThatThrownBy(() -> fetch(client, at(server, "/"), 9, false))
            .isInstanceOfSatisfying(
                Problem.class,
                problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
      }
    }
  }

  @Test
  void ofWhatIsOnlyLookedAtTheBeginningWillDo() throws IOException {
    try (Listener server = Listener.saying(Listener.ok("0123456789"));
        OutboundClient client = OutboundClient.forDocuments(true, Set.of())) {
      assertThat(fetch(client, at(server, "/"), 4, true).response().status()).isEqualTo(200);
      assertThat(body).hasToString("0123");
    }
  }

  @Test
  void whatComesWithAnotherStatusIsNotKept() throws IOException {
    String missing = "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone";
    try (Listener server = Listener.saying(missing);
        OutboundClient client = OutboundClient.forDocuments(true, Set.of())) {
      assertThat(fetch(client, at(server, "/"), 10, false).response().status()).isEqualTo(404);
      assertThat(body.size()).isZero();
    }
  }

  @Test
  void aRedirectToAHostThatIsNotAllowedIsRefused() throws IOException {
    try (Listener other = Listener.saying(Listener.ok("secret"));
        Listener server =
            Listener.saying(Listener.redirect("http://localhost:" + other.port() + "/"));
        OutboundClient client = OutboundClient.forDocuments(true, Set.of())) {
      assertThatThrownBy(() -> fetch(client, at(server, "/"), 10, "127.0.0.1"::equals))
          .hasMessageContaining("its host is not allowed");
      assertThat(other.heads()).isEmpty();
    }
  }

  /** Plain http is good enough for a public page, and no way inside. */
  @Test
  void plainHttpLeadsToPublicAddressesAlone() throws IOException {
    try (Listener server = Listener.saying(Listener.ok("secret"));
        OutboundClient client = OutboundClient.forDocuments(false, Set.of())) {
      assertThatThrownBy(() -> fetch(client, at(server, "/"), 10, false))
          .hasMessageContaining("does not stand for a public address");
      assertThat(server.heads()).isEmpty();
    }
    new AddressRules(false, true, Set.of())
        .check(
            URI.create("http://example.com/"),
            new InetAddress[] {InetAddress.getByAddress(new byte[] {93, (byte) 184, 16, 34})});
  }

  @Test
  void aHostThatTheOperatorVouchesForIsCalledWhereverItStands() throws IOException {
    try (Listener server = Listener.saying(Listener.ok("ours"));
        OutboundClient client = OutboundClient.forDocuments(false, Set.of("localhost"))) {
      URI address = URI.create("http://localhost:" + server.port() + "/");

      client.check(address);
      assertThat(fetch(client, address, 10, false).response().status()).isEqualTo(200);
      assertThatThrownBy(() -> client.check(at(server, "/")))
          .hasMessageContaining("does not stand for a public address");
    }
  }

  @Test
  void aNameThatNobodyKnowsIsTold() {
    try (OutboundClient client =
        new OutboundClient(
            new AddressRules(false, true, Set.of()),
            host -> {
              throw new java.net.UnknownHostException(host);
            },
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 10))) {
      assertThatThrownBy(() -> client.check(URI.create("https://nowhere.example/")))
          .hasMessageContaining("nobody knows its name");
    }
  }

  private Fetched fetch(OutboundClient client, URI address, long maxBytes, boolean beginning) {
    return client.fetch(
        OutboundRequest.get(address), new Destination(body, maxBytes, beginning, host -> true));
  }

  private Fetched fetch(OutboundClient client, URI address, long max, Predicate<String> hosts) {
    return client.fetch(OutboundRequest.get(address), new Destination(body, max, false, hosts));
  }

  private static String chunked(String body) {
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n%s\r\n5\r\n%s\r\n0\r\n\r\n"
        .formatted(body.substring(0, 5), body.substring(5));
  }

  private static String bare() {
    return "HTTP/1.1 200 OK\r\n\r\n0123456789";
  }

  private static URI at(Listener server, String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
