package org.concierge.console;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which conversations the page is asked for, as its address says; what makes no sense there asks
 * for nothing.
 */
public final class SessionSearch {
  private static final String ON_A_PAGE = "25";
  private static final Set<String> RATINGS = Set.of("1", "-1");
  private static final List<String> CHANNELS = List.of("app", "widget", "api", "openai", "mcp");

  private final Function<String, String> address;

  /**
   * @param address what the request says by a name; null for nothing
   */
  SessionSearch(Function<String, String> address) {
    this.address = address;
  }

  /** As the list of the API is asked. */
  String listing(String name) {
    return switch (name) {
      case "limit" -> ON_A_PAGE;
      case "cursor" -> getAfter();
      case "from" -> getFrom();
      case "to" -> dayAfter(getTo());
      case "rating" -> getRating();
      case "unanswered" -> getUnanswered();
      case "user" -> getUser();
      case "channel" -> getChannel();
      case "q" -> getQ();
      default -> null;
    };
  }

  /** Names and values in turn, for the address of another page of the same. */
  String[] query(String after) {
    return filters(getTo(), "after", after);
  }

  /** As {@link #query}, for the whole of it as a table of the API. */
  String[] table() {
    return filters(dayAfter(getTo()), "format", "csv", "limit", "1000");
  }

  private String[] filters(String to, String... more) {
    Stream<String> filters =
        Stream.of(
                List.of("from", getFrom(), "to", to, "rating", getRating()),
                List.of("unanswered", getUnanswered(), "user", getUser()),
                List.of("channel", getChannel(), "q", getQ()))
            .flatMap(List::stream);
    return Stream.concat(filters, Stream.of(more)).toArray(String[]::new);
  }

  /** Whether nothing is asked for but the conversations themselves. */
  public boolean isOpen() {
    return (getFrom() + getTo() + getRating() + getUnanswered() + getUser() + getChannel() + getQ())
        .isEmpty();
  }

  public List<String> getChannels() {
    return CHANNELS;
  }

  /** A day in UTC; "" for the beginning. */
  public String getFrom() {
    return day("from");
  }

  /** The last day, in UTC; "" for no end. */
  public String getTo() {
    return day("to");
  }

  public String getRating() {
    return RATINGS.contains(said("rating")) ? said("rating") : "";
  }

  /** "true", or "". */
  public String getUnanswered() {
    return said("unanswered").equals("true") ? "true" : "";
  }

  public String getUser() {
    return said("user");
  }

  public String getChannel() {
    return CHANNELS.contains(said("channel")) ? said("channel") : "";
  }

  public String getQ() {
    return said("q");
  }

  public String getAfter() {
    return said("after");
  }

  private String day(String name) {
    try {
      LocalDate day = LocalDate.parse(said(name));
      return day.getYear() >= 2000 && day.getYear() < 3000 ? day.toString() : "";
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  /** The API's bound is the first moment that is too late. */
  private static String dayAfter(String day) {
    return day.isEmpty() ? "" : LocalDate.parse(day).plusDays(1).toString();
  }

  private String said(String name) {
    String value = address.apply(name);
    return value == null ? "" : value.strip();
  }
}
