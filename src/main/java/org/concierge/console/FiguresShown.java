package org.concierge.console;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.concierge.review.Activity.Day;
import org.concierge.review.Activity.Figures;
import org.concierge.review.Activity.Report;

/** What became of the questions of some days, as charts and figures. */
public final class FiguresShown {
  private final Report report;
  private final Locale locale;

  FiguresShown(Report report, Locale locale) {
    this.report = report;
    this.locale = locale;
  }

  public Figures getTotal() {
    return report.total();
  }

  /** In which something was asked. */
  public Chart getConversations() {
    return chart(figures -> List.of(figures.conversations()));
  }

  /** Answered, unanswered. */
  public Chart getQuestions() {
    return chart(figures -> List.of(figures.answered(), figures.unanswered()));
  }

  /** Good, bad. */
  public Chart getRatings() {
    return chart(figures -> List.of(figures.good(), figures.bad()));
  }

  /** Milliseconds to the first word of half of the answers. */
  public Chart getFirstWords() {
    return chart(figures -> List.of(figures.firstDeltaMs() == null ? 0L : figures.firstDeltaMs()));
  }

  private Chart chart(Function<Figures, List<Long>> parts) {
    return new Chart(report.days().stream().map(day -> column(day, parts)).toList(), locale);
  }

  private static Chart.Column column(Day day, Function<Figures, List<Long>> parts) {
    LocalDate date = day.day();
    return new Chart.Column(date, parts.apply(day.figures()));
  }

  /** Of 100 questions; "" if nothing was asked. */
  public String getAnsweredShare() {
    return share(getTotal().answered(), getTotal().questions());
  }

  /** Of 100 ratings; "" if nothing was rated. */
  public String getGoodShare() {
    return share(getTotal().good(), getTotal().good() + getTotal().bad());
  }

  private static String share(long part, long all) {
    return all == 0 ? "" : Math.round(100.0 * part / all) + " %";
  }
}
