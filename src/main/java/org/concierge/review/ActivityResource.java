package org.concierge.review;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.problem.Csv;
import org.concierge.problem.Days;
import org.concierge.review.Activity.Day;
import org.concierge.review.Activity.Figures;
import org.concierge.review.Activity.Report;
import org.concierge.tenant.TenantContext;

/** What became of the tenant's questions, in figures: also for those who see nothing else. */
@Path("usage/activity")
@RequestScoped
@TenantBound
@Requires(Scope.USAGE)
public class ActivityResource {
  private static final String HEAD =
      "day,conversations,questions,answered,unanswered,good,bad,first_delta_ms,"
          + "slow_first_delta_ms\r\n";

  /** The last days that are shown when none are named. */
  private static final int USUAL_DAYS = 30;

  private Activity activity;
  private TenantContext tenant;
  private RequestAudit audit;

  public ActivityResource() {}

  @Inject
  public ActivityResource(Activity activity, TenantContext tenant, RequestAudit audit) {
    this.activity = activity;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** A day, or all of them; the times are absent where nothing was answered. */
  public record ActivityView(
      String day,
      long conversations,
      long questions,
      long answered,
      long unanswered,
      long good,
      long bad,
      Long firstDeltaMs,
      Long slowFirstDeltaMs) {
    static ActivityView of(String day, Figures figures) {
      return new ActivityView(
          day,
          figures.conversations(),
          figures.questions(),
          figures.answered(),
          figures.unanswered(),
          figures.good(),
          figures.bad(),
          figures.firstDeltaMs(),
          figures.slowFirstDeltaMs());
    }
  }

  /** Both days belong to it. */
  public record ActivityList(
      String from, String to, List<ActivityView> items, ActivityView totals) {}

  @GET
  @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
  public Response read(
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("format") String format,
      @Context HttpHeaders headers) {
    LocalDate last = to == null ? activity.today() : Days.parse("to", to);
    LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1L) : Days.parse("from", from);
    Report report = activity.of(tenant.id(), first, last);
    MediaType wanted = headers.getAcceptableMediaTypes().get(0);
    if (Csv.isWanted(format, wanted.getType() + "/" + wanted.getSubtype())) {
      audit.record("usage.exported", "", Map.of("from", first, "to", last, "by", "activity"));
      return Response.ok(csv(report), Csv.MEDIA_TYPE + ";charset=UTF-8")
          .header("Content-Disposition", "attachment; filename=\"activity.csv\"")
          .build();
    }
    return Response.ok(
            new ActivityList(
                first.toString(),
                last.toString(),
                report.days().stream()
                    .map(day -> ActivityView.of(day.day().toString(), day.figures()))
                    .toList(),
                ActivityView.of(null, report.total())),
            MediaType.APPLICATION_JSON)
        .build();
  }

  private static String csv(Report report) {
    return HEAD + report.days().stream().map(ActivityResource::row).collect(Collectors.joining());
  }

  private static String row(Day day) {
    Figures figures = day.figures();
    return Csv.row(
        Stream.of(
                day.day(),
                figures.conversations(),
                figures.questions(),
                figures.answered(),
                figures.unanswered(),
                figures.good(),
                figures.bad(),
                figures.firstDeltaMs() == null ? "" : figures.firstDeltaMs(),
                figures.slowFirstDeltaMs() == null ? "" : figures.slowFirstDeltaMs())
            .map(String::valueOf));
  }
}
