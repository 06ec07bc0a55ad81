package org.concierge.mcp;

import java.util.Map;
import org.concierge.access.TenantSelecting;

/** Messages of JSON-RPC 2.0. */
final class Rpc {
  static final int NO_SUCH_METHOD = -32601;
  static final int INVALID_PARAMS = -32602;

  private Rpc() {}

  /**
   * A request, or a notification if it has no id.
   *
   * @param id a text or a number
   * @param tenantId a selector, as in every body; no client needs it
   */
  public record Request(
      String tenantId, String jsonrpc, Object id, String method, Map<String, Object> params)
      implements TenantSelecting {}

  /** Holds either a result or an error. */
  public record Response(String jsonrpc, Object id, Object result, Error error) {}

  /** What went wrong. */
  public record Error(int code, String message) {}

  static Response result(Object id, Object result) {
    return new Response("2.0", id, result, null);
  }

  static Response error(Object id, int code, String message) {
    return new Response("2.0", id, null, new Error(code, message));
  }
}
