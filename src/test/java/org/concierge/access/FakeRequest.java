package org.concierge.access;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A request without a server: headers, attributes, an address. What a test did not give it and a
 * class under test asks for all the same is an error, so that nothing is read by the way.
 */
public final class FakeRequest {
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, Function<Object[], Object>> answers = new HashMap<>();

  /** The request as a server would hand it out. */
  public final HttpServletRequest servlet =
      (HttpServletRequest)
          Proxy.newProxyInstance(
              FakeRequest.class.getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (self, method, arguments) -> answer(method.getName(), arguments));

  public FakeRequest header(String name, String... values) {
    headers.put(name, List.of(values));
    return this;
  }

  /** What a method of the request answers. */
  public FakeRequest on(String method, Function<Object[], Object> answer) {
    answers.put(method, answer);
    return this;
  }

  public Object attribute(String name) {
    return attributes.get(name);
  }

  /** Who calls, as the endpoints see it. */
  public CurrentPrincipal caller() {
    return new CurrentPrincipal(servlet);
  }

  public RequestId requestId() {
    return new RequestId(servlet);
  }

  private Object answer(String method, Object[] arguments) {
    if (answers.containsKey(method)) {
      return answers.get(method).apply(arguments);
    }
    return switch (method) {
      case "getHeaders" ->
          Collections.enumeration(headers.getOrDefault((String) arguments[0], List.of()));
      case "getHeader" ->
          headers.getOrDefault((String) arguments[0], List.of()).stream().findFirst().orElse(null);
      case "getAttribute" -> attributes.get((String) arguments[0]);
      case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
      case "getContextPath" -> "";
      case "getRequestURI" -> "/api/v1/somewhere";
      case "toString" -> "FakeRequest" + headers.keySet().toString().toLowerCase(Locale.ROOT);
      default -> throw new UnsupportedOperationException(method + " was not expected");
    };
  }
}
