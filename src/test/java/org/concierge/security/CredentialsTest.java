package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.concierge.access.FakeRequest;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final String KEY = "ck_01234567_secret";

  private final FakeRequest request = new FakeRequest();

  @Test
  void aRequestWithoutOneCarriesNone() {
    assertThat(credential()).isEmpty();
  }

  @Test
  void aKeyStandsInItsOwnHeader() {
    request.header("X-API-Key", KEY);

    assertThat(credential()).contains(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR    "})
  void aBearerIsOneInAnyCase(String scheme) {
    request.header("Authorization", scheme + KEY);

    assertThat(credential()).contains(KEY);
  }

  @Test
  void spaceAroundACredentialIsNotPartOfIt() {
    request.header("X-API-Key", "  " + KEY + " ").header("Authorization", "Bearer  " + KEY + " ");

    assertThat(credential()).contains(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Digest x", "Bearer", "Bearerck_x", "Negotiate x"})
  void anotherSchemeIsNoCredential(String header) {
    request.header("Authorization", header);

    assertThat(credential()).isEmpty();
  }

  @Test
  void theSameKeyTwiceIsOne() {
    request.header("X-API-Key", KEY).header("Authorization", "Bearer " + KEY);

    assertThat(credential()).contains(KEY);
  }

  @Test
  void aKeyBesideBasicAuthenticationIsTheKey() {
    request.header("X-API-Key", KEY).header("Authorization", "Basic dXNlcjpwYXNz");

    assertThat(credential()).contains(KEY);
  }

  @Test
  void twoDifferentCredentialsAreNone() {
    request.header("X-API-Key", KEY).header("Authorization", "Bearer other");

    assertRefused();
  }

  @Test
  void keysAreToldApartByCase() {
    request.header("X-API-Key", KEY).header("Authorization", "Bearer " + KEY.toUpperCase());

    assertRefused();
  }

  @Test
  void twoKeysInOneHeaderAreNone() {
    request.header("X-API-Key", KEY, "other");

    assertRefused();
  }

  @Test
  void anEmptyBearerBesideAKeyIsASecondCredential() {
    request.header("X-API-Key", KEY).header("Authorization", "Bearer ");

    assertRefused();
  }

  /** The fake fails on any other question: neither address nor parameters are looked at. */
  @Test
  void theAddressIsNeverAsked() {
    request
        .on("getQueryString", x -> "api_key=" + KEY)
        .on("getParameter", x -> KEY)
        .header("Cookie", "key=" + KEY);

    assertThat(credential()).isEmpty();
  }

  private Optional<String> credential() {
    return Credentials.of(request.servlet);
  }

  private void assertRefused() {
    Problem refusal = catchThrowableOfType(Problem.class, this::credential);

    assertThat(refusal.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(refusal.detail()).doesNotContain(KEY).doesNotContain("other");
  }
}
