package org.concierge.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.limit.Blocklist;
import org.concierge.limit.Quota;
import org.concierge.limit.RequestRates;
import org.concierge.limit.TrustedProxies;
import org.concierge.problem.Problem;
import org.concierge.security.KeyLimits;
import org.concierge.tenant.Allowance;
import org.concierge.tenant.Tenants;

/**
 * Counts the requests of whoever has proved to be somebody: of the key or the person, and of the
 * tenant; of strangers those that name a tenant which will not have them. Before anything is read,
 * so that refusing is cheap; also what is refused later counts.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 100)
public class RateFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String LEFT = "org.concierge.rate-left";

  /** As a widget allows, unless it is set to something else. */
  private static final int VISITOR_PER_MINUTE = 20;

  /** Where a stranger says which tenant is meant. */
  private static final Set<String> NAMING =
      Set.of("POST /customer-chat", "GET /widget-config", "POST /inquiries");

  private CurrentPrincipal caller;
  private HttpServletRequest request;
  private RequestRates rates;
  private Tenants tenants;
  private Blocklist blocklist;

  /** Public, as RESTEasy demands of a provider. */
  public RateFilter() {}

  @Inject
  public RateFilter(
      CurrentPrincipal caller,
      HttpServletRequest request,
      RequestRates rates,
      Tenants tenants,
      Blocklist blocklist) {
    this.caller = caller;
    this.request = request;
    this.rates = rates;
    this.tenants = tenants;
    this.blocklist = blocklist;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Optional<Principal> principal = caller.find();
    if (principal.isPresent()) {
      rates
          .take(quotas(principal.get()))
          .ifPresent(left -> context.setProperty(LEFT, RequestRates.headers(left)));
    } else if (names()) {
      blocklist.check(TrustedProxies.client(request), origin(), named());
    }
  }

  @Override
  public void filter(ContainerRequestContext context, ContainerResponseContext response) {
    if (context.getProperty(LEFT) instanceof Map<?, ?> headers) {
      headers.forEach((name, value) -> response.getHeaders().putSingle((String) name, value));
    }
    if ((response.getStatus() == 403 || response.getStatus() == 404)
        && names()
        && caller.find().isEmpty()) {
      blocklist.failed(TrustedProxies.client(request), origin(), named());
    }
  }

  private boolean names() {
    return NAMING.contains(RouteFilter.of(request).route());
  }

  /** What a web page that is set up wrongly sends each time is one guess, not many. */
  private String named() {
    return String.join(
        "|",
        String.valueOf(request.getHeader("X-Tenant-ID")),
        String.valueOf(request.getQueryString()));
  }

  /** A page that guesses shuts out itself, and no other page that is open behind the address. */
  private String origin() {
    return String.valueOf(request.getHeader("Origin"));
  }

  private List<Quota> quotas(Principal principal) {
    List<Quota> quotas = new ArrayList<>();
    String id = principal.id().toString();
    if (request.getAttribute(KeyLimits.PER_MINUTE) instanceof Integer perMinute) {
      quotas.add(Quota.of("key", perMinute, id));
    }
    if (principal.isVisitor()) {
      // All have the tenant's name; each has an address.
      String address = TrustedProxies.client(request);
      quotas.add(Quota.of("visitor", VISITOR_PER_MINUTE, principal.tenant() + " " + address));
    }
    Optional<Allowance> allowance = allowance(principal);
    allowance
        .filter(found -> principal.person().isPresent() && found.userPerMinute().isPresent())
        .ifPresent(found -> quotas.add(Quota.of("user", found.userPerMinute().getAsInt(), id)));
    allowance
        .filter(found -> found.perMinute().isPresent())
        .ifPresent(
            found ->
                quotas.add(
                    Quota.of("tenant", found.perMinute().getAsInt(), principal.tenant().value())));
    return quotas;
  }

  /** Empty for the operators' tenant, which has no settings; a broken tenant is told of later. */
  private Optional<Allowance> allowance(Principal principal) {
    try {
      return Optional.of(tenants.get(principal.tenant()).allowance());
    } catch (Problem problem) {
      return Optional.empty();
    }
  }
}
