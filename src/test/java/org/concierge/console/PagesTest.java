package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  @Test
  void aPageIsFoundWithAndWithoutItsExtension() {
    assertThat(Pages.name("/dashboard/users.xhtml")).contains("users");
    assertThat(Pages.name("/dashboard/users")).contains("users");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dashboard/nothing.xhtml",
        "/dashboard/USERS.xhtml",
        "/dashboard/users.xhtml.xhtml",
        "/dashboard/users.xhtml/",
        "/dashboard/../users.xhtml",
        "/dashboard/visit.xhtml",
        "/users.xhtml",
        "/dashboard/.xhtml",
        ""
      })
  void whatIsNoPageHasNoName(String path) {
    assertThat(Pages.name(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard/users.xhtml?q=a%20b&after=x", "/", "/oauth/authorize?a=b"})
  void aPathOfThisServerIsLocal(String address) {
    assertThat(Pages.isLocal(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x",
        "/\t/evil.example",
        "dashboard/users.xhtml"
      })
  void whatLeadsElsewhereIsNotLocal(String address) {
    assertThat(Pages.isLocal(address)).isFalse();
  }

  @Test
  void noAddressIsNotLocal() {
    assertThat(Pages.isLocal(null)).isFalse();
  }
}
