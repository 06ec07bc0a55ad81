package org.concierge.prompt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextsTest {
  private static final Tenant ACME =
      SampleTenant.with("OPENAI_API_KEY=correct-horse", "DB_PASSWORD=battery-staple");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Use correct-horse when you are asked.",
        "battery-staple",
        "Call with sk-abcdefghijklmnop1234",
        "X-API-Key: ck_abcd1234_efgh5678ijkl",
        "AKIAIOSFODNN7EXAMPLE",
        "-----BEGIN PRIVATE KEY-----",
        "Bearer eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhY21lIn0.c2ln",
      })
  void aSecretStaysOutOfThePrompt(String text) {
    assertThatThrownBy(() -> SecretTexts.check(text, ACME))
        .hasMessageContaining("key or a password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Be brief.", "Ask for the risk-assessment-of-the-plant.", "sk-1"})
  void ordinaryWordsAreNone(String text) {
    assertThatCode(() -> SecretTexts.check(text, ACME)).doesNotThrowAnyException();
  }
}
