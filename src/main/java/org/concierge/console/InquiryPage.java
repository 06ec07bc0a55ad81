package org.concierge.console;

import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.inquiry.Inquiries;
import org.concierge.inquiry.Inquiry;
import org.concierge.inquiry.Inquiry.Status;
import org.concierge.problem.Problem;

/** One inquiry: what the visitor wants, who answers it, and how far that is. */
@Page
@Requires(Scope.SETTINGS)
public class InquiryPage {
  private Inquiries inquiries;
  private Visit visit;
  private Inquiry inquiry;
  private String status;
  private String assignee;
  private String typed = "";

  InquiryPage() {}

  @Inject
  InquiryPage(Inquiries inquiries, Visit visit) {
    this.inquiries = inquiries;
    this.visit = visit;
  }

  public String save() {
    return change(Status.valueOf(getStatus()), getAssignee().strip());
  }

  /** The visitor answers it. */
  public String take() {
    return change(Status.OPEN, visit.getName());
  }

  private String change(Status next, String by) {
    visit.within(() -> inquiries.change(visit.caller(), id(), Optional.of(next), Optional.of(by)));
    visit.tellNext("inquiry.saved");
    return Pages.redirect("inquiry") + "&id=" + id();
  }

  public String delete() {
    String email = getInquiry().email();
    if (!typed.strip().equals(email)) {
      Told.atField("typed", "user.typed.wrong", email);
      return null;
    }
    visit.within(
        () -> {
          inquiries.delete(visit.caller(), id());
          return null;
        });
    visit.tellNext("inquiry.deleted");
    return Pages.redirect("inquiries");
  }

  /** Another tenant's is not found, as one that never was. */
  public Inquiry getInquiry() {
    if (inquiry == null) {
      inquiry = visit.within(() -> inquiries.get(visit.caller(), id()));
    }
    return inquiry;
  }

  /** Opens a mail to the visitor, with what was asked in it. */
  public String getReply() {
    String quoted =
        getInquiry()
            .question()
            .lines()
            .map(line -> "> " + line + "\r\n")
            .reduce("", String::concat);
    return "mailto:"
        + encoded(getInquiry().email())
        + "?subject="
        + encoded(visit.text("inquiry.subject", visit.getTenantName()))
        + "&body="
        + encoded("\r\n\r\n" + quoted);
  }

  /** As mail programs read it, to whom a plus is a plus. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
  }

  public String getKind() {
    return InquiriesPage.kindOf(getInquiry().status());
  }

  public Status[] getStatuses() {
    return Status.values();
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("inquiry"));
  }

  public String getStatus() {
    return status == null ? getInquiry().status().name() : status;
  }

  public void setStatus(String status) {
    this.status = status;
  }

  public String getAssignee() {
    return assignee == null ? getInquiry().assignee() : assignee;
  }

  public void setAssignee(String assignee) {
    this.assignee = assignee;
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
