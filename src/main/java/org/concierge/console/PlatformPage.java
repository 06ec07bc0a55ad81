package org.concierge.console;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.concierge.access.KeyKind;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.platform.Look;
import org.concierge.platform.NewTenant;
import org.concierge.platform.Overseeing;
import org.concierge.platform.Overseen;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Allowance.Plan;
import org.concierge.tenant.Isolation;

/** All tenants of the installation with how they do, and the form that makes one. */
@Page
@Requires(Scope.PLATFORM)
public class PlatformPage {
  private static final int ON_A_PAGE = 25;

  private final TenantForm form = new TenantForm();
  private Overseeing overseeing;
  private Visit visit;
  private String q = "";
  private String after = "";
  private Overseeing.Part found;

  PlatformPage() {}

  @Inject
  PlatformPage(Overseeing overseeing, Visit visit) {
    this.overseeing = overseeing;
    this.visit = visit;
  }

  /** The new tenant's keys stand on its page, once. */
  public String create() {
    try {
      Refusal.done("tenant", this::createOrRefuse);
      return form.isDone() ? Pages.redirect("tenant") + "&id=" + form.getId() : null;
    } catch (Problem problem) {
      if (problem.type() != ProblemType.CONFLICT) {
        throw problem;
      }
      Told.atField("id", "platform.exists", form.getId());
      return null;
    }
  }

  private void createOrRefuse() {
    NewTenant wanted = form.read();
    Map<KeyKind, String> keys = overseeing.create(visit.caller(), wanted);
    String lines =
        Arrays.stream(KeyKind.values())
            .filter(keys::containsKey)
            .map(kind -> kind + "_API_KEY=" + keys.get(kind))
            .collect(Collectors.joining("\n"));
    visit.secretNext(lines, "platform.created", wanted.name());
    form.done(wanted.id());
  }

  public List<Overseen> getItems() {
    return found().items();
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    String next = found().next();
    return next == null ? "" : visit.link("platform", "q", q, "after", next);
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return after.isEmpty() ? "" : visit.link("platform", "q", q);
  }

  private Overseeing.Part found() {
    if (found == null) {
      found = overseeing.list(q, after, ON_A_PAGE);
    }
    return found;
  }

  /** The style of a state's badge. */
  public String stateKind(Overseen.State state) {
    return TenantPage.kindOf(state);
  }

  /** The style of a health's badge. */
  public String healthKind(Look.Health health) {
    return TenantPage.kindOf(health);
  }

  public String size(Long bytes) {
    return bytes == null ? "" : DocumentSearch.size(bytes);
  }

  public List<String> getTiers() {
    return names(Isolation.values());
  }

  public List<String> getPlans() {
    return names(Plan.values());
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  public TenantForm getForm() {
    return form;
  }

  public String getQ() {
    return q;
  }

  public void setQ(String q) {
    this.q = q == null ? "" : q.strip();
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after == null ? "" : after;
  }
}
