package org.concierge.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.concierge.problem.Problem;
import org.concierge.tenant.Allowance.Plan;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewTenantTest {
  @Test
  void onlyTheIdIsRequired() {
    assertThat(NewTenant.read(" acme ", null, "", null))
        .isEqualTo(new NewTenant(new TenantId("acme"), "acme", Isolation.SHARED, Plan.BASIC));
  }

  @Test
  void whatIsWrittenCounts() {
    NewTenant wanted = NewTenant.read("acme", " Acme Corp ", "database", "premium");

    assertThat(wanted.name()).isEqualTo("Acme Corp");
    assertThat(wanted.isolation()).isEqualTo(Isolation.DATABASE);
    assertThat(wanted.settings()).containsEntry("PLAN", "premium");
  }

  @ParameterizedTest
  @CsvSource({
    "Acme, A, shared, basic, id",
    "'', A, shared, basic, id",
    "acme, 'A\nB', shared, basic, name",
    "acme, A, nowhere, basic, isolation",
    "acme, A, shared, gold, plan",
  })
  void whatCannotBeUsedIsNamed(String id, String name, String tier, String plan, String field) {
    assertThatThrownBy(() -> NewTenant.read(id, name, tier, plan))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith('"' + field + "\" ");
  }
}
