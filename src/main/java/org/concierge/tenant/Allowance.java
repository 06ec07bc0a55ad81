package org.concierge.tenant;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.SettingsFile.BadValue;

/**
 * What a tenant may take and what that costs, who may ask it, how long that is kept, and who may
 * look at its requests.
 *
 * @param perMinute requests of all its callers together; empty: as many as they like
 * @param userPerMinute requests of each person
 * @param streams answers that may be written at once
 * @param chatAuth who may ask without a widget
 * @param keeping what becomes of conversations in time
 * @param prices by the model's name; a model that is not named has a price that nobody knows
 */
public record Allowance(
    Plan plan,
    OptionalInt perMinute,
    OptionalInt userPerMinute,
    OptionalInt streams,
    ChatAuth chatAuth,
    Keeping keeping,
    Budget day,
    Budget month,
    Map<String, Price> prices,
    ApiDebug apiDebug) {
  private static final int MAX_PER_MINUTE = 1_000_000;

  private static final int MAX_STREAMS = 10_000;
  private static final double MAX_COST = 1e9;

  /** {@code gpt-4o-mini=0.15/0.60}: for a million tokens of prompts, and of answers. */
  private static final Pattern PRICE =
      Pattern.compile(
          "([^=,\\s]{1,200})=(\\d{1,9}(?:\\.\\d{1,9})?)(?:/(\\d{1,9}(?:\\.\\d{1,9})?))?");

  /** What a tenant has bought. */
  public enum Plan {
    BASIC(100),
    PREMIUM(1_000),
    /** Without any limit on requests. */
    ENTERPRISE(0);

    private final int perMinute;

    Plan(int perMinute) {
      this.perMinute = perMinute;
    }
  }

  /** What it takes to ask a question by the chat API. */
  public enum ChatAuth {
    /** A key or a person. */
    KEY,
    /** A person who has signed in: no key will do. */
    USER,
    /** Nothing: whoever has no credential is answered from public documents. */
    PUBLIC
  }

  /**
   * How long conversations are kept.
   *
   * @param days after which those go that nobody has used meanwhile; empty: never
   * @param held on legal hold: nothing that people have asked may be deleted, by anybody
   */
  public record Keeping(OptionalInt days, boolean held) {
    /** A century: longer than anything is kept. */
    public static final int MAX_DAYS = 36_500;

    /**
     * @throws Problem CONFLICT on legal hold
     */
    public void checkMayDelete() {
      if (held) {
        throw new Problem(
            ProblemType.CONFLICT,
            "This tenant is on legal hold: nothing that people have asked is deleted.");
      }
    }
  }

  /**
   * What models may take in a period, in UTC.
   *
   * @param cost in the currency of the prices
   */
  public record Budget(OptionalLong tokens, Optional<BigDecimal> cost) {
    public static final Budget NONE = new Budget(OptionalLong.empty(), Optional.empty());
  }

  /**
   * The log of requests, for whoever writes a client.
   *
   * @param path of its file, in the tenant's own folder or absolute
   * @param user "" if nobody may read it
   */
  public record ApiDebug(boolean logging, Optional<String> path, String user, Secret password) {}

  /** Of a million tokens. */
  public record Price(BigDecimal prompt, BigDecimal completion) {
    private static final int MILLION_DIGITS = 6;

    public BigDecimal of(long promptTokens, long completionTokens) {
      return prompt
          .multiply(BigDecimal.valueOf(promptTokens))
          .add(completion.multiply(BigDecimal.valueOf(completionTokens)))
          .movePointLeft(MILLION_DIGITS);
    }
  }

  /** Whether anything must be asked for before an answer is begun. */
  public boolean limitsTurns() {
    return streams.isPresent() || !day.equals(Budget.NONE) || !month.equals(Budget.NONE);
  }

  static Allowance read(SettingsFile file, Tenant.Model model) throws BadValue {
    Plan plan =
        Plan.valueOf(
            file.oneOf("PLAN", List.of("basic", "premium", "enterprise"), "basic")
                .toUpperCase(Locale.ROOT));
    Map<String, Price> prices = prices(file);
    return new Allowance(
        plan,
        limit(file, "REQUESTS_PER_MINUTE", MAX_PER_MINUTE, plan.perMinute),
        limit(file, "REQUESTS_PER_MINUTE_USER", MAX_PER_MINUTE, 0),
        limit(file, "MAX_STREAMS", MAX_STREAMS, 0),
        ChatAuth.valueOf(
            file.oneOf("CHAT_AUTH", List.of("key", "user", "public"), "key")
                .toUpperCase(Locale.ROOT)),
        new Keeping(
            limit(file, "KEEP_CONVERSATIONS_DAYS", Keeping.MAX_DAYS, 0),
            file.bool("LEGAL_HOLD", false)),
        budget(file, "DAY", model, prices),
        budget(file, "MONTH", model, prices),
        prices,
        new ApiDebug(
            file.bool("API_DEBUG_LOGGING_ENABLED", false),
            file.text("API_DEBUG_LOG_PATH"),
            file.text("API_DEBUG_USERNAME").orElse(""),
            new Secret(file.text("API_DEBUG_PASSWORD").orElse(""))));
  }

  private static OptionalInt limit(SettingsFile file, String key, int max, int otherwise)
      throws BadValue {
    int limit = file.integer(key, 0, max, otherwise);
    return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  private static Budget budget(
      SettingsFile file, String period, Tenant.Model model, Map<String, Price> prices)
      throws BadValue {
    String tokens = "TOKENS_PER_" + period;
    String cost = "COST_PER_" + period;
    boolean limitsCost = file.text(cost).isPresent();
    file.decimal(cost, 0, MAX_COST, 0);
    if (limitsCost
        && model.provider() != Tenant.Provider.QUOTE
        && !prices.containsKey(model.model())) {
      // Money that nobody can count would never run out.
      throw file.bad(cost, "needs the price of " + model.model() + " in MODEL_PRICES");
    }
    return new Budget(
        file.text(tokens).isPresent()
            ? OptionalLong.of(file.integer(tokens, 0, Integer.MAX_VALUE, 0))
            : OptionalLong.empty(),
        limitsCost ? file.text(cost).map(BigDecimal::new) : Optional.empty());
  }

  private static Map<String, Price> prices(SettingsFile file) throws BadValue {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (String price : file.text("MODEL_PRICES").orElse("").strip().split("[,\\s]+")) {
      Matcher parts = PRICE.matcher(price);
      if (parts.matches()) {
        BigDecimal prompt = new BigDecimal(parts.group(2));
        String completion = parts.group(3);
        prices.put(
            parts.group(1),
            new Price(prompt, completion == null ? prompt : new BigDecimal(completion)));
      } else if (!price.isEmpty()) {
        throw file.bad(
            "MODEL_PRICES",
            "must be prices of a million tokens such as gpt-4o-mini=0.15/0.60, separated by"
                + " commas");
      }
    }
    return Map.copyOf(prices);
  }
}
