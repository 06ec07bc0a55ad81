package org.concierge.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.concierge.mail.Mailing.Link;
import org.concierge.mail.Mailing.Occasion;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailingTest {
  private static final TenantId ACME = new TenantId("acme");

  private final GreenMail installations = server();
  private final GreenMail tenants = server();
  @TempDir private Path folder;

  @BeforeEach
  void start() {
    installations.start();
    tenants.start();
  }

  @AfterEach
  void stop() {
    installations.stop();
    tenants.stop();
  }

  @Test
  void withoutAServerNobodyIsWritten() throws IOException {
    Mailing mailing = mailing(Map.of(), "");

    assertThat(mailing.isOn(ACME)).isFalse();
    assertThat(mailing.send(ACME, List.of(link("en", Occasion.INVITED))))
        .containsExactly(Delivery.NONE);
  }

  @Test
  void theInstallationsServerServesAllThatHaveNone() throws Exception {
    Mailing mailing = mailing(smtp(installations), "TENANT_NAME='ACME Corp'");

    assertThat(mailing.isOn(ACME)).isTrue();
    assertThat(mailing.send(ACME, List.of(link("en", Occasion.INVITED))))
        .containsExactly(Delivery.SENT);

    MimeMessage mail = only(installations);
    assertThat(mail.getSubject()).isEqualTo("ACME Corp invites you to Concierge");
    assertThat((String) mail.getContent())
        .contains("https://concierge.example/dashboard/invite.xhtml?token=abc\r\n")
        .contains("January 8, 2026");
    assertThat(mailing.send(new TenantId("platform"), List.of(link("en", Occasion.FORGOTTEN))))
        .containsExactly(Delivery.SENT);
  }

  @Test
  void aTenantsOwnServerOverridesIt() throws IOException {
    Mailing mailing = mailing(smtp(installations), lines(smtp(tenants)));

    mailing.send(ACME, List.of(link("en", Occasion.INVITED)));

    assertThat(tenants.getReceivedMessages()).hasSize(1);
    assertThat(installations.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'',    '', Hello",
    "'',    de, Guten Tag",
    "de,    en, Guten Tag",
    "de-AT, en, Guten Tag",
    "en-GB, de, Hello",
    "fr,    de, Hello"
  })
  void aPersonsLanguageGoesBeforeTheTenants(String person, String tenant, String hello)
      throws Exception {
    Mailing mailing = mailing(smtp(installations), "TENANT_LANGUAGE=" + tenant);

    for (Occasion occasion : Occasion.values()) {
      assertThat(mailing.send(ACME, List.of(link(person, occasion))))
          .containsExactly(Delivery.SENT);
    }

    for (MimeMessage mail : installations.getReceivedMessages()) {
      assertThat((String) mail.getContent()).startsWith(hello).contains("token=abc");
    }
  }

  private Mailing mailing(Map<String, String> environment, String file) throws IOException {
    Path tenant = Files.createDirectories(folder.resolve("tenants").resolve("acme"));
    Files.writeString(tenant.resolve(".env"), file);
    Map<String, String> settings = new TreeMap<>(environment);
    settings.put("CONCIERGE_HOME", folder.toString());
    settings.put("CONCIERGE_PUBLIC_URL", "https://concierge.example/");
    Installation installation = Installation.from(settings::get);
    return new Mailing(
        installation, new Tenants(installation.tenantsFolder()), new MailSender(Clock.systemUTC()));
  }

  private static Link link(String language, Occasion occasion) {
    return new Link(
        "ann@example.com",
        language,
        occasion,
        "/dashboard/invite.xhtml?token=abc",
        Instant.parse("2026-01-08T12:00:00Z"));
  }

  private static GreenMail server() {
    return MailServers.plain();
  }

  private static Map<String, String> smtp(GreenMail server) {
    return Map.of(
        "SMTP_HOST", "127.0.0.1",
        "SMTP_PORT", String.valueOf(server.getSmtp().getPort()),
        "SMTP_FROM", "concierge@acme.example",
        "SMTP_TLS", "none");
  }

  private static String lines(Map<String, String> settings) {
    StringBuilder lines = new StringBuilder();
    settings.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return lines.toString();
  }

  private static MimeMessage only(GreenMail server) {
    assertThat(server.getReceivedMessages()).hasSize(1);
    return server.getReceivedMessages()[0];
  }
}
