package org.concierge.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.concierge.limit.Spender;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.llm.ModelCalls;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final TenantId ACME = new TenantId("acme");

  @TempDir private Path folder;

  private final Map<Entry, Amount> written = new HashMap<>();
  private boolean away;
  private Ledger ledger;

  @BeforeEach
  void aTenantWithPrices() throws IOException {
    Files.createDirectories(folder.resolve("acme"));
    Files.writeString(folder.resolve("acme/.env"), "MODEL_PRICES=priced=2/4\n");
    ledger =
        new Ledger(
            new Tenants(folder),
            (tenant, page) -> {
              if (away) {
                throw Problem.unavailable("away", null);
              }
              page.amounts().forEach((entry, amount) -> written.merge(entry, amount, Amount::plus));
            },
            Clock.fixed(Instant.parse("2030-01-31T23:59:59Z"), ZoneOffset.UTC));
  }

  @Test
  void theProvidersOwnCountIsTaken() {
    call("priced").ended(Optional.of(new Usage(1_000, 500)), "a b c", "d");

    Amount amount = only();
    assertThat(amount.promptTokens()).isEqualTo(1_000);
    assertThat(amount.completionTokens()).isEqualTo(500);
    assertThat(amount.cost()).isEqualByComparingTo("0.004");
  }

  @Test
  void whatAProviderDoesNotCountIsCountedHere() {
    call("priced").ended(Optional.empty(), "Where is the canteen?", "Over there.");

    Amount amount = only();
    assertThat(amount.promptTokens()).isBetween(4L, 8L);
    assertThat(amount.completionTokens()).isBetween(2L, 5L);
  }

  @Test
  void anAnswerThatWasStoppedHasTakenWhatWasHeard() {
    call("priced").brokenOff("Where is the canteen?", "Over");

    assertThat(only().completionTokens()).isEqualTo(1);
  }

  @Test
  void aCallThatFailedBeforeAWordIsACallWithoutTokens() {
    call("unpriced").brokenOff("Where is the canteen?", "");

    Amount amount = only();
    assertThat(amount.modelCalls()).isEqualTo(1);
    assertThat(amount.totalTokens()).isZero();
    assertThat(amount.cost()).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void aCostThatIsNotKnownIsNotInvented() {
    call("unpriced").ended(Optional.of(new Usage(1, 1)), "", "");
    call("unpriced").brokenOff("", "");

    assertThat(only().cost()).isNull();
  }

  @Test
  void whatCannotBeWrittenNowIsWrittenLater() {
    call("priced").ended(Optional.of(new Usage(1, 1)), "", "");
    away = true;
    assertThat(ledger.flush()).isFalse();
    call("priced").ended(Optional.of(new Usage(1, 1)), "", "");
    away = false;

    assertThat(only().modelCalls()).isEqualTo(2);
  }

  private ModelCalls.Call call(String model) {
    return TenantScope.get(ACME, () -> ledger.begin(ModelCalls.Kind.CHAT, model, false));
  }

  private Amount only() {
    ledger.flush();
    assertThat(written).hasSize(1);
    Map.Entry<Entry, Amount> line = written.entrySet().iterator().next();
    assertThat(line.getKey().day()).isEqualTo("2030-01-31");
    assertThat(line.getKey().by()).isEqualTo(Spender.TENANT);
    return line.getValue();
  }
}
