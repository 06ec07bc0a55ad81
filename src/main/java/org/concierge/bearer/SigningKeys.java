package org.concierge.bearer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.bearer.SigningKeyRepository.Stored;
import org.concierge.problem.Problem;
import org.concierge.secret.Secrets;

/**
 * The installation's keys for bearers (ES256): one signs, the former one still verifies for an
 * hour. Kept in memory; what is known serves on while the database is away. Thread safe.
 */
public final class SigningKeys {
  private static final Logger LOG = System.getLogger(SigningKeys.class.getName());

  /** How long a retired key verifies: longer than any bearer lives, clocks that differ included. */
  static final Duration GRACE = Duration.ofHours(1);

  /** When the schedule makes a new one. */
  private static final Duration MAX_AGE = Duration.ofDays(30);

  /** How long another node's new key is not noticed for signing. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** Strangers' inventions of key ids must not become our database's load. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final SigningKeyRepository repository;
  private final Secrets secrets;
  private final Clock clock;
  private volatile Known known = new Known(Instant.MIN, List.of());

  private record Known(Instant at, List<Stored> keys) {}

  public SigningKeys(SigningKeyRepository repository, Secrets secrets, Clock clock) {
    this.repository = repository;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * The key to sign with, private part included; makes one if there is none.
   *
   * @throws Problem UNAVAILABLE if it cannot be read or decrypted
   */
  ECKey current() {
    Optional<Stored> current = signing(keys(FRESH));
    if (current.isEmpty()) {
      rotateIfDue();
      current = signing(keys(Duration.ZERO));
    }
    Stored stored = current.orElseThrow(() -> Problem.unavailable("There is no key.", null));
    return secrets
        .decrypt(Secrets.INSTALLATION, purpose(stored.kid()), stored.privatePart())
        .map(plain -> parsed(new String(plain, StandardCharsets.UTF_8)))
        .orElseThrow(
            () ->
                Problem.unavailable(
                    "The key that signs bearers was encrypted with another secret.key.", null));
  }

  /** The public part of a key that may still verify; empty for any other id. */
  Optional<ECKey> verifying(String kid) {
    Optional<Stored> found = find(keys(FRESH), kid);
    if (found.isEmpty()) {
      found = find(keys(PAUSE), kid);
    }
    return found.map(stored -> parsed(stored.publicPart()));
  }

  /** The public parts, as a JWK set in JSON. */
  public String published() {
    if (signing(keys(FRESH)).isEmpty()) {
      rotateIfDue();
    }
    return new JWKSet(
            keys(FRESH).stream()
                .filter(this::isLive)
                .map(stored -> (JWK) parsed(stored.publicPart()))
                .toList())
        .toString(true);
  }

  /** For the schedule: makes a new key if the present one is a month old, on one node alone. */
  public void rotateIfDue() {
    Optional<Stored> current = signing(keys(FRESH));
    if (current.isEmpty() || !current.get().createdAt().plus(MAX_AGE).isAfter(clock.instant())) {
      rotate(MAX_AGE);
    }
  }

  /**
   * Makes a new key now.
   *
   * @return its id
   */
  public String rotate() {
    return rotate(Duration.ZERO);
  }

  private String rotate(Duration minAge) {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyID(UUID.randomUUID().toString())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      byte[] encrypted =
          secrets.encrypt(
              Secrets.INSTALLATION,
              purpose(key.getKeyID()),
              key.toJSONString().getBytes(StandardCharsets.UTF_8));
      Stored stored =
          new Stored(
              key.getKeyID(),
              key.toPublicJWK().toJSONString(),
              encrypted,
              clock.instant(),
              Optional.empty());
      if (repository.rotate(stored, minAge)) {
        LOG.log(Level.INFO, "bearers are signed with a new key, {0}", key.getKeyID());
      }
      reload();
      return key.getKeyID();
    } catch (JOSEException e) {
      throw new IllegalStateException("Every Java has P-256.", e);
    }
  }

  /** At most that old, or older if the database is away and something is known. */
  private List<Stored> keys(Duration maxAge) {
    Known now = known;
    if (clock.instant().minus(maxAge).isBefore(now.at())) {
      return now.keys();
    }
    try {
      return reload();
    } catch (Problem problem) {
      if (now.keys().isEmpty()) {
        throw problem;
      }
      LOG.log(Level.WARNING, "The signing keys could not be read again: {0}", problem.detail());
      // Not by each request anew: it would wait for the database in vain.
      known = new Known(clock.instant().minus(FRESH).plus(PAUSE), now.keys());
      return now.keys();
    }
  }

  private synchronized List<Stored> reload() {
    Instant now = clock.instant();
    List<Stored> keys = new ArrayList<>(repository.live(now, GRACE));
    known = new Known(now, List.copyOf(keys));
    return known.keys();
  }

  private boolean isLive(Stored key) {
    return key.retiredAt().map(at -> at.plus(GRACE).isAfter(clock.instant())).orElse(true);
  }

  private static Optional<Stored> signing(List<Stored> keys) {
    return keys.stream().filter(key -> key.retiredAt().isEmpty()).findFirst();
  }

  private Optional<Stored> find(List<Stored> keys, String kid) {
    return keys.stream().filter(key -> key.kid().equals(kid)).filter(this::isLive).findFirst();
  }

  private static ECKey parsed(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("A signing key is stored in another form.", e);
    }
  }

  private static String purpose(String kid) {
    return "signing key " + kid;
  }
}
