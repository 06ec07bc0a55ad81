package org.concierge.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.concierge.openai.Failure;
import org.concierge.problem.ProblemBody;

/** Tells clients of the OpenAI API what is wrong in the member where they look for it. */
@Provider
@ApplicationScoped
public class OpenAiFailures implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getPath().replaceFirst("^/", "");
    if (path.startsWith("v1/") && response.getEntity() instanceof ProblemBody problem) {
      response.setEntity(Failure.of(problem), null, response.getMediaType());
    }
  }
}
