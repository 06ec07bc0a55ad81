package org.concierge.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.concierge.access.CurrentPrincipal;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** Answers OPTIONS before a server does by itself, which would tell a stranger what there is. */
@Provider
@PreMatching
@ApplicationScoped
public class OptionsFilter implements ContainerRequestFilter {
  private CurrentPrincipal caller;

  /** Public, as RESTEasy demands of a provider. */
  public OptionsFilter() {}

  @Inject
  public OptionsFilter(CurrentPrincipal caller) {
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      caller.get();
      throw new Problem(ProblemType.METHOD_NOT_ALLOWED, "This address has other methods.");
    }
  }
}
