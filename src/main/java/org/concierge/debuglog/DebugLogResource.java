package org.concierge.debuglog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.concierge.access.Public;
import org.concierge.limit.Limit;
import org.concierge.limit.Rate;
import org.concierge.limit.Throttle;
import org.concierge.limit.TrustedProxies;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Allowance;
import org.concierge.tenant.Secret;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** A tenant's debug log, for whoever has the login for it that the tenant's settings name. */
@Path("api-debug/logs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Public("has a login of its own, API_DEBUG_USERNAME; without it nothing is told")
public class DebugLogResource {
  private static final String BASIC = "basic ";
  private static final int MAX_ENTRIES = 1_000;
  private static final Rate GUESSES = new Rate(10, Duration.ofSeconds(30));

  private DebugLog log;
  private Tenants tenants;
  private Throttle throttle;
  private HttpServletRequest request;

  public DebugLogResource() {}

  @Inject
  public DebugLogResource(
      DebugLog log, Tenants tenants, Throttle throttle, HttpServletRequest request) {
    this.log = log;
    this.tenants = tenants;
    this.throttle = throttle;
    this.request = request;
  }

  /**
   * Newest first.
   *
   * @param logging whether requests are being written down
   * @param until when that ends by itself; null if it is off
   */
  public record DebugEntries(
      String tenantId, boolean logging, Instant until, List<DebugEntry> items, String nextCursor) {}

  @GET
  public DebugEntries read(
      @HeaderParam("Authorization") String authorization,
      @HeaderParam("X-Tenant-ID") String inHeader,
      @QueryParam("tenant") String inQuery,
      @QueryParam("status") Integer status,
      @QueryParam("limit") Integer limit) {
    Tenant tenant = opened(authorization, inQuery == null ? inHeader : inQuery);
    if (!tenant.serves(Endpoint.API_DEBUG)) {
      throw Problem.notFound("endpoint");
    }
    if (tenant.suspended()) {
      throw new Problem(ProblemType.FORBIDDEN, "This tenant is suspended.");
    }
    int wanted = Page.limit(limit, MAX_ENTRIES);
    boolean on = log.isOn(tenant);
    return new DebugEntries(
        tenant.id().value(),
        on,
        on ? log.until(tenant) : null,
        log.read(tenant, entry -> status == null || entry.status() == status, wanted),
        null);
  }

  /** The one tenant that the login opens, among those that are meant. */
  private Tenant opened(String authorization, String meant) {
    String[] login = login(authorization).orElseThrow(DebugLogResource::unknown);
    Limit guesses = Limit.of(GUESSES, "api-debug", TrustedProxies.client(request));
    throttle.take(guesses);
    List<Tenant> opened =
        meant(meant).stream()
            .filter(tenant -> opens(tenant.allowance().apiDebug(), login))
            .toList();
    if (opened.isEmpty()) {
      throw unknown();
    }
    throttle.giveBack(guesses);
    if (opened.size() > 1) {
      throw Problem.badRequest("Several tenants have this login; say which by ?tenant=.");
    }
    return opened.get(0);
  }

  /** Without a word of it, all are meant; one that does not exist opens as little as a guess. */
  private List<Tenant> meant(String id) {
    if (id == null) {
      return tenants.all();
    }
    try {
      return TenantId.parse(id).map(tenants::get).map(List::of).orElse(List.of());
    } catch (Problem problem) {
      return List.of();
    }
  }

  private static boolean opens(Allowance.ApiDebug settings, String... login) {
    // Both are compared, whatever the first one gives: how long it takes says nothing.
    boolean user = new Secret(settings.user()).isOpenedBy(login[0]);
    boolean password = settings.password().isOpenedBy(login[1]);
    return user && password;
  }

  /** User and password; empty if they cannot be read. */
  private static Optional<String[]> login(String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String[] login = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
      return login.length == 2 ? Optional.of(login) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Problem unknown() {
    return new Problem(
            ProblemType.UNAUTHENTICATED, "Send the tenant's debug login as basic authentication.")
        .with(Map.of("WWW-Authenticate", "Basic realm=\"concierge api-debug\""));
  }
}
