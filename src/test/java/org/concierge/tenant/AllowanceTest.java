package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.concierge.tenant.Allowance.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
  @ParameterizedTest
  @CsvSource({"basic, 100", "premium, 1000"})
  void aPlanAllowsSoManyRequestsAMinute(String plan, int perMinute) {
    assertThat(allowance("PLAN=" + plan).perMinute()).isEqualTo(OptionalInt.of(perMinute));
  }

  @Test
  void whoeverSaysNothingHasTheSmallestPlan() {
    assertThat(allowance(""))
        .isEqualTo(
            new Allowance(
                Allowance.Plan.BASIC,
                OptionalInt.of(100),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Allowance.ChatAuth.KEY,
                new Allowance.Keeping(OptionalInt.empty(), false),
                Budget.NONE,
                Budget.NONE,
                Map.of(),
                new Allowance.ApiDebug(false, Optional.empty(), "", new Secret(""))));
  }

  @ParameterizedTest
  @CsvSource({"key, KEY", "user, USER", "public, PUBLIC"})
  void aTenantSaysWhoMayAsk(String text, Allowance.ChatAuth who) {
    assertThat(allowance("CHAT_AUTH=" + text).chatAuth()).isEqualTo(who);
  }

  @Test
  void aTenantSaysHowLongConversationsAreKept() {
    assertThat(allowance("KEEP_CONVERSATIONS_DAYS=30\nLEGAL_HOLD=true").keeping())
        .isEqualTo(new Allowance.Keeping(OptionalInt.of(30), true));
  }

  @Test
  void enterpriseHasNoLimitAtAll() {
    Allowance allowance = allowance("PLAN=enterprise");

    assertThat(allowance.perMinute()).isEmpty();
    assertThat(allowance.limitsTurns()).isFalse();
  }

  @Test
  void aPlansLimitCanBeReplaced() {
    assertThat(allowance("PLAN=enterprise", "REQUESTS_PER_MINUTE=7").perMinute()).hasValue(7);
    assertThat(allowance("PLAN=basic", "REQUESTS_PER_MINUTE=0").perMinute()).isEmpty();
  }

  @Test
  void budgetsAreOfTokensAndOfMoney() {
    Allowance allowance =
        allowance(
            "TOKENS_PER_DAY=5000",
            "COST_PER_MONTH=12.50",
            "OPENAI_API_KEY=k",
            "OPENAI_MODEL=m",
            "MODEL_PRICES='m=0.15/0.60, e=0.02'");

    assertThat(allowance.day().tokens()).isEqualTo(OptionalLong.of(5000));
    assertThat(allowance.month().cost()).get().asString().isEqualTo("12.50");
    assertThat(allowance.prices().get("m").of(1_000_000, 500_000)).isEqualByComparingTo("0.45");
    assertThat(allowance.prices().get("e").of(500_000, 0)).isEqualByComparingTo("0.01");
    assertThat(allowance("PLAN=basic").month()).isEqualTo(Budget.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PLAN=gold",
        "REQUESTS_PER_MINUTE=-1",
        "MAX_STREAMS=many",
        "TOKENS_PER_DAY=1.5",
        "COST_PER_DAY=free",
        "MODEL_PRICES=m",
        "MODEL_PRICES=m=cheap",
        "MODEL_PRICES=m=-1"
      })
  void aValueThatIsNoneIsRefused(String line) {
    assertThatThrownBy(() -> allowance(line))
        .hasRootCauseInstanceOf(SettingsFile.BadValue.class)
        .hasMessageContaining(line.substring(0, line.indexOf('=')));
  }

  @Test
  void ofAKeyThatStandsTwiceTheLastLineIsNamed() {
    assertThatThrownBy(() -> allowance("PLAN=basic", "PLAN=none"))
        .hasMessageContaining(":2: PLAN ");
  }

  @Test
  void moneyThatNobodyCanCountIsNoBudget() {
    assertThatThrownBy(() -> allowance("COST_PER_DAY=1", "OPENAI_API_KEY=k", "OPENAI_MODEL=m"))
        .hasMessageContaining("COST_PER_DAY needs the price of m in MODEL_PRICES");
  }

  private static Allowance allowance(String... lines) {
    return SampleTenant.with(lines).allowance();
  }
}
