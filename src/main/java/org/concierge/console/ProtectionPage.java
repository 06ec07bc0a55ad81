package org.concierge.console;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.debuglog.DebugEntry;
import org.concierge.debuglog.DebugLog;
import org.concierge.settings.Settings;
import org.concierge.tenant.Allowance;
import org.concierge.tenant.Allowance.Budget;

/** What holds back too many requests, and the log of them for whoever writes a client. */
@Page
@Requires(Scope.SETTINGS)
public class ProtectionPage {
  private static final String LOGGING = "API_DEBUG_LOGGING_ENABLED";
  private static final int SHOWN = 100;

  private DebugLog log;
  private Settings settings;
  private Visit visit;
  private List<DebugEntry> found;
  private String status = "";

  ProtectionPage() {}

  @Inject
  ProtectionPage(DebugLog log, Settings settings, Visit visit) {
    this.log = log;
    this.settings = settings;
    this.visit = visit;
  }

  /** For a day; then it ends by itself. */
  public String logOn() {
    settings.change(visit.caller(), Map.of(LOGGING, "true"));
    visit.tellNext("protection.isOn");
    return Pages.redirect("protection");
  }

  public String logOff() {
    Map<String, String> back = new HashMap<>();
    back.put(LOGGING, null);
    settings.change(visit.caller(), back);
    visit.tellNext("protection.isOff");
    return Pages.redirect("protection");
  }

  public boolean isOn() {
    return log.isOn(visit.tenant());
  }

  public Instant getUntil() {
    return log.until(visit.tenant());
  }

  /** The newest first, of the status that the address names. */
  public List<DebugEntry> getItems() {
    if (found == null) {
      found =
          log.read(
              visit.tenant(),
              entry -> status.isEmpty() || status.equals(String.valueOf(entry.status())),
              SHOWN);
    }
    return found;
  }

  /** As they stand, by the ends of the keys of their texts. */
  public Map<String, String> getLimits() {
    Allowance allowance = visit.tenant().allowance();
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("all", number(allowance.perMinute().isPresent(), allowance.perMinute().orElse(0)));
    limits.put(
        "person",
        number(allowance.userPerMinute().isPresent(), allowance.userPerMinute().orElse(0)));
    limits.put("streams", number(allowance.streams().isPresent(), allowance.streams().orElse(0)));
    budget(limits, "day", allowance.day());
    budget(limits, "month", allowance.month());
    return limits;
  }

  private void budget(Map<String, String> limits, String period, Budget budget) {
    limits.put("tokens." + period, number(budget.tokens().isPresent(), budget.tokens().orElse(0)));
    limits.put(
        "cost." + period,
        budget.cost().map(Object::toString).orElseGet(() -> visit.text("protection.unlimited")));
  }

  private String number(boolean limited, long number) {
    return limited
        ? String.format(visit.getLocale(), "%,d", number)
        : visit.text("protection.unlimited");
  }

  public String getStatus() {
    return status;
  }

  public void setStatus(String status) {
    this.status = status == null ? "" : status.strip();
    found = null;
  }
}
