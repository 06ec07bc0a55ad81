package org.concierge.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AUT-08. */
class PasswordRulesTest {
  private static final User ANN = SampleUser.with("ann.lee@acme.example", "Ann Lee", "acme-corp");

  static Stream<String> good() {
    return Stream.of(
        "kR9#fuzz",
        "qbdvtmwk",
        "fifteen letters",
        "password password",
        "aaaaaaaaaaaaaaa",
        "               ",
        "пароль не для всех",
        "\uD83D\uDD11\uD83D\uDD12\uD83D\uDD13\uD83D\uDD11\uD83D\uDD12\uD83D\uDD13\uD83C\uDF08\uD83C\uDF09",
        "x".repeat(64),
        "y".repeat(200),
        "the annual leave of Ann Lee begins");
  }

  @ParameterizedTest
  @MethodSource("good")
  void anyCharactersAreEnoughIfThereAreEnough(String password) {
    assertThatCode(() -> PasswordRules.check(password, ANN)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "7seven7", "kR9#fu!", "\uD83D\uDD11\uD83D\uDD12\uD83D\uDD13\uD83D\uDD11"})
  void sevenCharactersAreTooFew(String password) {
    assertRefused(password, "at least 8");
  }

  @Test
  void noPasswordIsTooShort() {
    assertRefused(null, "at least 8");
  }

  @Test
  void aPasswordEndsAtTwoHundredCharacters() {
    assertRefused("z".repeat(201), "200 characters at most");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PASSWORD1",
        "12345678",
        "ybrbnbyf",
        "87e5nclizry",
        "qwertyuiop",
        "1q2w3e4r",
        "iloveyou",
        "Summer2026!",
        "football1",
        "11111111111",
        "ｐａｓｓｗｏｒｄ"
      })
  void whatIsTriedFirstIsRefused(String password) {
    assertRefused(password, "tried first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann.lee@acme.example",
        "ANN.LEE@ACME.EXAMPLE",
        "ann.lee1",
        "Ann Lee1",
        "annlee2026",
        "acme-corp",
        "Acme-Corp1!",
        "acme-corpacme-corp"
      })
  void whatBelongsToThePersonIsRefused(String password) {
    assertRefused(password, "must not be made of");
  }

  private static void assertRefused(String password, String why) {
    assertThatThrownBy(() -> PasswordRules.check(password, ANN))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(why);
  }
}
