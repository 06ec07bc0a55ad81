package org.concierge.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.concierge.access.Scope;
import org.concierge.oauth.OauthProblem.Code;
import org.junit.jupiter.api.Test;

class OauthFormTest {
  @Test
  void aFormIsReadAsBrowsersWriteIt() throws IOException {
    OauthForm form = read("a=1+2%263&b=&c&d=%C3%A4%3D=");

    assertThat(form.get("a")).isEqualTo("1 2&3");
    assertThat(form.find("b")).as("empty is absent").isEmpty();
    assertThat(form.find("c")).isEmpty();
    assertThat(form.get("d")).isEqualTo("\u00e4==");
    assertThat(code(() -> form.get("e"))).isEqualTo(Code.INVALID_REQUEST);
  }

  @Test
  void whatComesTwiceIsRefused() throws IOException {
    OauthForm form = read("a=1&a=1");

    assertThat(code(() -> form.find("a"))).isEqualTo(Code.INVALID_REQUEST);
  }

  @Test
  void aLongFormIsNotReadToItsEnd() {
    InputStream endless =
        new InputStream() {
          private int read;

          @Override
          public int read() {
            assertThat(++read).isLessThan(1_000_000);
            return 'a';
          }
        };

    assertThat(code(() -> OauthForm.read(endless))).isEqualTo(Code.INVALID_REQUEST);
    assertThat(code(() -> read("a=" + "b".repeat(9_000)).get("a"))).isEqualTo(Code.INVALID_REQUEST);
    assertThat(code(() -> read("a=%zz"))).isEqualTo(Code.INVALID_REQUEST);
  }

  @Test
  void noScopeIsGivenThatIsNotAllowed() throws IOException {
    Set<Scope> allowed = Set.of(Scope.CHAT, Scope.DOCUMENTS_READ);

    assertThat(read("").scopes(allowed)).isEqualTo(allowed);
    assertThat(read("scope=chat").scopes(allowed)).isEqualTo(Set.of(Scope.CHAT));
    for (String bad : new String[] {"keys", "chat+keys", "CHAT", "chat,keys", "+", "everything"}) {
      assertThat(code(() -> read("scope=" + bad).scopes(allowed)))
          .as(bad)
          .isEqualTo(Code.INVALID_SCOPE);
    }
    assertThat(code(() -> read("").scopes(Set.of()))).isEqualTo(Code.INVALID_SCOPE);
  }

  private interface Work {
    Object run() throws IOException;
  }

  private static Code code(Work work) {
    OauthProblem problem = catchThrowableOfType(OauthProblem.class, work::run);
    return problem == null ? null : problem.code();
  }

  private static OauthForm read(String body) throws IOException {
    return OauthForm.read(new ByteArrayInputStream(body.getBytes(UTF_8)));
  }
}
