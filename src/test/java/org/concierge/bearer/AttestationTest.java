package org.concierge.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.concierge.bearer.Attestation.Verified;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the installation signs can be checked without it, and not be changed. */
class AttestationTest {
  private static final String JSON = "{\"isolated\": false}";

  @TempDir private Path home;
  private Bench bench;
  private String signed;

  @BeforeEach
  void sign() {
    bench = new Bench(home);
    signed = new Attestation(bench.keys).sign(JSON);
  }

  @Test
  void whatIsSignedIsReadBackWithItsKey() {
    Verified found = Attestation.verify(signed + "\n", bench.keys.published()).orElseThrow();

    assertThat(found.json()).isEqualTo(JSON);
    assertThat(found.published()).isTrue();
    assertThat(Attestation.verify(signed, "").orElseThrow().published()).isFalse();
    assertThat(signed).doesNotContain(bench.keys.current().getD().toString());
  }

  @Test
  void whatWasChangedIsNotValid() {
    String[] parts = signed.split("\\.");
    String other =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"isolated\": true}".getBytes(StandardCharsets.UTF_8));

    assertThat(Attestation.verify(parts[0] + "." + other + "." + parts[2], "")).isEmpty();
    assertThat(Attestation.verify(parts[0] + "." + parts[1] + ".", "")).isEmpty();
    assertThat(Attestation.verify("no jws", "")).isEmpty();
  }

  @Test
  void anotherInstallationsKeyIsNotOurs(@TempDir Path elsewhere) {
    String others = new Bench(elsewhere).keys.published();

    assertThat(Attestation.verify(signed, others).orElseThrow().published()).isFalse();
  }

  @Test
  void itIsNoBearer() {
    bench.keys.current();
    String claims = new Attestation(bench.keys).sign("{\"sub\": \"somebody\"}");

    assertThat(bench.signer.verifier().verify(claims)).isEmpty();
  }
}
