package org.concierge.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.security.KeyFields;
import org.concierge.security.TenantKeys.NewKey;

/** What is typed to make an API key, as it was typed. */
public class KeyForm {
  private String name = "";
  private String[] scopes = {};
  private String expiry = "";
  private String origins = "";
  private String rate = "";

  /** What cannot be used, with the field it stands in and the text that says so. */
  record Wrong(String field, String key) {}

  /**
   * The key that is meant.
   *
   * @param wrong receives all that cannot be used; then the result is empty
   */
  Optional<NewKey> read(List<Wrong> wrong) {
    String called = parsed("name", "keys.needName", () -> KeyFields.name(name), wrong);
    Set<Scope> may = parsed("scopes", "keys.needScope", this::chosen, wrong);
    Optional<Instant> end = parsed("expiry", "keys.badExpiry", this::end, wrong);
    OptionalInt limit = parsed("rate", "keys.badRate", this::limit, wrong);
    List<String> from =
        parsed(
            "origins",
            "keys.badOrigins",
            () -> KeyFields.origins(new ArrayList<>(Words.of(origins))),
            wrong);
    return wrong.isEmpty()
        ? Optional.of(new NewKey(called, may, end, limit, from))
        : Optional.empty();
  }

  /** Null if it is wrong. */
  private static <T> T parsed(String field, String key, Supplier<T> reading, List<Wrong> wrong) {
    try {
      return reading.get();
    } catch (Problem | IllegalArgumentException | DateTimeParseException e) {
      wrong.add(new Wrong(field, key));
      return null;
    }
  }

  private Set<Scope> chosen() {
    Set<Scope> chosen = EnumSet.noneOf(Scope.class);
    Arrays.stream(scopes).map(Scope::valueOf).forEach(chosen::add);
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("A key that may do nothing is none.");
    }
    return chosen;
  }

  /** The end of the day that was chosen, which must be still to come. */
  private Optional<Instant> end() {
    if (expiry.isBlank()) {
      return Optional.empty();
    }
    Instant end =
        LocalDate.parse(expiry.strip()).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    if (end.isBefore(Instant.now())) {
      throw new IllegalArgumentException("That day is over.");
    }
    return Optional.of(end);
  }

  private OptionalInt limit() {
    if (rate.isBlank()) {
      return OptionalInt.empty();
    }
    int limit = KeyFields.perMinute(Integer.parseInt(rate.strip()));
    if (limit == 0) {
      throw new IllegalArgumentException("None at all is what revoking is for.");
    }
    return OptionalInt.of(limit);
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String[] getScopes() {
    return scopes.clone();
  }

  public void setScopes(String[] scopes) {
    this.scopes = scopes.clone();
  }

  public String getExpiry() {
    return expiry;
  }

  public void setExpiry(String expiry) {
    this.expiry = expiry;
  }

  public String getOrigins() {
    return origins;
  }

  public void setOrigins(String origins) {
    this.origins = origins;
  }

  public String getRate() {
    return rate;
  }

  public void setRate(String rate) {
    this.rate = rate;
  }
}
