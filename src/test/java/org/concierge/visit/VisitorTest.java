package org.concierge.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Principal;
import org.concierge.access.Reader;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.widget.Widget;
import org.concierge.widget.WidgetSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorTest {
  private static final String SECRET = "0123456789abcdef";
  private static final UUID WIDGET = UUID.randomUUID();

  private static Widget widget(String tenant, UUID id) {
    return new Widget(
        new TenantId(tenant),
        id,
        "site",
        1,
        WidgetSettings.USUAL,
        Instant.EPOCH,
        Instant.EPOCH,
        "");
  }

  private static UUID id(Widget widget, String secret, String session) {
    return Visitor.of(widget, secret, session).id();
  }

  @Test
  void aVisitorSeesPublicDocumentsAndMayOnlyAsk() {
    Principal visitor = Visitor.of(widget("acme", WIDGET), SECRET, "a");

    assertThat(visitor.reader()).isEqualTo(Reader.ofPublic());
    assertThat(visitor.scopes()).isEqualTo(Set.of(Scope.CHAT));
    assertThat(visitor.person()).isEmpty();
  }

  @Test
  void whoHasTheSecretIsTheSameVisitor() {
    Widget widget = widget("acme", WIDGET);

    assertThat(id(widget, SECRET, "a")).isEqualTo(id(widget, SECRET, "b"));
    assertThat(id(widget, SECRET, "a")).isNotEqualTo(id(widget, SECRET + "x", "a"));
    assertThat(id(widget, SECRET, "a").version()).isEqualTo(8);
  }

  @Test
  void theSameSecretElsewhereIsSomebodyElse() {
    assertThat(id(widget("acme", WIDGET), SECRET, "a"))
        .isNotEqualTo(id(widget("globex", WIDGET), SECRET, "a"))
        .isNotEqualTo(id(widget("acme", UUID.randomUUID()), SECRET, "a"));
  }

  @Test
  void withoutASecretOnlyANameThatCannotBeGuessedContinuesAConversation() {
    Widget widget = widget("acme", WIDGET);
    String random = UUID.randomUUID().toString();

    assertThat(id(widget, null, random)).isEqualTo(id(widget, null, random));
    assertThat(id(widget, null, "mine")).isNotEqualTo(id(widget, null, "mine"));
  }

  @Test
  void aSecretIsNoNameOfAConversation() {
    Widget widget = widget("acme", WIDGET);
    String random = UUID.randomUUID().toString();

    assertThat(id(widget, random, "a")).isNotEqualTo(id(widget, null, random));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with spaces in it all over", "ümläute-ümläute-ümläute"})
  void aSecretThatCouldBeGuessedIsRefused(String secret) {
    assertThatThrownBy(() -> id(widget("acme", WIDGET), secret, "a"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("visitor_id");
  }
}
