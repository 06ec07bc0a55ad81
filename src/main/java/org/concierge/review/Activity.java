package org.concierge.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concierge.problem.Days;
import org.concierge.tenant.TenantId;

/** What became of a tenant's questions, day by day: figures, and nobody's words. Thread safe. */
public final class Activity {
  private final ActivityRepository repository;
  private final Clock clock;

  public Activity(ActivityRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * What was asked in a span of time.
   *
   * @param conversations in which something was asked
   * @param unanswered questions to which nothing was found, or that failed
   * @param good answers that were rated so
   * @param firstDeltaMs to the first word of half of the answers; null if there were none
   * @param slowFirstDeltaMs to that of 95 of 100 answers
   */
  public record Figures(
      long conversations,
      long questions,
      long unanswered,
      long good,
      long bad,
      Long firstDeltaMs,
      Long slowFirstDeltaMs) {
    static final Figures NONE = new Figures(0, 0, 0, 0, 0, null, null);

    public long answered() {
      return questions - unanswered;
    }
  }

  /**
   * A day, in UTC.
   *
   * @param figures all zero where nothing was asked
   */
  public record Day(LocalDate day, Figures figures) {}

  /** Each day from the first to the last, and all of them together. */
  public record Report(List<Day> days, Figures total) {}

  /**
   * Both days belong to it.
   *
   * @throws org.concierge.problem.Problem BAD_REQUEST if there are no such days, or too many
   */
  public Report of(TenantId tenant, LocalDate from, LocalDate to) {
    Days.checkSpan(from, to);
    List<ActivityRepository.Line> lines = repository.figures(tenant, from, to);
    Map<LocalDate, Figures> byDay =
        lines.stream()
            .filter(line -> line.day() != null)
            .collect(
                Collectors.toMap(ActivityRepository.Line::day, ActivityRepository.Line::figures));
    Function<LocalDate, Day> filled = day -> new Day(day, byDay.getOrDefault(day, Figures.NONE));
    return new Report(
        from.datesUntil(to.plusDays(1)).map(filled).toList(),
        lines.stream()
            .filter(line -> line.day() == null)
            .map(ActivityRepository.Line::figures)
            .findFirst()
            .orElse(Figures.NONE));
  }

  /** Whether anything was ever asked. */
  public boolean isAny(TenantId tenant) {
    return repository.any(tenant);
  }

  /** In UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
