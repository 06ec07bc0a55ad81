package org.concierge.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.ReaderScope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.access.TenantSelection;
import org.concierge.identity.Users;
import org.concierge.limit.Spender;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantContext;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Binds a request to the tenant of its credential. What the request itself says ({@code tenant_id}
 * in the body, {@code tenant} in the query, {@code X-Tenant-ID}) can only confirm that tenant.
 */
@TenantBound
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class TenantBoundInterceptor {
  /** Longer than any tenant's name, short enough to be read from a stranger. */
  private static final int MAX_FIELD = 100;

  @Inject private CurrentPrincipal caller;
  @Inject private TenantContext context;
  @Inject private Tenants tenants;
  @Inject private HttpServletRequest request;

  @AroundInvoke
  Object bind(InvocationContext invocation) throws Exception {
    Principal principal = caller.get();
    TenantSelection.check(selectors(invocation.getParameters()), principal.tenant());
    if (principal.tenant().equals(Users.PLATFORM)) {
      // The installation's own: it has no settings, and only what is about the caller is open to
      // it.
      return TenantScope.call(principal.tenant(), invocation::proceed);
    }
    Tenant tenant = tenantOf(principal);
    if (tenant.suspended()) {
      throw new Problem(ProblemType.FORBIDDEN, "This tenant is suspended.");
    }
    for (Tenant.Endpoint endpoint : binding(invocation).value()) {
      if (!tenant.serves(endpoint)) {
        throw Problem.notFound("endpoint");
      }
    }
    context.enter(tenant);
    return Spender.call(
        Spender.of(principal),
        () ->
            ReaderScope.call(
                principal.reader(), () -> TenantScope.call(tenant.id(), invocation::proceed)));
  }

  private Tenant tenantOf(Principal principal) {
    try {
      return tenants.get(principal.tenant());
    } catch (Problem problem) {
      if (problem.type() == ProblemType.NOT_FOUND) {
        // The tenant was removed: its credentials are those of nobody.
        throw new Problem(
            ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked.", problem);
      }
      throw problem;
    }
  }

  private List<String> selectors(Object[] parameters) throws IOException {
    List<String> selectors = new ArrayList<>();
    for (Object parameter : parameters) {
      if (parameter instanceof TenantSelecting body && body.tenantId() != null) {
        selectors.add(body.tenantId());
      }
      if (parameter instanceof List<?> parts) {
        selectors.addAll(inForm(parts));
      }
    }
    selectors.addAll(inQuery(request.getQueryString()));
    selectors.addAll(Collections.list(request.getHeaders("X-Tenant-ID")));
    return selectors;
  }

  /** The fields of a multipart body; its files are the resource's business. */
  private static List<String> inForm(List<?> parts) throws IOException {
    List<String> selectors = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof EntityPart field
          && field.getName().equals("tenant_id")
          && field.getFileName().isEmpty()) {
        try (InputStream content = field.getContent()) {
          selectors.add(new String(content.readNBytes(MAX_FIELD), StandardCharsets.UTF_8));
        }
      }
    }
    return selectors;
  }

  /** Not by getParameter: that would read the body of a form before the resource can. */
  private static List<String> inQuery(String query) {
    return Stream.of(query == null ? new String[0] : query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> decoded(pair[0]).equals("tenant"))
        .map(pair -> pair.length == 1 ? "" : decoded(pair[1]))
        .toList();
  }

  /** What is not encoded as it should be stays as it is: it can only be refused then. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static TenantBound binding(InvocationContext invocation) {
    TenantBound onMethod = invocation.getMethod().getAnnotation(TenantBound.class);
    return onMethod != null
        ? onMethod
        : invocation.getMethod().getDeclaringClass().getAnnotation(TenantBound.class);
  }
}
