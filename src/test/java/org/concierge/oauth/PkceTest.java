package org.concierge.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PkceTest {
  /** The example of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Test
  void theExampleOfTheStandardVerifies() {
    assertThat(Pkce.isChallenge(CHALLENGE)).isTrue();
    assertThat(Pkce.verifies(VERIFIER, CHALLENGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", CHALLENGE, VERIFIER + "k", VERIFIER + " "})
  void anotherVerifierDoesNot(String verifier) {
    assertThat(Pkce.verifies(verifier, CHALLENGE)).isFalse();
  }

  @Test
  void thePlainMethodIsNoWayAround() {
    assertThat(Pkce.verifies(VERIFIER, VERIFIER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM="})
  void whatIsNoHashIsNoChallenge(String challenge) {
    assertThat(Pkce.isChallenge(challenge)).isFalse();
  }
}
