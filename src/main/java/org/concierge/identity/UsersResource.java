package org.concierge.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.identity.Invitations.Invitation;
import org.concierge.mail.Delivery;
import org.concierge.persistence.Page;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/** A tenant's users: list, invite, change, disable, delete. */
@Path("users")
@RequestScoped
@TenantBound
@Requires(Scope.USERS)
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

  private Users users;
  private Invitations invitations;
  private CurrentPrincipal caller;
  private RequestId requestId;

  public UsersResource() {}

  @Inject
  public UsersResource(
      Users users, Invitations invitations, CurrentPrincipal caller, RequestId requestId) {
    this.users = users;
    this.invitations = invitations;
    this.caller = caller;
    this.requestId = requestId;
  }

  /** A user on the wire. */
  public record UserView(
      UUID id,
      String email,
      String name,
      String department,
      String role,
      List<String> groups,
      String language,
      User.Status status,
      Instant createdAt,
      Instant lastLogin) {
    public static UserView of(User user) {
      return new UserView(
          user.id(),
          user.email(),
          user.name(),
          user.department(),
          user.role().wire(),
          user.groups().stream().sorted().toList(),
          user.language(),
          user.status(),
          user.createdAt(),
          user.lastLogin().orElse(null));
    }
  }

  /** One page; no cursor on the last one. */
  public record UserList(List<UserView> items, String nextCursor) {}

  /**
   * An invitation on the wire.
   *
   * @param link shown this once, and only if it was not sent by mail
   * @param mailProblem why it was not sent; absent if it was, or no mail was wanted
   */
  public record InvitationView(
      UserView user, String link, Instant expiresAt, boolean mailed, String mailProblem) {
    public static InvitationView of(Invitation invitation) {
      boolean mailed = invitation.delivery() == Delivery.SENT;
      return new InvitationView(
          UserView.of(invitation.user()),
          mailed ? null : invitation.link(),
          invitation.expiresAt(),
          mailed,
          invitation.delivery().problem().orElse(null));
    }
  }

  /** In the order in which the people were named. */
  public record InvitationList(List<InvitationView> items) {}

  /** What may be changed; what is absent stays. */
  public record Change(
      String tenantId,
      String name,
      String department,
      String role,
      List<String> groups,
      String language,
      String status)
      implements TenantSelecting {}

  @GET
  public UserList list(
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor,
      @QueryParam("q") String text,
      @QueryParam("status") String status,
      @QueryParam("role") String role) {
    TenantId tenant = tenant();
    Page page = Page.parse(limit, cursor, tenant);
    List<User> found =
        users.list(
            tenant,
            new UserRepository.Query(
                page,
                text,
                status(status),
                role == null || role.isBlank() ? null : UserFields.role(role)));
    return new UserList(
        page.shown(found).stream().map(UserView::of).toList(),
        page.next(found, UserRepository::position, tenant));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response invite(InviteRequest request) {
    Bodies.present(request);
    List<NewUser> people = request.people();
    people.forEach(person -> requireOwnScopes(person.role()));
    List<InvitationView> made =
        invitations.invite(by(), people, !Boolean.FALSE.equals(request.mail())).stream()
            .map(InvitationView::of)
            .toList();
    return Response.status(Response.Status.CREATED)
        .entity(request.users() == null ? made.get(0) : new InvitationList(made))
        .build();
  }

  @GET
  @Path("{id}")
  public UserView get(@PathParam("id") String id) {
    return UserView.of(users.get(tenant(), parsed(id)));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public UserView change(@PathParam("id") String id, Change change) {
    UUID user = parsed(id);
    Bodies.present(change);
    User.Status wanted = status(change.status());
    if (wanted == User.Status.INVITED) {
      throw Problem.badRequest("\"status\" can be made ACTIVE or DISABLED.");
    }
    UserChange fields =
        new UserChange(
            change.name(),
            change.department(),
            change.role() == null ? null : UserFields.role(change.role()),
            change.groups() == null ? null : new HashSet<>(change.groups()),
            change.language());
    requireOwnScopes(fields.role());
    Boolean enabled = wanted == null ? null : wanted == User.Status.ACTIVE;
    boolean nothing = fields.isEmpty() && enabled == null;
    return UserView.of(
        nothing ? users.get(tenant(), user) : users.edit(by(), user, fields, enabled));
  }

  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String id) {
    users.delete(by(), parsed(id));
  }

  @POST
  @Path("{id}/invitation")
  public Response renew(
      @PathParam("id") String id, @QueryParam("mail") @DefaultValue("true") boolean byMail) {
    return Response.status(Response.Status.CREATED)
        .entity(InvitationView.of(invitations.renew(by(), parsed(id), byMail)))
        .build();
  }

  /** Ends all that the user holds: bearers, console sessions. */
  @POST
  @Path("{id}/logout")
  public void logOut(@PathParam("id") String id) {
    users.endCredentials(by(), parsed(id));
  }

  /** A key that may do little must not make somebody who may do more. */
  private void requireOwnScopes(Role role) {
    if (role != null && !caller.get().scopes().containsAll(role.scopes())) {
      throw new Problem(
          ProblemType.FORBIDDEN, "You can give the roles admin, member and viewer only.");
    }
  }

  private TenantId tenant() {
    return caller.get().tenant();
  }

  private Caller by() {
    return Caller.of(caller.get(), requestId);
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "user");
  }

  private static User.Status status(String status) {
    if (status == null || status.isBlank()) {
      return null;
    }
    try {
      return User.Status.valueOf(status.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("\"status\" must be INVITED, ACTIVE or DISABLED.");
    }
  }
}
