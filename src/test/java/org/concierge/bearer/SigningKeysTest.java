package org.concierge.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Duration;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.persistence.NoDatabase;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.secret.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key signs, which verifies, and until when (AUT-03). */
class SigningKeysTest {
  @TempDir private Path home;
  private Bench bench;

  @BeforeEach
  void noKeyYet() {
    bench = new Bench(home);
  }

  @Test
  void theFirstKeyIsMadeWhenItIsNeeded() {
    assertThat(bench.keys.published()).contains("\"ES256\"").doesNotContain("\"d\"");
    assertThat(bench.keys.current().isPrivate()).isTrue();
  }

  @Test
  void thePrivatePartIsNotStoredInClear() {
    bench.keys.current();

    for (SigningKeyRepository.Stored key :
        bench.stored.live(bench.clock.instant(), Duration.ZERO)) {
      assertThat(key.publicPart()).doesNotContain("\"d\"");
      assertThat(new String(key.privatePart(), java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain(bench.keys.current().getD().toString(), "P-256");
    }
  }

  @Test
  void aFormerKeyVerifiesForAnHourMore() throws Exception {
    String kid = bench.keys.current().getKeyID();
    String next = bench.keys.rotate();

    assertThat(bench.keys.current().getKeyID()).isEqualTo(next).isNotEqualTo(kid);
    assertThat(bench.keys.published()).contains(kid, next);
    bench.pass(Duration.ofMinutes(59));
    assertThat(bench.keys.verifying(kid)).isPresent();
    bench.pass(Duration.ofMinutes(2));
    assertThat(bench.keys.verifying(kid)).isEmpty();
    assertThat(bench.keys.published()).contains(next).doesNotContain(kid);
  }

  @Test
  void aBearerOutlivesTheKeyThatSignedIt() {
    User user = bench.user(Role.MEMBER);
    String bearer = bench.bearers.issue(bench.login(user), user);
    bench.keys.rotate();
    bench.pass(Duration.ofMinutes(14));

    assertThat(bench.bearers.verify(bearer).id()).isEqualTo(user.id());
  }

  @Test
  void theScheduleMakesANewKeyEachMonth() {
    String kid = bench.keys.current().getKeyID();
    bench.pass(Duration.ofDays(29));
    bench.keys.rotateIfDue();
    assertThat(bench.keys.current().getKeyID()).isEqualTo(kid);

    bench.pass(Duration.ofDays(2));
    bench.keys.rotateIfDue();
    assertThat(bench.keys.current().getKeyID()).isNotEqualTo(kid);
  }

  @Test
  void ofTwoNodesOneMakesTheNewKey() {
    SigningKeys second =
        new SigningKeys(bench.stored, new Secrets(NoDatabase.installation(home)), bench.clock);
    bench.keys.current();
    second.current();
    bench.pass(Duration.ofDays(31));

    bench.keys.rotateIfDue();
    second.rotateIfDue();

    assertThat(second.current().getKeyID()).isEqualTo(bench.keys.current().getKeyID());
    assertThat(bench.stored.live(bench.clock.instant(), SigningKeys.GRACE)).hasSize(2);
  }

  @Test
  void anotherNodesNewKeyVerifiesAtOnce() throws Exception {
    SigningKeys second =
        new SigningKeys(bench.stored, new Secrets(NoDatabase.installation(home)), bench.clock);
    bench.keys.current();
    second.current();
    bench.pass(Duration.ofSeconds(6));
    User user = bench.user(Role.MEMBER);
    second.rotate();
    String bearer =
        new BearerSigner(second, Bench.ISSUER, bench.clock).sign(bench.login(user), user);

    assertThat(bench.keys.verifying(SignedJWT.parse(bearer).getHeader().getKeyID())).isPresent();
  }

  @Test
  void inventedKeyIdsAreNoLoadForTheDatabase() {
    bench.keys.current();
    bench.pass(Duration.ofSeconds(6));
    int before = bench.stored.asked;
    for (int i = 0; i < 100; i++) {
      assertThat(bench.keys.verifying("invented-" + i)).isEmpty();
    }

    assertThat(bench.stored.asked - before).isLessThanOrEqualTo(1);
  }

  @Test
  void whatIsKnownServesOnWhileTheDatabaseIsAway() {
    String kid = bench.keys.current().getKeyID();
    bench.stored.away = true;
    bench.pass(Duration.ofMinutes(30));

    assertThat(bench.keys.verifying(kid)).isPresent();
    assertThat(bench.keys.current().getKeyID()).isEqualTo(kid);
    assertThat(bench.keys.published()).contains(kid);
  }

  @Test
  void aKeyThatCannotBeDecryptedSignsNothing(@TempDir Path otherHome) {
    String kid = bench.keys.current().getKeyID();
    SigningKeys stranger =
        new SigningKeys(bench.stored, new Secrets(NoDatabase.installation(otherHome)), bench.clock);

    Problem problem = catchThrowableOfType(Problem.class, stranger::current);

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(stranger.verifying(kid)).as("it can still be checked with").isPresent();
  }
}
