package org.concierge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of the contract, word for word: a scope too many is a door left open. */
class ScopesTest {
  @ParameterizedTest
  @CsvSource({
    "ADMIN, chat documents:read documents:write users keys settings audit usage",
    "MEMBER, chat documents:read",
    "VIEWER, usage",
    "OPERATOR, platform"
  })
  void aRoleMayExactlyThis(Role role, String scopes) {
    assertThat(wire(role.scopes())).isEqualTo(words(scopes));
  }

  @ParameterizedTest
  @CsvSource({
    "ADMIN, chat documents:read documents:write users keys settings audit usage",
    "CHAT, chat documents:read",
    "UPLOAD, documents:write"
  })
  void aKeyMayExactlyThis(KeyKind kind, String scopes) {
    assertThat(wire(kind.scopes())).isEqualTo(words(scopes));
  }

  @Test
  void thereAreNoOtherRolesAndKeys() {
    assertThat(Role.values()).hasSize(4);
    assertThat(KeyKind.values()).hasSize(3);
  }

  @Test
  void onlyTheAdministratorsKeyReadsAndWritesDocuments() {
    Set<Scope> both = Set.of(Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE);

    assertThat(Stream.of(KeyKind.values()).filter(kind -> kind.scopes().containsAll(both)))
        .containsExactly(KeyKind.ADMIN);
  }

  @ParameterizedTest
  @EnumSource
  void aScopeIsReadFromItsOwnWord(Scope scope) {
    assertThat(Scope.parse(scope.wire())).contains(scope);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "CHAT", "chat ", "documents", "documents:*", "admin"})
  void anythingElseIsNoScope(String word) {
    assertThat(Scope.parse(word)).isEmpty();
  }

  @Test
  void aPrincipalMayWhatItsCredentialSaysAndNoMore() {
    Principal principal =
        Principal.ofKey(new UUID(0, 1), "ck_abcdefgh", new TenantId("acme"), Set.of(Scope.CHAT));

    assertThat(Arrays.stream(Scope.values()).filter(principal::may)).containsExactly(Scope.CHAT);
    assertThat(principal.getName()).isEqualTo("ck_abcdefgh");
  }

  private static Set<String> wire(Set<Scope> scopes) {
    return scopes.stream().map(Scope::wire).collect(Collectors.toSet());
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }
}
