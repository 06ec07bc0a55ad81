package org.concierge.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Person;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.bearer.ConsoleLogin;
import org.concierge.console.Suggestions.Suggestion;
import org.concierge.library.Library;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** What the chat page has to know before its first question. */
@Path("app")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Produces(MediaType.APPLICATION_JSON)
@Requires({Scope.CHAT, Scope.DOCUMENTS_READ})
public class AppResource {
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private Library library;
  private HttpServletRequest request;

  public AppResource() {}

  @Inject
  public AppResource(
      TenantContext tenant, CurrentPrincipal caller, Library library, HttpServletRequest request) {
    this.tenant = tenant;
    this.caller = caller;
    this.library = library;
    this.request = request;
  }

  /**
   * Where and as whom somebody asks.
   *
   * @param tenantColour the one of eight that the console shows the tenant in
   * @param language as the person has chosen it; "" if they have not
   * @param csrfToken absent without a console session, and for another site's request
   * @param console whether pages of the console are open to them, besides their account
   */
  public record AppView(
      String tenantId,
      String tenantName,
      int tenantColour,
      UUID userId,
      String name,
      String language,
      String csrfToken,
      boolean console,
      List<Suggestion> suggestions) {}

  @GET
  public AppView get() {
    Optional<Person> person = caller.get().person();
    return new AppView(
        tenant.id().value(),
        tenant.tenant().name(),
        Math.floorMod(tenant.id().value().hashCode(), 8),
        caller.get().id(),
        person.map(AppResource::name).orElse(caller.get().name()),
        person.map(Person::language).orElse(""),
        csrfToken().orElse(null),
        caller.get().may(Scope.USAGE),
        new Suggestions(library).of(tenant.id()));
  }

  private static String name(Person person) {
    return person.name().isBlank() ? person.email() : person.name();
  }

  private Optional<String> csrfToken() {
    String site = request.getHeader("Sec-Fetch-Site");
    HttpSession session = request.getSession(false);
    return session != null
            && (site == null || site.equals("same-origin"))
            && session.getAttribute(ConsoleLogin.ATTRIBUTE) instanceof ConsoleLogin login
        ? Optional.of(login.csrfToken())
        : Optional.empty();
  }
}
