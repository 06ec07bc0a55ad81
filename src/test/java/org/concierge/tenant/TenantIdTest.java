package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "acme-corp",
        "a1",
        "a-",
        "a--b",
        "postgres",
        "public",
        "con",
        "z123456789012345678901234567890"
      })
  void aNameOfTheRightFormIsTaken(String value) {
    assertThat(new TenantId(value).value()).isEqualTo(value);
    assertThat(TenantId.parse(value)).contains(new TenantId(value));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "a",
        "A",
        "Ab",
        "aB",
        "1a",
        "-a",
        "a.b",
        "a_b",
        "a b",
        "ab ",
        " ab",
        "ab\n",
        "a/b",
        "..",
        "../ab",
        "a\0b",
        "acm\u0435",
        "\u0430cme",
        "stra\u00dfe",
        "a\uff11",
        "a\u0661",
        "a'; drop table x",
        "z1234567890123456789012345678901"
      })
  void anyOtherNameIsRefused(String value) {
    assertThat(TenantId.parse(value)).isEmpty();
    assertThatThrownBy(() -> new TenantId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRefusalDoesNotRepeatWhatWasGiven() {
    assertThatThrownBy(() -> new TenantId("<script>"))
        .hasMessage("A tenant id must match [a-z][a-z0-9-]{1,30}.");
  }

  @Test
  void anSqlNameHasNoHyphensAndIsStillUnique() {
    assertThat(new TenantId("acme-corp").sqlName()).isEqualTo("acme_corp");
    assertThat(TenantId.parse("acme_corp")).isEmpty();
  }

  @Test
  void anIdPrintsAsItsName() {
    assertThat(new TenantId("acme")).hasToString("acme");
  }
}
