package org.concierge.console;

import jakarta.inject.Inject;
import java.util.Locale;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.custody.Erasure;
import org.concierge.custody.Erasure.Receipt;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.review.Retention;
import org.concierge.tenant.Allowance.Keeping;
import org.concierge.tenant.TenantId;

/** What the tenant keeps: how it gets out, how long it stays, how a person is erased. */
@Page
@Requires({Scope.SETTINGS, Scope.USERS})
public class DataPage {
  private Erasure erasure;
  private Retention retention;
  private Visit visit;

  private String days = "365";
  private String typed = "";
  private Long counted;
  private String email = "";
  private String again = "";
  private Receipt receipt;

  DataPage() {}

  @Inject
  DataPage(Erasure erasure, Retention retention, Visit visit) {
    this.erasure = erasure;
    this.retention = retention;
    this.visit = visit;
  }

  /** Deletes nothing, and shows how many it would be. */
  public String count() {
    Refusal.done("data", () -> counted = visit.within(() -> retention.count(tenant(), days())));
    return null;
  }

  public String clean() {
    if (!typed.strip().equals(tenant().value())) {
      Told.atField("typed", "user.typed.wrong", tenant().value());
      return null;
    }
    boolean done =
        Refusal.done(
            "data", () -> counted = visit.within(() -> retention.clean(visit.caller(), days())));
    if (!done) {
      return null;
    }
    visit.tellNext("data.cleaned", String.valueOf(counted), days.strip());
    return Pages.redirect("data");
  }

  private int days() {
    try {
      return Integer.parseInt(days.strip());
    } catch (NumberFormatException e) {
      throw Problem.badRequest("\"days\" must be a number.");
    }
  }

  /** Shows the same page with the receipt; nobody can show it again. */
  public String erase() {
    String meant = email.strip().toLowerCase(Locale.ROOT);
    if (meant.isEmpty() || !meant.equals(again.strip().toLowerCase(Locale.ROOT))) {
      Told.atField("again", "data.again.wrong");
      return null;
    }
    if (meant.equalsIgnoreCase(visit.getPerson().email())) {
      Told.atField("email", "data.self");
      return null;
    }
    try {
      receipt = visit.within(() -> erasure.person(visit.caller(), meant));
    } catch (Problem problem) {
      if (problem.type() != ProblemType.NOT_FOUND) {
        throw problem;
      }
      Told.atField("email", "data.unknown");
    }
    return null;
  }

  /** What an operator types to write everything into one archive. */
  public String getExportCommand() {
    return "java -jar concierge-cli.jar tenant export %s --output %s.concierge.zip"
        .formatted(tenant(), tenant());
  }

  /** What the settings say of how long conversations stay. */
  public String getKept() {
    Keeping keeping = visit.tenant().allowance().keeping();
    String kept =
        keeping.days().isPresent()
            ? visit.text("data.kept", keeping.days().getAsInt())
            : visit.text("data.keptForEver");
    return keeping.held() ? visit.text("data.held") : kept;
  }

  /** Null before it was asked for. */
  public Long getCounted() {
    return counted;
  }

  /** Null before somebody was erased. */
  public Receipt getReceipt() {
    return receipt;
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  public String getDays() {
    return days;
  }

  public void setDays(String days) {
    this.days = days;
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public String getAgain() {
    return again;
  }

  public void setAgain(String again) {
    this.again = again;
  }
}
