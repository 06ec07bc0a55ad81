package org.concierge.console;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.review.Activity;
import org.concierge.settings.FirstSteps;
import org.concierge.settings.FirstSteps.Step;
import org.concierge.tenant.TenantId;
import org.concierge.usage.UsageReport;
import org.concierge.usage.UsageReport.BudgetState;
import org.concierge.usage.UsageReport.By;
import org.concierge.usage.UsageReport.Summary;

/** The overview: what is to be done first, then figures of the last days. */
@Page
@Requires(Scope.USAGE)
public class IndexPage {
  private static final List<String> RANGES = List.of("7", "30", "90");

  private Activity activity;
  private UsageReport usage;
  private FirstSteps firstSteps;
  private Visit visit;
  private String days = "30";
  private FiguresShown figures;
  private Summary models;
  private Set<Step> done;

  IndexPage() {}

  @Inject
  IndexPage(Activity activity, UsageReport usage, FirstSteps firstSteps, Visit visit) {
    this.activity = activity;
    this.usage = usage;
    this.firstSteps = firstSteps;
    this.visit = visit;
  }

  /**
   * A first step.
   *
   * @param link where it is done; "" for a page that the visitor does not see
   */
  public record StepShown(Step step, boolean done, String link) {}

  /** Until all are done, for those who can do them; the others and afterwards: none. */
  public List<StepShown> getSteps() {
    if (!visit.principal().may(Scope.SETTINGS) || done().size() == Step.values().length) {
      return List.of();
    }
    return Stream.of(Step.values())
        .map(step -> new StepShown(step, done().contains(step), link(step)))
        .toList();
  }

  private String link(Step step) {
    return switch (step) {
      case MODEL -> link("settings");
      case DOCUMENT -> link("documents");
      case QUESTION -> visit.getChatPage();
      case WIDGET -> link("widgets");
    };
  }

  private String link(String page) {
    return visit.getNavigation().contains(page) ? visit.link(page) : "";
  }

  private Set<Step> done() {
    if (done == null) {
      done = visit.within(() -> firstSteps.done(tenant()));
    }
    return done;
  }

  public FiguresShown getFigures() {
    if (figures == null) {
      figures =
          new FiguresShown(
              visit.within(() -> activity.of(tenant(), from(), to())), visit.getLocale());
    }
    return figures;
  }

  /** A line for each model that was asked, and their sum. */
  public Summary getModels() {
    if (models == null) {
      models = visit.within(() -> usage.of(tenant(), from(), to(), By.MODEL));
    }
    return models;
  }

  /** What may be spent, and what of it is; none without a limit. */
  public List<BudgetState> getBudgets() {
    return visit.within(() -> usage.budgets(tenant()));
  }

  public String getStorage() {
    return DocumentSearch.size(getModels().storageBytes());
  }

  public List<String> getRanges() {
    return RANGES;
  }

  /** The address of the same for so many days. */
  public String range(String wanted) {
    return visit.link("index", "days", wanted);
  }

  /** The address of the days' figures as a table. */
  public String getTable() {
    return ApiLink.of(
        visit, "usage/activity", "format", "csv", "from", from().toString(), "to", to().toString());
  }

  /** The address of what the models took as a table. */
  public String getModelTable() {
    String[] query = {
      "format", "csv", "group_by", "model", "from", from().toString(), "to", to().toString()
    };
    return ApiLink.of(visit, "usage", query);
  }

  private LocalDate from() {
    return to().minusDays(Long.parseLong(days) - 1);
  }

  private LocalDate to() {
    return usage.today();
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  public String getDays() {
    return days;
  }

  /** What is none of the ranges is the usual one. */
  public void setDays(String days) {
    this.days = RANGES.contains(days) ? days : "30";
  }
}
