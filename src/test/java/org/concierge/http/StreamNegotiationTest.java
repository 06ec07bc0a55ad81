package org.concierge.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.FakeRequest;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamNegotiationTest {
  private static final String STREAM = "text/event-stream";
  private static final String JSON = "application/json";

  private final FakeRequest servlet = new FakeRequest();
  private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
  private String path = "chat";
  private String method = "POST";
  private InputStream body = stream("{\"message\": \"q\"}");

  @BeforeEach
  void someoneAsks() {
    CurrentPrincipal.accept(
        servlet.servlet,
        Principal.ofKey(new UUID(0, 1), "ck_01234567", new TenantId("acme"), Set.of(Scope.CHAT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, "application/json, text/event-stream", "text/event-stream;q=0.9"})
  void whoAcceptsAStreamGetsOne(String accept) throws IOException {
    assertThat(negotiated(accept)).isEqualTo(STREAM);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"*/*", JSON, "", "text/html"})
  void anybodyElseGetsJson(String accept) throws IOException {
    assertThat(negotiated(accept)).isEqualTo(JSON);
  }

  @Test
  void whoSaysSoInTheBodyGetsAStream() throws IOException {
    body = stream("{\"message\": \"q\", \"stream\": true}");

    assertThat(negotiated(JSON)).isEqualTo(STREAM);
    assertThat(body).hasContent("{\"message\": \"q\", \"stream\": true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "nonsense",
        "{\"stream\": false}",
        "{\"stream\": null}",
        "{\"message\": \"\\\"stream\\\": true\"}",
        "{\"other\": {\"stream\": true}}",
        "{\"stream\": true"
      })
  void aBodyThatDoesNotSaySoIsLeftToTheResource(String text) throws IOException {
    body = stream(text);

    assertThat(negotiated(JSON)).isEqualTo(JSON);
    assertThat(body).hasContent(text);
  }

  @Test
  void aBodyThatIsNestedWithoutEndIsLeftToTheResource() throws IOException {
    String text = "[".repeat(100_000);
    body = stream(text);

    assertThat(negotiated(JSON)).isEqualTo(JSON);
    assertThat(body).hasContent(text);
  }

  @Test
  void aBodyThatIsTooLargeArrivesWholeAllTheSame() throws IOException {
    String text = "{\"message\": \"" + "x".repeat(3 * 1024 * 1024) + "\", \"stream\": true}";
    body = stream(text);

    assertThat(negotiated(JSON)).isEqualTo(JSON);
    assertThat(body.readAllBytes()).hasSize(text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "chats", "documents/chat", ""})
  void anyOtherAddressChoosesForItself(String other) throws IOException {
    path = other;
    body = failing();

    assertThat(negotiated("text/html")).isEqualTo("text/html");
  }

  @Test
  void anyOtherMethodIsLeftAlone() throws IOException {
    method = "GET";
    body = failing();

    assertThat(negotiated("text/html")).isEqualTo("text/html");
  }

  @Test
  void aPathMayBeginWithASlash() throws IOException {
    path = "/chat";

    assertThat(negotiated("*/*")).isEqualTo(JSON);
  }

  /** He is told so before anything of his is read. */
  @Test
  void aStrangersBodyIsNotRead() throws IOException {
    body = failing();
    new StreamNegotiation(new FakeRequest().caller()).filter(context("*/*"));

    assertThat(headers.getFirst("Accept")).isEqualTo("*/*");
  }

  private String negotiated(String accept) throws IOException {
    new StreamNegotiation(servlet.caller()).filter(context(accept));
    return headers.getFirst("Accept");
  }

  private ContainerRequestContext context(String accept) {
    if (accept != null) {
      headers.putSingle("Accept", accept);
    }
    return (ContainerRequestContext)
        Proxy.newProxyInstance(
            ContainerRequestContext.class.getClassLoader(),
            new Class<?>[] {ContainerRequestContext.class},
            (self, called, arguments) ->
                switch (called.getName()) {
                  case "getUriInfo" -> address();
                  case "getMethod" -> method;
                  case "getHeaderString" -> headers.getFirst((String) arguments[0]);
                  case "getHeaders" -> headers;
                  case "getEntityStream" -> body;
                  case "setEntityStream" -> body = (InputStream) arguments[0];
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private UriInfo address() {
    return (UriInfo)
        Proxy.newProxyInstance(
            UriInfo.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (self, called, arguments) -> {
              assertThat(called.getName()).isEqualTo("getPath");
              return path;
            });
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream failing() {
    return new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("read");
      }
    };
  }
}
