package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.inquiry.Inquiries;
import org.concierge.inquiry.Inquiry;
import org.concierge.inquiry.Inquiry.Status;
import org.concierge.persistence.Cursor;

/** What visitors have left for a person, page by page, the newest first. */
@Page
@Requires(Scope.SETTINGS)
public class InquiriesPage {
  private static final int ON_A_PAGE = 25;

  private Inquiries inquiries;
  private Visit visit;
  private List<Inquiry> found;
  private String status = "";
  private String after = "";

  InquiriesPage() {}

  @Inject
  InquiriesPage(Inquiries inquiries, Visit visit) {
    this.inquiries = inquiries;
    this.visit = visit;
  }

  public List<Inquiry> getItems() {
    return page().shown(found());
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    String cursor =
        page()
            .next(
                found(),
                last -> new Cursor(last.createdAt(), last.id()),
                visit.principal().tenant());
    return cursor == null ? "" : visit.link("inquiries", "status", status, "after", cursor);
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return after.isEmpty() ? "" : visit.link("inquiries", "status", status);
  }

  /** The address of all that have this status; "" for any. */
  public String ofStatus(String wanted) {
    return visit.link("inquiries", "status", wanted);
  }

  /** The address of these as a table. */
  public String getTable() {
    String[] query = {"format", "csv", "limit", "1000", "status", status.toLowerCase(Locale.ROOT)};
    return ApiLink.of(visit, "inquiries", query);
  }

  /** The style of a status's badge. */
  public String kind(Status of) {
    return kindOf(of);
  }

  static String kindOf(Status of) {
    return switch (of) {
      case NEW -> "warn";
      case OPEN -> "";
      case DONE -> "on";
    };
  }

  private List<Inquiry> found() {
    if (found == null) {
      Optional<Status> wanted = status.isEmpty() ? Optional.empty() : Optional.of(known().get(0));
      found = visit.within(() -> inquiries.list(visit.caller(), page(), wanted));
    }
    return found;
  }

  private List<Status> known() {
    return Stream.of(Status.values()).filter(one -> one.name().equals(status)).toList();
  }

  private org.concierge.persistence.Page page() {
    return org.concierge.persistence.Page.parse(ON_A_PAGE, after, visit.principal().tenant());
  }

  /** "" and the names of all. */
  public List<String> getStatuses() {
    return Stream.concat(Stream.of(""), Stream.of(Status.values()).map(Status::name)).toList();
  }

  public String getStatus() {
    return status;
  }

  /** What is none asks for any. */
  public void setStatus(String status) {
    this.status = status == null ? "" : status;
    this.status = known().isEmpty() ? "" : this.status;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after == null ? "" : after;
  }
}
