package org.concierge.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** The id of the current request: in each log line about it, in each problem, in a header. */
@RequestScoped
public class RequestId {
  /** The request attribute under which the outermost filter puts it. */
  public static final String ATTRIBUTE = "org.concierge.request-id";

  private HttpServletRequest request;

  RequestId() {}

  @Inject
  RequestId(HttpServletRequest request) {
    this.request = request;
  }

  public String value() {
    return String.valueOf(request.getAttribute(ATTRIBUTE));
  }
}
