package org.concierge.login;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Person;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.bearer.Login;
import org.concierge.bearer.Logins;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.limit.TrustedProxies;
import org.concierge.login.AuthResource.TokensView;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** What callers may know and do about themselves, whatever else they may. */
@Path("auth")
@RequestScoped
@TenantBound
@Requires({})
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
  private CurrentPrincipal caller;
  private PasswordLogin passwords;
  private Users users;
  private Logins logins;
  private HttpServletRequest request;
  private RequestId requestId;

  public MeResource() {}

  @Inject
  public MeResource(
      CurrentPrincipal caller,
      PasswordLogin passwords,
      Users users,
      Logins logins,
      HttpServletRequest request,
      RequestId requestId) {
    this.caller = caller;
    this.passwords = passwords;
    this.users = users;
    this.logins = logins;
    this.request = request;
    this.requestId = requestId;
  }

  /**
   * Who calls.
   *
   * @param kind {@code person} or {@code key}; a key has neither e-mail nor role
   */
  public record MeView(
      UUID id,
      String kind,
      String tenantId,
      String name,
      String email,
      String department,
      String role,
      List<String> groups,
      String language,
      List<String> scopes) {}

  /** A login of one's own; {@code current} is the one that this request came by. */
  public record LoginView(
      UUID id, String channel, Instant createdAt, List<String> scopes, boolean current) {}

  /** The newest first. */
  public record LoginList(List<LoginView> items) {}

  /** Whether to end one's other logins too. */
  public record LogoutRequest(String tenantId, Boolean everywhere) implements TenantSelecting {}

  /** The password that holds now, and the one that shall. */
  public record PasswordRequest(String tenantId, String password, String newPassword)
      implements TenantSelecting {
    @Override
    public String toString() {
      return "PasswordRequest";
    }
  }

  @GET
  @Path("me")
  public MeView me() {
    Principal me = caller.get();
    Optional<Person> person = me.person();
    return new MeView(
        me.id(),
        person.isPresent() ? "person" : "key",
        me.tenant().value(),
        person.map(Person::name).orElse(me.name()),
        person.map(Person::email).orElse(null),
        person.map(Person::department).orElse(null),
        person.map(known -> known.role().wire()).orElse(null),
        person.map(known -> known.groups().stream().sorted().toList()).orElse(null),
        person.map(Person::language).orElse(null),
        wire(me.scopes()));
  }

  @GET
  @Path("logins")
  public LoginList logins() {
    UUID current = login();
    return new LoginList(
        logins.of(caller.get().tenant(), person().id()).stream()
            .map(
                login ->
                    new LoginView(
                        login.id(),
                        login.channel().name().toLowerCase(Locale.ROOT),
                        login.createdAt(),
                        wire(login.scopes()),
                        login.id().equals(current)))
            .toList());
  }

  @DELETE
  @Path("logins/{id}")
  public void end(@PathParam("id") String id) {
    Principal me = caller.get();
    // Of a key there are none: it is answered as whoever asks for another's.
    Login own =
        me.person().stream()
            .flatMap(person -> logins.of(me.tenant(), person.id()).stream())
            .filter(login -> login.id().toString().equalsIgnoreCase(id))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("login"));
    logins.end(own.tenant(), own.id());
  }

  /** Ends the login that this request came by, or all of them. */
  @POST
  @Path("logout")
  @Consumes(MediaType.APPLICATION_JSON)
  public void logOut(LogoutRequest body) {
    Principal me = caller.get();
    UUID login = login();
    if (body != null && Boolean.TRUE.equals(body.everywhere())) {
      users.endCredentials(Caller.of(me, requestId), me.id());
      logins.endAll(me.tenant(), me.id());
    } else {
      logins.end(me.tenant(), login);
    }
  }

  /** All former logins end; the answer is a new one. */
  @POST
  @Path("password")
  @Consumes(MediaType.APPLICATION_JSON)
  public TokensView change(PasswordRequest body) {
    if (body == null || body.password() == null || body.newPassword() == null) {
      throw Problem.badRequest("\"password\" and \"new_password\" are needed.");
    }
    Principal me = caller.get();
    person();
    passwords.changePassword(
        Caller.of(me, requestId),
        body.password(),
        body.newPassword(),
        TrustedProxies.client(request));
    logins.endAll(me.tenant(), me.id());
    User user = users.get(me.tenant(), me.id());
    return AuthResource.begin(logins, user);
  }

  private Person person() {
    return caller.get().person().orElseThrow(MeResource::notAPerson);
  }

  private UUID login() {
    return caller.get().login().orElseThrow(MeResource::notAPerson);
  }

  private static Problem notAPerson() {
    return new Problem(ProblemType.FORBIDDEN, "This is for people who log in, not for keys.");
  }

  private static List<String> wire(Set<Scope> scopes) {
    return Scope.wires(scopes);
  }
}
