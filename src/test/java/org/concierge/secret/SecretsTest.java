package org.concierge.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final byte[] PLAIN = "s3cret".getBytes(UTF_8);

  @TempDir private Path home;

  @Test
  void whatWasEncryptedIsDecrypted() {
    byte[] encrypted = secrets().encrypt(ACME, "password", PLAIN);

    assertThat(secrets().decrypt(ACME, "password", encrypted)).hasValue(PLAIN);
    assertThat(new String(encrypted, UTF_8)).doesNotContain("s3cret");
  }

  @Test
  void theSameIsNeverEncryptedAlike() {
    Secrets secrets = secrets();

    assertThat(secrets.encrypt(ACME, "p", PLAIN)).isNotEqualTo(secrets.encrypt(ACME, "p", PLAIN));
  }

  @Test
  void anotherTenantCannotDecryptIt() {
    byte[] encrypted = secrets().encrypt(ACME, "password", PLAIN);

    assertThat(secrets().decrypt(new TenantId("globex"), "password", encrypted)).isEmpty();
  }

  @Test
  void itCannotBeMovedToAnotherPlace() {
    byte[] encrypted = secrets().encrypt(ACME, "password", PLAIN);

    assertThat(secrets().decrypt(ACME, "client secret", encrypted)).isEmpty();
  }

  @Test
  void whatWasAlteredIsNothing() {
    byte[] encrypted = secrets().encrypt(ACME, "password", PLAIN);
    for (int i = 0; i < encrypted.length; i++) {
      byte[] altered = encrypted.clone();
      altered[i] ^= 1;
      assertThat(secrets().decrypt(ACME, "password", altered)).as("byte " + i).isEmpty();
    }
    assertThat(secrets().decrypt(ACME, "password", new byte[0])).isEmpty();
  }

  @Test
  void theKeyIsMadeOnceAndForItsOwnerAlone() throws Exception {
    secrets().encrypt(ACME, "p", PLAIN);
    String key = Files.readString(home.resolve("secret.key"));
    secrets().encrypt(ACME, "p", PLAIN);

    assertThat(Files.readString(home.resolve("secret.key"))).isEqualTo(key);
    assertThat(Files.getPosixFilePermissions(home.resolve("secret.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(home)) {
      assertThat(files).as("no draft is left").hasSize(1);
    }
  }

  @Test
  void manyWhoBeginAtOnceUseTheSameKey() {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 16)
        .parallel()
        .forEach(
            i ->
                keys.add(
                    Base64.getEncoder()
                        .encodeToString(SecretKeyFile.keys(installation("")).get(0))));

    assertThat(keys).hasSize(1);
  }

  @Test
  void aNewKeyInFrontEncryptsAndTheFormerStillDecrypts() throws Exception {
    byte[] old = secrets().encrypt(ACME, "p", PLAIN);
    Path file = home.resolve("secret.key");
    String fresh = Base64.getEncoder().encodeToString(new byte[32]);
    String former = Files.readString(file);

    Files.writeString(file, fresh + "\n" + former);
    byte[] encrypted = secrets().encrypt(ACME, "p", PLAIN);

    assertThat(secrets().decrypt(ACME, "p", old)).hasValue(PLAIN);
    Files.writeString(file, former);
    assertThat(secrets().decrypt(ACME, "p", encrypted)).as("by the former alone").isEmpty();
  }

  @Test
  void aKeyThatIsGivenIsUsedAndNoneIsMade() {
    String given = Base64.getEncoder().encodeToString(new byte[32]);
    byte[] encrypted = new Secrets(installation(given)).encrypt(ACME, "p", PLAIN);

    assertThat(new Secrets(installation(given)).decrypt(ACME, "p", encrypted)).hasValue(PLAIN);
    assertThat(home.resolve("secret.key")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2hvcnQ=", "no base64!"})
  void aKeyThatIsNoneIsToldInOneLine(String given) {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> SecretKeyFile.keys(installation(given + "\n" + given)));

    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(problem.detail()).doesNotContain(given).doesNotContain("\n");
  }

  private Secrets secrets() {
    return new Secrets(installation(""));
  }

  private Installation installation(String key) {
    return Installation.from(
        Map.of("CONCIERGE_HOME", home.toString(), "CONCIERGE_SECRET_KEY", key)::get);
  }
}
