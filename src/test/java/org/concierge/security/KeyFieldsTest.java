package org.concierge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFieldsTest {
  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example",
    "HTTPS://Shop.Example, https://shop.example",
    "https://shop.example:443, https://shop.example",
    "http://shop.example:80, http://shop.example",
    "https://shop.example:8443, https://shop.example:8443",
    "http://127.0.0.1:3000, http://127.0.0.1:3000"
  })
  void anOriginIsWrittenAsBrowsersSendIt(String given, String expected) {
    assertThat(KeyFields.origins(List.of(given))).containsExactly(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "*",
        "",
        "null",
        "shop.example",
        "//shop.example",
        "https://",
        "https://shop.example/",
        "https://shop.example/a",
        "https://user@shop.example",
        "https://*.shop.example",
        "ftp://shop.example",
        "javascript:alert(1)",
        "https://a b",
        "https://shop.example?x"
      })
  void whatIsNoOriginIsRefused(String given) {
    assertThatThrownBy(() -> KeyFields.origins(Collections.singletonList(given)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void scopesAreThoseThatExist() {
    assertThat(KeyFields.scopes(List.of("chat", "chat", "documents:read")))
        .containsExactlyInAnyOrder(Scope.CHAT, Scope.DOCUMENTS_READ);
    for (List<String> bad :
        Arrays.<List<String>>asList(null, List.of(), List.of("CHAT"), List.of("chat "))) {
      assertThatThrownBy(() -> KeyFields.scopes(bad)).isInstanceOf(Problem.class);
    }
    assertThatThrownBy(() -> KeyFields.scopes(Collections.singletonList(null)))
        .isInstanceOf(Problem.class);
  }
}
