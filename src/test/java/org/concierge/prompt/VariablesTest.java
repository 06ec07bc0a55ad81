package org.concierge.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Person;
import org.concierge.access.Role;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final Tenant SHARING =
      SampleTenant.with("TENANT_NAME=ACME Corporation", "SHARE_USER_WITH_MODEL=true");

  @Test
  void eachIsFilledIn() {
    String text = "For {{company}} on {{ date }}, in {{language}}: {{user}}, {{department}}.";

    assertThat(Variables.filled(text, SHARING, Optional.of(person("Ann")), TODAY))
        .isEqualTo("For ACME Corporation on 2026-03-01, in German: Ann, Sales.");
  }

  @Test
  void whoAsksIsToldOnlyWhereTheTenantWantsThat() {
    assertThat(
            Variables.filled(
                "{{user}}|{{department}}|", SampleTenant.with(), Optional.of(person("Ann")), TODAY))
        .isEqualTo("||");
  }

  @Test
  void aKeyAsksInTheLanguageOfItsQuestion() {
    assertThat(Variables.filled("{{language}}", SHARING, Optional.empty(), TODAY))
        .isEqualTo("the language of the question");
  }

  /** A name is not read for variables, and ends no line. */
  @Test
  void aNameIsNoInstruction() {
    assertThat(Variables.filled("{{user}}", SHARING, Optional.of(person("{{date}}\n$1<x>")), TODAY))
        .isEqualTo("date $1 x");
  }

  @Test
  void anUnknownOneIsToldWithThoseThatThereAre() {
    assertThatThrownBy(() -> Variables.check("{{company}} {{api_key}}", SHARING))
        .hasMessageContaining("{{api_key}}")
        .hasMessageContaining("company, date, department, language, user");
    Variables.check("{{ company }} and { braces } and {{date}}", SHARING);
  }

  private static Person person(String name) {
    return new Person(
        UUID.randomUUID(), "ann@example.com", name, "Sales", Role.MEMBER, Set.of(), "de");
  }
}
