package org.concierge.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.concierge.access.Role;
import org.concierge.tenant.SampleTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleMappingTest {
  @ParameterizedTest
  @CsvSource({
    "admin, ADMIN",
    "Admin, ADMIN",
    "CONCIERGE-ADMIN, ADMIN",
    "/staff/admin, ADMIN",
    "/staff/concierge-viewer, VIEWER",
    "viewer, VIEWER",
    "member, MEMBER",
    "operator, MEMBER",
    "administrator, MEMBER",
    "admin/, MEMBER",
    "not-admin, MEMBER"
  })
  void aRoleIsReadFromTheClaim(String value, Role role) {
    assertThat(mapping("OIDC_ROLE_CLAIM=role").role(Map.of("role", value))).contains(role);
  }

  @Test
  void theMightiestOfSeveralCounts() {
    assertThat(
            mapping("OIDC_ROLE_CLAIM=roles")
                .role(Map.of("roles", List.of("viewer", "other", "admin", "member"))))
        .contains(Role.ADMIN);
  }

  @Test
  void aClaimCanStandInsideAnother() {
    assertThat(
            mapping("OIDC_ROLE_CLAIM=realm_access.roles")
                .role(Map.of("realm_access", Map.of("roles", List.of("admin")))))
        .contains(Role.ADMIN);
  }

  @Test
  void aClaimWhoseNameHasDotsIsFound() {
    String name = "https://acme.example/roles";
    assertThat(mapping("OIDC_ROLE_CLAIM=" + name).role(Map.of(name, "admin"))).contains(Role.ADMIN);
  }

  @ParameterizedTest
  @CsvSource({"member, MEMBER", "viewer, VIEWER"})
  void whoHasNoneGetsTheDefault(String setting, Role role) {
    RoleMapping mapping = mapping("OIDC_ROLE_CLAIM=role", "OIDC_DEFAULT_ROLE=" + setting);

    assertThat(mapping.role(Map.of())).contains(role);
    assertThat(mapping.role(Map.of("role", 1))).contains(role);
    assertThat(mapping.role(Map.of("role", "other"))).contains(role);
  }

  @Test
  void whereNobodyEntersByDefaultARoleIsNeeded() {
    RoleMapping mapping = mapping("OIDC_ROLE_CLAIM=role", "OIDC_DEFAULT_ROLE=none");

    assertThat(mapping.role(Map.of("role", "member"))).contains(Role.MEMBER);
    assertThatThrownBy(() -> mapping.role(Map.of("role", "other")))
        .isInstanceOfSatisfying(
            SsoProblem.Refused.class,
            refused -> assertThat(refused.what()).isEqualTo(SsoProblem.ROLE));
  }

  @ParameterizedTest
  @CsvSource({"member, MEMBER", "viewer, VIEWER", "none, "})
  void aProviderThatIsNotAskedForRolesChangesNone(String setting, Role fresh) {
    RoleMapping mapping = mapping("OIDC_DEFAULT_ROLE=" + setting);

    assertThat(mapping.role(Map.of("role", "admin", "roles", "admin"))).isEmpty();
    assertThat(mapping.newRole()).isEqualTo(Optional.ofNullable(fresh));
  }

  @Test
  void groupsAreThoseThatCanBeStored() {
    List<Object> named =
        new ArrayList<>(List.of("Sales", " /staff ", "", "x".repeat(61), "a\nb", 7));

    assertThat(mapping().groups(Map.of("groups", named)))
        .hasValueSatisfying(groups -> assertThat(groups).containsExactly("/staff", "Sales"));
  }

  @Test
  void whoHasNoGroupsAtTheProviderHasNoneHere() {
    assertThat(mapping().groups(Map.of("groups", List.of()))).contains(Set.of());
    assertThat(mapping("OIDC_GROUPS_CLAIM=teams").groups(Map.of())).contains(Set.of());
  }

  @Test
  void aProviderThatSaysNothingOfGroupsChangesNone() {
    assertThat(mapping().groups(Map.of("teams", "one"))).isEmpty();
  }

  @Test
  void nobodyHasMoreGroupsThanABearerCanHold() {
    List<String> many = IntStream.range(0, 500).mapToObj(i -> "group " + i).toList();

    assertThat(mapping().groups(Map.of("groups", many)).orElseThrow()).hasSize(50);
  }

  private static RoleMapping mapping(String... lines) {
    List<String> all =
        new ArrayList<>(List.of("OIDC_ISSUER=https://login.example.com", "OIDC_CLIENT_ID=c"));
    all.addAll(List.of(lines));
    return new RoleMapping(
        SampleTenant.with(all.toArray(String[]::new)).singleSignOn().orElseThrow());
  }
}
