package org.concierge.usage;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
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
import org.concierge.tenant.TenantContext;
import org.concierge.usage.UsageReport.BudgetState;
import org.concierge.usage.UsageReport.By;
import org.concierge.usage.UsageReport.Line;
import org.concierge.usage.UsageReport.Summary;

/** What the tenant has taken: for its administrators, and for those who only look at figures. */
@Path("usage")
@RequestScoped
@TenantBound
@Requires(Scope.USAGE)
public class UsageResource {
  private static final String HEAD =
      "name,requests,model_calls,prompt_tokens,completion_tokens,uploaded_bytes,cost";

  private UsageReport report;
  private TenantContext tenant;
  private RequestAudit audit;

  public UsageResource() {}

  @Inject
  public UsageResource(UsageReport report, TenantContext tenant, RequestAudit audit) {
    this.report = report;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** A line on the wire; {@code cost} is null where a part of it is not known. */
  public record UsageView(
      String key,
      String name,
      long requests,
      long modelCalls,
      long promptTokens,
      long completionTokens,
      long totalTokens,
      long uploadedBytes,
      BigDecimal cost) {
    static UsageView of(Line line) {
      Amount amount = line.amount();
      return new UsageView(
          line.key(),
          line.name(),
          amount.requests(),
          amount.modelCalls(),
          amount.promptTokens(),
          amount.completionTokens(),
          amount.totalTokens(),
          amount.bytes(),
          amount.cost());
    }
  }

  /** Both days belong to it; storage and budgets are as they are at this moment. */
  public record UsageList(
      String from,
      String to,
      String groupBy,
      List<UsageView> items,
      String nextCursor,
      UsageView totals,
      long storageBytes,
      List<BudgetState> budgets) {}

  @GET
  @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
  public Response read(
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("group_by") @DefaultValue("day") String groupBy,
      @QueryParam("format") String format,
      @Context HttpHeaders headers) {
    LocalDate last = to == null ? report.today() : Days.parse("to", to);
    LocalDate first = from == null ? last.withDayOfMonth(1) : Days.parse("from", from);
    By by = By.parse(groupBy);
    Summary summary = report.of(tenant.id(), first, last, by);
    MediaType wanted = headers.getAcceptableMediaTypes().get(0);
    if (Csv.isWanted(format, wanted.getType() + "/" + wanted.getSubtype())) {
      audit.record("usage.exported", "", Map.of("from", first, "to", last, "by", by.wire()));
      return Response.ok(csv(summary, by), Csv.MEDIA_TYPE + ";charset=UTF-8")
          .header("Content-Disposition", "attachment; filename=\"usage.csv\"")
          .build();
    }
    return Response.ok(
            new UsageList(
                first.toString(),
                last.toString(),
                by.wire(),
                summary.lines().stream().map(UsageView::of).toList(),
                null,
                UsageView.of(new Line(null, null, summary.total())),
                summary.storageBytes(),
                report.budgets(tenant.id())),
            MediaType.APPLICATION_JSON)
        .build();
  }

  private static String csv(Summary summary, By by) {
    return by.wire()
        + ","
        + HEAD
        + "\r\n"
        + summary.lines().stream().map(UsageResource::row).collect(Collectors.joining());
  }

  private static String row(Line line) {
    Amount amount = line.amount();
    return Csv.row(
        Stream.of(
            line.key(),
            line.name() == null ? "" : line.name(),
            String.valueOf(amount.requests()),
            String.valueOf(amount.modelCalls()),
            String.valueOf(amount.promptTokens()),
            String.valueOf(amount.completionTokens()),
            String.valueOf(amount.bytes()),
            amount.cost() == null ? "" : amount.cost().toPlainString()));
  }
}
