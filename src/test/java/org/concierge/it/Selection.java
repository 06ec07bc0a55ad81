package org.concierge.it;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way to name a tenant other than one's own.
 *
 * @param shape where and how often a tenant is named; all of one shape must be answered alike
 * @param headers values of {@code X-Tenant-ID}
 * @param query "" or what follows the path
 * @param json the value in a JSON body, "" for none
 * @param field the value in a form, "" for none
 * @param conflicting whether the request contradicts itself (400) or just names another (403)
 */
record Selection(
    String shape,
    List<String> headers,
    String query,
    String json,
    String field,
    boolean conflicting) {

  /** Whether it only works on a route that reads a body. */
  boolean needsBody() {
    return !json.isEmpty();
  }

  boolean fits(RouteSamples.Sample sample) {
    boolean isJson = sample.type().equals(RouteSamples.JSON);
    return !needsBody() || isJson || sample.takesTenant() && !field.isEmpty();
  }

  /**
   * @param own the caller's tenant
   * @param other one that exists; beside it come one that does not and several malformed ones
   */
  static List<Selection> of(String own, String other) {
    return Stream.of(
            other,
            "nobody-here",
            other.toUpperCase(java.util.Locale.ROOT),
            "../" + other,
            "b".repeat(63),
            other.replace('o', '\u043e'),
            own + "\u200b",
            own + ",",
            "%",
            "")
        .flatMap(value -> naming(value, own).stream())
        .toList();
  }

  private static List<Selection> naming(String value, String own) {
    String json = "\"" + value + "\"";
    String encoded = "?tenant=" + encoded(value);
    List<Selection> ways = new ArrayList<>();
    ways.add(new Selection("query", List.of(), encoded, "", "", false));
    ways.add(
        new Selection(
            "query twice", List.of(), encoded + "&" + encoded.substring(1), "", "", false));
    ways.add(
        new Selection(
            "query after own",
            List.of(),
            "?tenant=" + own + "&" + encoded.substring(1),
            "",
            "",
            true));
    ways.add(
        new Selection("query before own", List.of(), encoded + "&tenant=" + own, "", "", true));
    ways.add(
        new Selection(
            "name encoded", List.of(), encoded.replace("tenant", "t%65nant"), "", "", false));
    ways.add(new Selection("body", List.of(), "", json, value, false));
    ways.add(new Selection("body, own in query", List.of(), "?tenant=" + own, json, value, true));
    ways.add(new Selection("body, own in header", List.of(own), "", json, value, true));
    ways.add(new Selection("body, array", List.of(), "", "[" + json + "]", "", true));
    ways.add(
        new Selection(
            "body, array with own", List.of(), "", "[\"" + own + "\"," + json + "]", "", true));
    ways.add(new Selection("body, object", List.of(), "", "{\"id\":" + json + "}", "", true));
    ways.add(
        new Selection(
            "body, twice", List.of(), "", "\"" + own + "\", \"tenant_id\": " + json, "", true));
    ways.addAll(inHeaders(value, own));
    return ways;
  }

  private static List<Selection> inHeaders(String value, String own) {
    // Whatever else a header holds does not arrive as it was sent.
    if (value.isEmpty() || value.chars().anyMatch(c -> c > 127)) {
      return List.of();
    }
    String encoded = "?tenant=" + encoded(value);
    List<Selection> ways = new ArrayList<>();
    ways.add(new Selection("header", List.of(value), "", "", "", false));
    ways.add(new Selection("header twice", List.of(value, value), "", "", "", false));
    ways.add(new Selection("header after own", List.of(own, value), "", "", "", true));
    ways.add(new Selection("header, own in query", List.of(value), "?tenant=" + own, "", "", true));
    ways.add(new Selection("query, own in header", List.of(own), encoded, "", "", true));
    return ways;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
