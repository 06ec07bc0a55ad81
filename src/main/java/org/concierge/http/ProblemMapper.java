package org.concierge.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.audit.Denials;
import org.concierge.persistence.EntityManagers;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;
import org.concierge.problem.ProblemType;

/** Every failure of the API as problem+json; what nobody foresaw is a 500 that says only its id. */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  private static final String TOLD = "org.concierge.problem";

  @Context private ResourceInfo resource;
  private RequestId requestId;
  private CurrentPrincipal caller;
  private Denials denials;
  private HttpServletRequest request;

  /** Public, as RESTEasy demands of a provider. */
  public ProblemMapper() {}

  @Inject
  public ProblemMapper(
      RequestId requestId, CurrentPrincipal caller, Denials denials, HttpServletRequest request) {
    this.requestId = requestId;
    this.caller = caller;
    this.denials = denials;
    this.request = request;
  }

  @Override
  public Response toResponse(Throwable failure) {
    Problem problem = problem(failure);
    log(problem);
    request.setAttribute(TOLD, problem.detail());
    if (Denials.isDenial(problem)) {
      audit(problem);
    }
    Response.ResponseBuilder response =
        Response.status(problem.type().status())
            .type(ProblemBody.MEDIA_TYPE)
            .entity(ProblemBody.of(problem, requestId.value()));
    ProblemBody.headers(problem).forEach(response::header);
    return response.build();
  }

  /** What the caller of a request was told to be wrong; "" if nothing was. */
  static String told(HttpServletRequest request) {
    return request.getAttribute(TOLD) instanceof String told ? told : "";
  }

  private void audit(Problem problem) {
    Optional<Principal> known = caller.find();
    if (known.isPresent()) {
      denials.refused(Caller.of(known.get(), requestId), RouteName.of(resource), problem);
    } else {
      denials.stranger();
    }
  }

  /**
   * What nobody foresaw with its trace; what is foreseen, a database that is away say, in a line.
   */
  private void log(Problem problem) {
    String line = "request " + requestId.value() + ": " + problem.detail();
    if (problem.type() == ProblemType.INTERNAL) {
      LOG.log(Level.ERROR, line, problem.getCause());
    } else if (problem.type().status() >= 500) {
      Throwable cause = problem.getCause();
      // Its class only: a provider's own words may hold the tenant's key.
      LOG.log(Level.WARNING, "{0} ({1})", line, cause == null ? "" : cause.getClass().getName());
    }
  }

  private Problem problem(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return problem;
      }
      // Of an EntityManager that a resource reads with: a database that is away, say.
      Optional<Problem> ofStatement = EntityManagers.problemIn(cause);
      if (ofStatement.isPresent()) {
        return ofStatement.get();
      }
    }
    if (failure instanceof WebApplicationException refused) {
      return refusal(refused);
    }
    return new Problem(ProblemType.INTERNAL, "Something went wrong on our side.", failure);
  }

  private Problem refusal(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    // Which routes there are is nothing for a stranger either.
    if (status < 500 && resource.getResourceMethod() == null && caller.find().isEmpty()) {
      try {
        caller.get();
      } catch (Problem problem) {
        return problem;
      }
    }
    return switch (status) {
      case 400 -> Problem.badRequest("The request cannot be understood.");
      case 401 -> new Problem(ProblemType.UNAUTHENTICATED, "A credential is needed.");
      case 403 -> new Problem(ProblemType.FORBIDDEN, "This is not yours.");
      case 404 -> nothingFound();
      case 405 ->
          new Problem(ProblemType.METHOD_NOT_ALLOWED, "This address has other methods.")
              .with(allowed(refused));
      case 406 -> new Problem(ProblemType.NOT_ACCEPTABLE, "No form that you accept can be sent.");
      case 413 -> new Problem(ProblemType.TOO_LARGE, "The request is too large.");
      case 415 ->
          new Problem(ProblemType.UNSUPPORTED_TYPE, "The body's content type is not taken.");
      default -> new Problem(ProblemType.INTERNAL, "Something went wrong on our side.", refused);
    };
  }

  /** Servers say this too of a number in the address that is none. */
  private Problem nothingFound() {
    return resource.getResourceMethod() == null
        ? Problem.notFound("address")
        : Problem.badRequest("A parameter of the address has no value that it can have.");
  }

  /** Which methods the address has (RFC 9110, section 15.5.6). */
  private static Map<String, String> allowed(WebApplicationException refused) {
    String methods = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
    // Servers name OPTIONS too, which they would answer by themselves: here nobody does.
    return methods == null
        ? Map.of()
        : Map.of(HttpHeaders.ALLOW, methods.replaceAll(",? *OPTIONS|OPTIONS *, *", ""));
  }
}
