package org.concierge.problem;

/** What can go wrong, as the outside sees it: an HTTP status, a title and a stable type name. */
public enum ProblemType {
  BAD_REQUEST(400, "Bad request"),
  CONFLICTING_TENANTS(400, "Conflicting tenants"),
  UNAUTHENTICATED(401, "Not authenticated"),
  FORBIDDEN(403, "Forbidden"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  CONFLICT(409, "Conflict"),
  TOO_LARGE(413, "Too large"),
  UNSUPPORTED_TYPE(415, "Unsupported type"),
  UNPROCESSABLE(422, "Unprocessable"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL(500, "Internal error"),
  MODEL_FAILED(502, "The model failed"),
  UNAVAILABLE(503, "Unavailable"),
  TENANT_UNAVAILABLE(503, "Tenant unavailable"),
  MODEL_TIMED_OUT(504, "The model timed out"),
  STORAGE_FULL(507, "Storage full");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The {@code type} member of RFC 9457: {@code urn:concierge:problem:not-found}. */
  public String urn() {
    return "urn:concierge:problem:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
