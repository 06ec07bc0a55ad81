package org.concierge.inquiry;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Public;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.inquiry.Inquiries.Written;
import org.concierge.persistence.Cursor;
import org.concierge.persistence.Page;
import org.concierge.problem.Bodies;
import org.concierge.problem.Csv;
import org.concierge.problem.Ids;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantId;
import org.concierge.visit.Door;
import org.concierge.visit.Visiting;

/** What visitors leave for a person, for them and for the tenant's administrators. */
@Path("inquiries")
@RequestScoped
public class InquiriesResource {
  /** A table is read by a program: it takes larger pages. */
  private static final int MAX_ROWS = 1_000;

  private Inquiries inquiries;
  private Visiting visiting;
  private HttpServletRequest request;
  private CurrentPrincipal caller;
  private RequestId requestId;

  public InquiriesResource() {}

  @Inject
  public InquiriesResource(
      Inquiries inquiries,
      Visiting visiting,
      HttpServletRequest request,
      CurrentPrincipal caller,
      RequestId requestId) {
    this.inquiries = inquiries;
    this.visiting = visiting;
    this.request = request;
    this.caller = caller;
    this.requestId = requestId;
  }

  /**
   * What a visitor has written.
   *
   * @param website a field that people do not see
   * @param elapsedMs since the form was shown
   */
  public record InquiryRequest(
      String tenantId,
      String widgetKey,
      String name,
      String email,
      String question,
      String transcript,
      String website,
      Long elapsedMs) {
    @Override
    public String toString() {
      return "InquiryRequest";
    }
  }

  /** That it has arrived, and no more. */
  public record Received(String status) {}

  /** An inquiry on the wire. */
  public record InquiryView(
      UUID id,
      String widgetKey,
      String name,
      String email,
      String question,
      String transcript,
      String origin,
      String status,
      String assignee,
      Instant createdAt,
      Instant updatedAt) {
    static InquiryView of(Inquiry inquiry) {
      return new InquiryView(
          inquiry.id(),
          inquiry.widgetKey(),
          inquiry.name(),
          inquiry.email(),
          inquiry.question(),
          inquiry.transcript(),
          inquiry.origin(),
          InquiryFields.wire(inquiry.status()),
          inquiry.assignee(),
          inquiry.createdAt(),
          inquiry.updatedAt());
    }
  }

  /** One page, the newest first; no cursor on the last one. */
  public record InquiryList(List<InquiryView> items, String nextCursor) {}

  /** How an inquiry gets on; what is left out stays as it is. */
  public record ChangeRequest(String tenantId, String status, String assignee)
      implements TenantSelecting {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Public("visitors have no credential; their page's origin is checked, and nothing is shown")
  public Response receive(InquiryRequest body) {
    InquiryRequest given = Bodies.present(body);
    var visit = visiting.enter(Door.of(request, given.tenantId(), given.widgetKey()));
    inquiries.receive(
        visit,
        new Written(
            InquiryFields.name(given.name()),
            InquiryFields.email(given.email()),
            InquiryFields.question(given.question()),
            InquiryFields.transcript(given.transcript()),
            given.website() == null ? "" : given.website(),
            Optional.ofNullable(given.elapsedMs()).map(Duration::ofMillis)));
    return Response.status(Response.Status.CREATED).entity(new Received("received")).build();
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
  @TenantBound(Endpoint.ADMIN)
  @Requires(Scope.SETTINGS)
  public Response list(
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor,
      @QueryParam("status") String status,
      @QueryParam("format") String format,
      @Context HttpHeaders headers) {
    MediaType wanted = headers.getAcceptableMediaTypes().get(0);
    boolean csv = Csv.isWanted(format, wanted.getType() + "/" + wanted.getSubtype());
    TenantId tenant = caller.get().tenant();
    Page page =
        new Page(
            csv ? Page.limit(limit, MAX_ROWS) : Page.limit(limit), Cursor.parse(cursor, tenant));
    List<Inquiry> found =
        inquiries.list(by(), page, Optional.ofNullable(status).map(InquiryFields::status));
    List<Inquiry> shown = page.shown(found);
    String next =
        page.next(found, inquiry -> new Cursor(inquiry.createdAt(), inquiry.id()), tenant);
    if (csv) {
      return Response.ok(InquiryCsv.of(shown), Csv.MEDIA_TYPE + ";charset=UTF-8")
          .header("Content-Disposition", "attachment; filename=\"inquiries.csv\"")
          .header("X-Next-Cursor", next)
          .build();
    }
    return Response.ok(
            new InquiryList(shown.stream().map(InquiryView::of).toList(), next),
            MediaType.APPLICATION_JSON)
        .build();
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @TenantBound(Endpoint.ADMIN)
  @Requires(Scope.SETTINGS)
  public InquiryView get(@PathParam("id") String id) {
    return InquiryView.of(inquiries.get(by(), parsed(id)));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @TenantBound(Endpoint.ADMIN)
  @Requires(Scope.SETTINGS)
  public InquiryView change(@PathParam("id") String id, ChangeRequest body) {
    ChangeRequest given = Bodies.present(body);
    return InquiryView.of(
        inquiries.change(
            by(),
            parsed(id),
            Optional.ofNullable(given.status()).map(InquiryFields::status),
            Optional.ofNullable(given.assignee())));
  }

  @DELETE
  @Path("{id}")
  @TenantBound(Endpoint.ADMIN)
  @Requires(Scope.SETTINGS)
  public void delete(@PathParam("id") String id) {
    inquiries.delete(by(), parsed(id));
  }

  private Caller by() {
    return Caller.of(caller.get(), requestId);
  }

  private static UUID parsed(String id) {
    return Ids.parse(id, "inquiry");
  }
}
