package org.concierge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.FakeRequest;
import org.concierge.access.RequestId;
import org.concierge.debuglog.DebugLog;
import org.concierge.limit.TrustedProxies;
import org.concierge.metrics.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeFilterTest {
  /** Strangers' requests are in no tenant's log. */
  private final EdgeFilter filter =
      new EdgeFilter(new Metrics(), new DebugLog(null, null, null), new TrustedProxies(List.of()));

  private final FakeRequest request = new FakeRequest();
  private final Map<String, String> headers = new HashMap<>();
  private final List<String> served = new ArrayList<>();
  private final RequestLog log = new RequestLog();
  private boolean async;
  private AsyncListener whenComplete;

  @BeforeEach
  void aRequest() {
    log.open();
    request
        .on("getPathInfo", x -> null)
        .on("getContextPath", x -> "")
        .on("getMethod", x -> "POST")
        .on("isAsyncStarted", x -> async)
        .on("getAsyncContext", x -> proxy(AsyncContext.class, "addListener", this::listen))
        .on("getRequestDispatcher", x -> dispatcher((String) x[0]));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/chat",
        "/upload",
        "/media-info",
        "/admin/documents",
        "/admin/documents/b0c1",
        "/admin/sessions",
        "/admin/sessions/b0c1",
        "/debug-rag",
        "/customer-chat",
        "/widget-config",
        "/api-debug/logs",
        "/oauth/token",
        "/.well-known/jwks.json"
      })
  void anAddressOfExistingClientsLeadsToTheApi(String path) throws Exception {
    filter(path);

    assertThat(served).containsExactly("forward /api/v1" + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/chat",
        "/chat/",
        "/chatter",
        "/CHAT",
        "/admin",
        "/admin/documentsx",
        "/documents",
        "/search",
        "/dashboard",
        "/chat-widget.js",
        "/oauth",
        "/.well-known"
      })
  void anyOtherAddressIsServedWhereItIs(String path) throws Exception {
    filter(path);

    assertThat(served).containsExactly("chain");
  }

  @Test
  void aPathBehindAServletCountsAsAWhole() throws Exception {
    request.on("getPathInfo", x -> "/documents/b0c1");

    filter("/admin");

    assertThat(served).containsExactly("forward /api/v1/admin/documents/b0c1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "trace-1.2_3",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void aRequestMayBringItsId(String id) throws Exception {
    request.header("X-Request-Id", id);

    filter("/chat");

    assertThat(headers).containsEntry("X-Request-Id", id);
    assertThat(request.attribute(RequestId.ATTRIBUTE)).isEqualTo(id);
    assertThat(log.lines()).singleElement().asString().contains("request=" + id + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a\nfake=line",
        "a\r",
        "\u00e4",
        "<script>",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void anIdThatIsNoneIsReplaced(String id) throws Exception {
    request.header("X-Request-Id", id);

    filter("/chat");

    assertThat(UUID.fromString(headers.get("X-Request-Id"))).isNotNull();
    assertThat(request.attribute(RequestId.ATTRIBUTE)).isEqualTo(headers.get("X-Request-Id"));
  }

  @Test
  void aRequestWithoutAnIdGetsOneOfItsOwn() throws Exception {
    filter("/");
    String first = headers.get("X-Request-Id");
    filter("/");

    assertThat(headers.get("X-Request-Id")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/chat", "/api/v1/chat", "/api/v1/documents/x/content"})
  void noAnswerOfTheApiIsKeptByOthers(String path) throws Exception {
    filter(path);

    assertThat(headers)
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Accel-Buffering", "no")
        .containsEntry("X-Content-Type-Options", "nosniff");
  }

  @Test
  void whatIsNotTheApiMayBeKept() throws Exception {
    filter("/chat-widget.js");

    assertThat(headers)
        .doesNotContainKey("Cache-Control")
        .containsEntry("X-Content-Type-Options", "nosniff");
  }

  /** The fake fails if query, headers or body are asked for: what was said is not logged. */
  @Test
  void theLogSaysHowARequestEndedAndNotWhatItSaid() throws Exception {
    filter("/chat");

    assertThat(log.lines())
        .singleElement()
        .asString()
        .matches("request=\\S+ method=POST path=/chat status=204 ms=\\d+");
  }

  @Test
  void anAddressCannotWriteLinesOfTheLog() throws Exception {
    filter("/a\nrequest=forged \u2028\u00e4\u001b[0m" + "x".repeat(500));

    assertThat(log.lines()).singleElement().asString().doesNotContain("\n", "\u001b", "\u2028");
    assertThat(log.lines().get(0)).contains("path=/a?request=forged????[0mxx").hasSizeLessThan(350);
  }

  @Test
  void aRequestThatFailsIsLoggedToo() {
    Throwable thrown =
        catchThrowable(
            () ->
                run(
                    "/dashboard",
                    (in, out) -> {
                      throw new ServletException("x");
                    }));

    assertThat(thrown).isInstanceOf(ServletException.class);
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void aRequestThatGoesOnElsewhereIsLoggedWhenItEnds() throws Exception {
    async = true;
    filter("/chat");
    assertThat(log.lines()).isEmpty();

    whenComplete.onTimeout(null);
    whenComplete.onError(null);
    assertThat(log.lines()).isEmpty();

    whenComplete.onComplete(null);
    assertThat(log.lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void theServerItselfIsTheChatPage(String path) throws Exception {
    filter(path);

    assertThat(served).containsExactly("redirect /app");
    assertThat(headers).containsKey("X-Request-Id");
  }

  private void filter(String path) throws ServletException, IOException {
    run(path, (in, out) -> served.add("chain"));
  }

  private void run(String path, FilterChain chain) throws ServletException, IOException {
    request.on("getServletPath", x -> path);
    filter.doFilter(request.servlet, response(), chain);
  }

  private Object listen(Object[] arguments) {
    whenComplete = (AsyncListener) arguments[0];
    return null;
  }

  private RequestDispatcher dispatcher(String address) {
    return proxy(RequestDispatcher.class, "forward", x -> served.add("forward " + address));
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            HttpServletResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                  case "getStatus" -> 204;
                  case "sendRedirect" -> served.add("redirect " + arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  /** Knows one method. */
  private static <T> T proxy(
      Class<T> type, String known, java.util.function.Function<Object[], Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              assertThat(method.getName()).isEqualTo(known);
              answer.apply(arguments);
              return null;
            }));
  }
}
