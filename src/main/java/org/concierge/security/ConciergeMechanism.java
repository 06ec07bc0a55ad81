package org.concierge.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Reads the credential of each request. It never answers by itself: a request without a usable
 * credential goes on as nobody's, and the endpoint's {@code Requires} turns it away, in our own
 * words and alike on every server.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class ConciergeMechanism implements HttpAuthenticationMechanism {
  private ApiKeys apiKeys;

  ConciergeMechanism() {}

  @Inject
  ConciergeMechanism(ApiKeys apiKeys) {
    this.apiKeys = apiKeys;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<Principal> principal;
    try {
      Optional<String> credential = Credentials.of(request);
      if (credential.isEmpty()) {
        return context.doNothing();
      }
      principal = apiKeys.recognise(credential.get());
    } catch (Problem problem) {
      CurrentPrincipal.refuse(request, problem);
      return context.doNothing();
    }
    if (principal.isEmpty()) {
      CurrentPrincipal.refuse(
          request,
          new Problem(
              ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked."));
      return context.doNothing();
    }
    CurrentPrincipal.accept(request, principal.get());
    Set<String> groups =
        principal.get().scopes().stream().map(Scope::wire).collect(Collectors.toSet());
    return context.notifyContainerAboutLogin(principal.get(), groups);
  }
}
