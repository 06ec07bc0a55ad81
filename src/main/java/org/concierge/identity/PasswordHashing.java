package org.concierge.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.concierge.problem.Problem;

/**
 * Argon2id of passwords (RFC 9106). Each hash takes 19 MB and some 30 ms, which is what makes
 * guessing dear; so there are few at a time, and who waits too long is sent away. Thread safe.
 */
public class PasswordHashing {
  /**
   * KiB: the least that OWASP recommends with two passes; twice is twice as dear for both sides.
   */
  private static final int MEMORY = 19_456;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** Longer ones are refused when they are set; cut here, so that no giant costs us more. */
  static final int MAX_LENGTH = 200;

  /** Two keep a machine of two cores answering; more would only make each slower. */
  private static final int AT_ONCE = 2;

  private static final Argon2Function ARGON =
      Argon2Function.getInstance(MEMORY, PASSES, LANES, HASH_BYTES, Argon2.ID);

  private final Semaphore places;
  private final Duration patience;
  private final String nobodys;

  public PasswordHashing() {
    this(AT_ONCE, Duration.ofSeconds(10));
  }

  PasswordHashing(int atOnce, Duration patience) {
    places = new Semaphore(atOnce, true);
    this.patience = patience;
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    nobodys = hash(Base64.getEncoder().encodeToString(random));
  }

  /**
   * @return in the PHC form, with salt and parameters
   * @throws Problem UNAVAILABLE if too many are at it
   */
  public String hash(String password) {
    return inPlace(
        () -> Password.hash(form(password)).addRandomSalt(SALT_BYTES).with(ARGON).getResult());
  }

  /**
   * @param hash what {@link #hash} gave
   * @throws Problem UNAVAILABLE if too many are at it
   */
  public boolean matches(String password, String hash) {
    boolean same = inPlace(() -> Password.check(form(password), hash).with(ARGON));
    return same && password.length() <= MAX_LENGTH;
  }

  /** The work of {@link #matches}, for a user who does not exist: takes as long, is never true. */
  public boolean matchesNobody(String password) {
    matches(password, nobodys);
    return false;
  }

  /** However a keyboard composes a letter, it is the same password. */
  static String form(String password) {
    String cut = password.substring(0, Math.min(password.length(), MAX_LENGTH));
    return Normalizer.normalize(cut, Normalizer.Form.NFKC);
  }

  /** Does the work when there is a place for it. */
  <T> T inPlace(Supplier<T> work) {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.unavailable("Too many people log in at once; try again in a moment.", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The server is stopping.", e);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
