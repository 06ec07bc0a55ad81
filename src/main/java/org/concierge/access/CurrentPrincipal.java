package org.concierge.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Who makes the current request. Filled by the authentication mechanism, on the request itself:
 * what a server hands out as caller principal may be a wrapper of its own.
 */
@RequestScoped
public class CurrentPrincipal {
  private static final String PRINCIPAL = "org.concierge.principal";
  private static final String REFUSAL = "org.concierge.refusal";

  private HttpServletRequest request;

  CurrentPrincipal() {}

  @Inject
  CurrentPrincipal(HttpServletRequest request) {
    this.request = request;
  }

  /** The credential proves this caller. */
  public static void accept(HttpServletRequest request, Principal principal) {
    request.setAttribute(PRINCIPAL, principal);
  }

  /** The credential cannot be used; told when an endpoint asks who calls, not on public ones. */
  public static void refuse(HttpServletRequest request, Problem why) {
    request.setAttribute(REFUSAL, why);
  }

  public Optional<Principal> find() {
    return Optional.ofNullable((Principal) request.getAttribute(PRINCIPAL));
  }

  /** Whether the request carries no credential at all, not even one that cannot be used. */
  public boolean isNobody() {
    return find().isEmpty() && request.getAttribute(REFUSAL) == null;
  }

  /**
   * @throws Problem UNAUTHENTICATED, or UNAVAILABLE if the credential could not be checked
   */
  public Principal get() {
    if (request.getAttribute(REFUSAL) instanceof Problem refusal) {
      throw refusal;
    }
    return find()
        .orElseThrow(
            () ->
                new Problem(
                    ProblemType.UNAUTHENTICATED,
                    "Send an API key as X-API-Key or a bearer as Authorization."));
  }
}
