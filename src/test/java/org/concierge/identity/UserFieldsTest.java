package org.concierge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.concierge.access.Role;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFieldsTest {
  @Test
  void anEmailIsStoredInLowerCase() {
    assertThat(UserFields.email(" Ann.Lee+x@Acme.Example ")).isEqualTo("ann.lee+x@acme.example");
    assertThat(UserFields.email("j\u00f6rg@b\u00fccher.example"))
        .isEqualTo("j\u00f6rg@b\u00fccher.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ann",
        "@acme.example",
        "ann@",
        "a@b@c",
        "a b@c.example",
        "a@b c",
        "a,b@c.example",
        "a@c.example,b@c.example",
        "<a@c.example>",
        "a@c..example",
        "a@.example",
        "a\n@c.example"
      })
  void whatIsNoEmailCannotBeInvited(String text) {
    assertThatThrownBy(() -> UserFields.email(text)).isInstanceOf(Problem.class);
  }

  @Test
  void aLoginNameIsAnyTextWithoutBlanks() {
    assertThat(UserFields.login("Admin")).isEqualTo("admin");
    assertThat(UserFields.login("x".repeat(254))).hasSize(254);
    for (String bad : List.of("", "two words", "a\tb", "a\u00a0b", "x".repeat(255), "a\u0000b")) {
      assertThatThrownBy(() -> UserFields.login(bad)).isInstanceOf(Problem.class);
    }
    assertThatThrownBy(() -> UserFields.login(null)).isInstanceOf(Problem.class);
  }

  @Test
  void groupsHaveNamesOfOneToSixtyCharacters() {
    assertThat(UserFields.groups(List.of("Sales", " Sales ", "n".repeat(60))))
        .containsExactly("Sales", "n".repeat(60));
    assertThat(UserFields.groups(null)).isEmpty();
    for (String bad : List.of("", "  ", "n".repeat(61), "two\nlines")) {
      assertThatThrownBy(() -> UserFields.groups(List.of(bad))).isInstanceOf(Problem.class);
    }
    Set<String> many = IntStream.range(0, 51).mapToObj(String::valueOf).collect(Collectors.toSet());
    assertThatThrownBy(() -> UserFields.groups(many)).isInstanceOf(Problem.class);
  }

  @Test
  void aNameMayBeMissingButIsOneLine() {
    assertThat(UserFields.name(null)).isEmpty();
    assertThat(UserFields.name(" Ann ")).isEqualTo("Ann");
    assertThat(UserFields.department("x".repeat(60))).hasSize(60);
    assertThatThrownBy(() -> UserFields.name("x".repeat(201))).hasMessageContaining("name");
    assertThatThrownBy(() -> UserFields.name("a\u0007b")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> UserFields.department("x".repeat(61)))
        .hasMessageContaining("department");
  }

  @Test
  void aLanguageIsATag() {
    assertThat(UserFields.language("pt-br")).isEqualTo("pt-BR");
    assertThat(UserFields.language(null)).isEmpty();
    assertThatThrownBy(() -> UserFields.language("not a language")).isInstanceOf(Problem.class);
  }

  @Test
  void aRoleIsKnownInAnyCase() {
    assertThat(UserFields.role("admin")).isEqualTo(Role.ADMIN);
    assertThat(UserFields.role("Viewer")).isEqualTo(Role.VIEWER);
    assertThatThrownBy(() -> UserFields.role("king")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> UserFields.role(null)).isInstanceOf(Problem.class);
  }

  @Test
  void aChangeTouchesOnlyWhatItNames() {
    User ann = SampleUser.with("ann@acme.example", "Ann", "acme");

    assertThat(new UserChange(null, null, null, null, null).applied(ann)).isEqualTo(ann);
    User changed = new UserChange("Anna", "", Role.VIEWER, Set.of(), "de").applied(ann);
    assertThat(changed.name()).isEqualTo("Anna");
    assertThat(changed.department()).isEmpty();
    assertThat(changed.role()).isEqualTo(Role.VIEWER);
    assertThat(changed.groups()).isEmpty();
    assertThat(changed.email()).isEqualTo(ann.email());
    assertThat(changed.status()).isEqualTo(ann.status());
  }
}
