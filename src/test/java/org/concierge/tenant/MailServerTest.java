package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.concierge.tenant.SettingsFile.BadValue;
import org.concierge.tenant.Tenant.MailServer;
import org.concierge.tenant.Tenant.MailServer.Login;
import org.concierge.tenant.Tenant.MailServer.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailServerTest {
  private static final String LEAST = "SMTP_HOST=mail.example.com SMTP_FROM=a@b.example";

  @Test
  void withoutAHostThereIsNone() throws BadValue {
    assertThat(read("")).isEmpty();
    assertThat(read("SMTP_HOST=")).isEmpty();
  }

  @Test
  void aHostAndASenderAreEnough() throws BadValue {
    assertThat(read(LEAST))
        .contains(
            new MailServer("mail.example.com", 587, Tls.STARTTLS, Optional.empty(), "a@b.example"));
  }

  @ParameterizedTest
  @CsvSource({"starttls, 587", "tls, 465", "none, 25"})
  void eachEncryptionHasItsUsualPort(String tls, int port) throws BadValue {
    assertThat(read(LEAST + " SMTP_TLS=" + tls).orElseThrow().port()).isEqualTo(port);
    assertThat(read(LEAST + " SMTP_PORT=2525 SMTP_TLS=" + tls).orElseThrow().port())
        .isEqualTo(2525);
  }

  @Test
  void aPasswordIsNeverPrinted() throws BadValue {
    MailServer server = read(LEAST + " SMTP_USER=u SMTP_PASSWORD=hidden").orElseThrow();

    assertThat(server.login()).contains(new Login("u", new Secret("hidden")));
    assertThat(server.toString()).doesNotContain("hidden");
  }

  @ParameterizedTest
  @CsvSource({
    "SMTP_HOST, SMTP_HOST=a/b SMTP_FROM=a@b.example",
    "SMTP_FROM, SMTP_HOST=mail.example.com",
    "SMTP_FROM, SMTP_HOST=mail.example.com SMTP_FROM=nobody",
    "SMTP_FROM, 'SMTP_HOST=mail.example.com SMTP_FROM=a@b.example,c@d.example'",
    "SMTP_PORT, SMTP_HOST=mail.example.com SMTP_FROM=a@b.example SMTP_PORT=0",
    "SMTP_TLS, SMTP_HOST=mail.example.com SMTP_FROM=a@b.example SMTP_TLS=ssl",
    "SMTP_USER, SMTP_HOST=mail.example.com SMTP_FROM=a@b.example SMTP_USER=u",
    "SMTP_PASSWORD, SMTP_HOST=mail.example.com SMTP_FROM=a@b.example SMTP_PASSWORD=hidden",
    "SMTP_FROM, SMTP_FROM=a@b.example",
    "SMTP_USER, SMTP_USER=u SMTP_PASSWORD=hidden"
  })
  void whatCannotBeUsedIsToldByItsKeyAlone(String key, String settings) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(BadValue.class)
        .hasMessageStartingWith(key + " ")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> Installation.from(map(settings)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + " ");
  }

  @Test
  void aPasswordTravelsEncryptedOrNotAtAll() throws BadValue {
    String open = " SMTP_FROM=a@b.example SMTP_USER=u SMTP_PASSWORD=p SMTP_TLS=none";

    assertThat(read("SMTP_HOST=127.0.0.1" + open)).isPresent();
    assertThatThrownBy(() -> read("SMTP_HOST=mail.example.com" + open))
        .hasMessageStartingWith("SMTP_TLS ");
  }

  private static Optional<MailServer> read(String settings) throws BadValue {
    Map<String, String> map = map(settings);
    return MailServer.read(SettingsFile.ofEnvironment(map::get, map.keySet()));
  }

  private static Map<String, String> map(String settings) {
    Map<String, String> map = new HashMap<>();
    Arrays.stream(settings.split(" "))
        .map(text -> text.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> map.put(pair[0], pair[1]));
    return map;
  }
}
