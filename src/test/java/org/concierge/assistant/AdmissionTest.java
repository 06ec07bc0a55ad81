package org.concierge.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Person;
import org.concierge.access.Principal;
import org.concierge.access.Reader;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.assistant.Assistant.Origin;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final UUID ANNA = new UUID(0, 1);
  private static final String OWN = "tenant:{{tenant_id}}";

  @Test
  void oneForTheTenantIsForItsPeopleAndKeysAndNoVisitor() {
    Assistant plain = of(Set.of(), Set.of(), OWN);

    assertThat(Admission.admits(plain, person(Role.MEMBER, "sales"))).isTrue();
    assertThat(Admission.admits(plain, key())).isTrue();
    assertThat(Admission.admits(plain, visitor())).isFalse();
  }

  @Test
  void oneForEverybodyIsForVisitorsToo() {
    Assistant open = of(Set.of(), Set.of(), "anonymous");

    assertThat(open.isAnonymous()).isTrue();
    assertThat(Admission.admits(open, visitor())).isTrue();
    assertThat(Admission.admits(open, person(Role.MEMBER))).isTrue();
  }

  @Test
  void aRoleOrAGroupMustFit() {
    Assistant circle = of(Set.of(Role.ADMIN), Set.of("hr"), OWN);

    assertThat(Admission.admits(circle, person(Role.MEMBER, "sales"))).isFalse();
    assertThat(Admission.admits(circle, person(Role.MEMBER, "hr"))).isTrue();
    assertThat(Admission.admits(circle, person(Role.ADMIN))).isTrue();
    assertThat(Admission.admits(circle, key())).as("a key has no group").isFalse();
    assertThat(Admission.admits(of(Set.of(Role.MEMBER), Set.of(), OWN), key()))
        .as("nor a role")
        .isFalse();
  }

  @Test
  void anAdministratorMayAskWhatIsForAGroup() {
    assertThat(Admission.admits(of(Set.of(), Set.of("hr"), OWN), person(Role.ADMIN))).isTrue();
  }

  @Test
  void everyScopeMustBeHeld() {
    assertThat(Admission.admits(of(Set.of(), Set.of(), "user"), key())).isFalse();
    assertThat(Admission.admits(of(Set.of(), Set.of(), "user:{{user_id}}"), key())).isFalse();
    assertThat(Admission.admits(of(Set.of(), Set.of(), "user:{{user_id}}"), person(Role.MEMBER)))
        .isTrue();
    assertThat(
            Admission.admits(of(Set.of(), Set.of(), "user:" + new UUID(0, 2)), person(Role.ADMIN)))
        .isFalse();
    assertThat(Admission.admits(of(Set.of(), Set.of(), OWN, "settings"), person(Role.MEMBER)))
        .isFalse();
    assertThat(Admission.admits(of(Set.of(), Set.of(), OWN, "settings"), person(Role.ADMIN)))
        .isTrue();
  }

  @Test
  void oneForAnotherTenantIsNotEvenListed() {
    assertThat(Admission.serves(of(Set.of(), Set.of(), "tenant:globex"), ACME)).isFalse();
    assertThat(Admission.serves(of(Set.of(), Set.of(), "tenant:acme"), ACME)).isTrue();
    assertThat(Admission.serves(of(Set.of(), Set.of(), OWN), ACME)).isTrue();
    assertThat(Admission.admits(of(Set.of(), Set.of(), "tenant:globex"), person(Role.ADMIN)))
        .isFalse();
  }

  @Test
  void whatIsSwitchedOffNobodyAsks() {
    Assistant off =
        new Assistant(
            "a",
            "A",
            "",
            "",
            List.of(),
            "",
            Set.of(),
            Set.of(),
            List.of(OWN),
            List.of(),
            false,
            Origin.TENANT);

    assertThat(Admission.admits(off, person(Role.ADMIN))).isFalse();
  }

  private static Assistant of(Set<Role> roles, Set<String> groups, String... scopes) {
    return new Assistant(
        "a",
        "A",
        "",
        "",
        List.of(),
        "",
        roles,
        groups,
        List.of(scopes),
        List.of(),
        true,
        Origin.TENANT);
  }

  private static Principal person(Role role, String... groups) {
    Person anna = new Person(ANNA, "a@example.org", "Anna", "", role, Set.of(groups), "en");
    return Principal.ofPerson(anna, ACME, role.scopes(), new UUID(0, 9));
  }

  private static Principal key() {
    return Principal.ofKey(new UUID(0, 3), "ck_a", ACME, Set.of(Scope.CHAT, Scope.DOCUMENTS_READ));
  }

  private static Principal visitor() {
    return new Principal(
        new UUID(0, 4),
        "visitor",
        ACME,
        Set.of(Scope.CHAT),
        Reader.ofPublic(),
        Optional.empty(),
        Optional.empty());
  }
}
