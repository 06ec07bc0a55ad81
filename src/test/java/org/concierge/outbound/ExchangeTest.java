package org.concierge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
  private static final OutboundRequest REQUEST =
      OutboundRequest.get(URI.create("https://login.example.com"));

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void anAddressWithoutAPathIsTheRoot() throws IOException {
    answered("HTTP/1.1 200 OK\r\n\r\n");

    assertThat(sent.toString(StandardCharsets.US_ASCII))
        .startsWith("GET / HTTP/1.1\r\nHost: login.example.com\r\nConnection: close\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void chunksArePutTogether() throws IOException {
    String answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";

    assertThat(answered(answer).text()).isEqualTo("abcde");
  }

  @Test
  void aWordAheadOfTheAnswerIsPassedOver() throws IOException {
    String answer = "HTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\nHTTP/1.0 201\r\nY: 2\r\n\r\nabc";

    assertThat(answered(answer).status()).isEqualTo(201);
    assertThat(answered(answer).header("y")).contains("2");
    assertThat(answered(answer).header("X")).isEmpty();
    assertThat(answered(answer).text()).isEqualTo("abc");
  }

  @Test
  void nothingIsReadWhereThereIsNothing() throws IOException {
    assertThat(answered("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n").body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nNoHeader\r\n\r\nab",
        "HTTP/1.1 2xx OK\r\n\r\nab",
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 200 OK\r\n",
        ""
      })
  void anAnswerOfAnotherFormIsRefused(String answer) {
    assertThatThrownBy(() -> answered(answer)).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyWithoutLengthIsCutAtTheLimit() {
    String answer = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(10_001);

    assertThatThrownBy(() -> answered(answer)).hasMessage("The response is too large.");
  }

  @Test
  void aHeadWithoutEndIsCut() {
    String answer = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000);

    assertThatThrownBy(() -> answered(answer)).hasMessage("The response's head is too large.");
  }

  @Test
  void aHeaderCannotHoldALineBreak() {
    OutboundRequest request = REQUEST.with("X", "a\r\nY: b");

    assertThatThrownBy(() -> answered(request, "HTTP/1.1 200 OK\r\n\r\n"))
        .isInstanceOf(IOException.class);
    assertThat(sent.size()).isZero();
  }

  private OutboundResponse answered(String answer) throws IOException {
    return answered(REQUEST, answer);
  }

  private OutboundResponse answered(OutboundRequest request, String answer) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    return new Exchange(new ByteArrayInputStream(bytes), sent, 10_000).exchange(request);
  }
}
