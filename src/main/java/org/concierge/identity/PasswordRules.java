package org.concierge.identity;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * Which passwords may be set, in the manner of NIST SP 800-63B: 15 characters, or 8 that are not
 * among those that everybody tries first or that have leaked. Any character counts, none is
 * demanded.
 */
public final class PasswordRules {
  private static final int LONG_ENOUGH = 15;
  private static final int MIN_LENGTH = 8;

  /** The first word of an e-mail is looked for if it is long enough to be one. */
  private static final int MIN_WORD = 4;

  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  /**
   * @param user whose password it shall be: it must not be their e-mail, name or tenant
   * @throws Problem UNPROCESSABLE that says what is wrong, never what was typed
   */
  static void check(String password, User user) {
    check(password, Set.of(user.email(), user.name(), user.tenant().value()));
  }

  /**
   * As for a user.
   *
   * @param known what a guesser would try first for this person
   */
  static void check(String password, Set<String> known) {
    String text = password == null ? "" : PasswordHashing.form(password);
    int length = text.codePointCount(0, text.length());
    if (length < MIN_LENGTH) {
      throw refused("A password needs at least " + MIN_LENGTH + " characters.");
    }
    if (password.length() > PasswordHashing.MAX_LENGTH) {
      throw refused("A password may have " + PasswordHashing.MAX_LENGTH + " characters at most.");
    }
    String plain = text.toLowerCase(Locale.ROOT);
    if (words(known).anyMatch(word -> plain.equals(word) || made(plain, word))) {
      throw refused("The password must not be made of your e-mail, your name or the tenant's.");
    }
    if (length < LONG_ENOUGH && COMMON.contains(plain)) {
      throw refused(
          "This password is one of those that are tried first. Take another one, or one of "
              + LONG_ENOUGH
              + " characters.");
    }
  }

  /** The texts themselves, and what stands before the @. */
  private static Stream<String> words(Set<String> known) {
    return known.stream()
        .map(text -> PasswordHashing.form(text).toLowerCase(Locale.ROOT))
        .flatMap(text -> Stream.of(text, text.replaceFirst("@.*", ""), text.replace(" ", "")))
        .filter(word -> word.length() >= MIN_WORD);
  }

  /** The word with digits and signs around it, or twice. */
  private static boolean made(String password, String word) {
    if (!password.contains(word)) {
      return false;
    }
    String rest = password.replace(word, "");
    return rest.length() < MIN_LENGTH && rest.codePoints().noneMatch(Character::isLetter);
  }

  private static Problem refused(String sentence) {
    return new Problem(ProblemType.UNPROCESSABLE, sentence);
  }

  /** Made by the usual patterns, and the 30,000 that leaks of real ones hold most often. */
  private static Set<String> common() {
    try (InputStream in = PasswordRules.class.getResourceAsStream("common-passwords.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return Stream.concat(
              reader.lines().filter(line -> !line.startsWith("#")),
              StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream())
          .filter(password -> password.length() >= MIN_LENGTH)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
