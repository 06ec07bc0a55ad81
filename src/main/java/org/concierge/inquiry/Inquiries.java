package org.concierge.inquiry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.inquiry.Inquiry.Status;
import org.concierge.limit.Limit;
import org.concierge.limit.Rate;
import org.concierge.limit.Throttle;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.visit.Visit;

/** The tenants' inquiries: visitors leave them, administrators see that they are answered. */
public final class Inquiries {
  /** A person needs longer to read the form and write three fields. */
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  /** From one address, where questions are limited too. */
  private static final Rate RATE = new Rate(5, Duration.ofMinutes(1));

  /** Of a widget, wherever they come from: more than this no inbox takes. */
  private static final Rate RATE_OF_ALL = new Rate(60, Duration.ofSeconds(1));

  private final InquiryRepository inquiries;
  private final Throttle throttle;
  private final Notices notices;
  private final Audit audit;
  private final Clock clock;

  public Inquiries(
      InquiryRepository inquiries, Throttle throttle, Notices notices, Audit audit, Clock clock) {
    this.inquiries = inquiries;
    this.throttle = throttle;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a visitor has written.
   *
   * @param trap "" from people, who do not see the field
   * @param taken since the form was shown; absent if its page does not say
   */
  record Written(
      String name,
      String email,
      String question,
      String transcript,
      String trap,
      Optional<Duration> taken) {
    @Override
    public String toString() {
      return "Written";
    }

    private boolean isByProgram() {
      return !trap.isEmpty() || taken.filter(time -> time.compareTo(SHORTEST) < 0).isPresent();
    }
  }

  /**
   * Keeps what a visitor has written. A program that fills in forms is told the same as a person,
   * and nothing is kept.
   *
   * @throws Problem FORBIDDEN if the widget takes none, TOO_MANY_REQUESTS
   */
  void receive(Visit visit, Written written) {
    if (!visit.widget().settings().inquiries()) {
      throw new Problem(ProblemType.FORBIDDEN, "This widget takes no inquiries.");
    }
    throttle.take(limits(visit));
    if (written.isByProgram()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    TenantId tenant = visit.tenant().id();
    Inquiry inquiry =
        new Inquiry(
            tenant,
            UUID.randomUUID(),
            visit.widget().key(),
            written.name(),
            written.email(),
            written.question(),
            written.transcript(),
            visit.door().origin(),
            Status.NEW,
            "",
            now,
            now);
    TenantScope.run(tenant, () -> inquiries.insert(inquiry));
    notices.tell(tenant, visit.widget().settings().notifyEmail());
  }

  private static Limit[] limits(Visit visit) {
    String widget = visit.widget().id().toString();
    Limit all = Limit.of(RATE_OF_ALL, "inquiry", widget);
    return visit.widget().settings().perAddress() > 0
        ? new Limit[] {Limit.of(RATE, "inquiry", widget, visit.door().address()), all}
        : new Limit[] {all};
  }

  /** The newest first, one more than is shown if there are more. */
  public List<Inquiry> list(Caller by, Page wanted, Optional<Status> status) {
    List<Inquiry> found = inquiries.list(by.tenant(), wanted, status);
    audit.later(by, "inquiry.read", "", found.size());
    return found;
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public Inquiry get(Caller by, UUID id) {
    Inquiry found = find(by.tenant(), id);
    audit.later(by, "inquiry.read", id.toString(), 1);
    return found;
  }

  private Inquiry find(TenantId tenant, UUID id) {
    return inquiries.find(tenant, id).orElseThrow(() -> Problem.notFound("inquiry"));
  }

  /**
   * Writes down how it gets on.
   *
   * @param status empty: as it is
   * @param assignee empty: as it is
   * @throws Problem NOT_FOUND, BAD_REQUEST if the assignee is not one line
   */
  public Inquiry change(Caller by, UUID id, Optional<Status> status, Optional<String> assignee) {
    Inquiry former = find(by.tenant(), id);
    Status next = status.orElse(former.status());
    if (!inquiries.update(
        by.tenant(),
        id,
        next,
        assignee.map(InquiryFields::assignee).orElse(former.assignee()),
        clock.instant().truncatedTo(ChronoUnit.MICROS))) {
      throw Problem.notFound("inquiry");
    }
    audit.record(by, "inquiry.change", id.toString(), Map.of("status", InquiryFields.wire(next)));
    return find(by.tenant(), id);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public void delete(Caller by, UUID id) {
    if (!inquiries.delete(by.tenant(), id)) {
      throw Problem.notFound("inquiry");
    }
    audit.record(by, "inquiry.delete", id.toString(), Map.of());
  }
}
