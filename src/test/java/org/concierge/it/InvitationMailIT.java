package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.concierge.access.Role;
import org.concierge.mail.MailServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that go out by mail, to a real server. */
class InvitationMailIT {
  private static final String USERS = "/api/v1/users";
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern LINK =
      Pattern.compile("http://\\S+/dashboard/invite\\.xhtml\\?token=(\\S+)");

  private final TestInstallation installation = TestInstallation.shared();
  private final GreenMail server = MailServers.plain();
  @TempDir private Path folder;
  private TestTenant tenant;

  @BeforeEach
  void aTenantWithAMailServer() {
    server.start();
    tenant =
        TestTenant.fast(
            installation,
            "mailed",
            Map.of(
                "TENANT_NAME", "Mail & Söhne",
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", String.valueOf(server.getSmtp().getPort()),
                "SMTP_FROM", "concierge@mail.example",
                "SMTP_TLS", "none"));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void whoeverIsInvitedFindsTheLinkInTheMailAndNobodyElseSeesIt() throws Exception {
    Answer invited =
        tenant.admin().post(USERS, Map.of("email", "ann@example.com", "language", "de"));

    assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
    assertThat(invited.json().path("mailed").asBoolean()).isTrue();
    assertThat(invited.json().has("link")).isFalse();
    MimeMessage mail = mails(1).get(0);
    assertThat(mail.getSubject()).isEqualTo("Mail & Söhne lädt Sie zu Concierge ein");
    assertThat(mail.getAllRecipients()[0]).hasToString("ann@example.com");
    assertThat(accept(token(mail)).status()).isEqualTo(200);
    assertThat(audit()).contains("\"invitation.mailed\"", "\"sent\"");
  }

  @Test
  void whoHasForgottenThePasswordGetsANewLinkByMail() throws Exception {
    TestPerson person = TestPerson.in(installation, tenant.id(), "forgot@example.com", Role.MEMBER);

    Answer renewed = tenant.admin().post(USERS + "/" + person.id() + "/invitation", Map.of());

    assertThat(renewed.json().path("mailed").asBoolean()).as(renewed.toString()).isTrue();
    MimeMessage mail = mails(1).get(0);
    assertThat(mail.getSubject()).contains("a new password");
    assertThat(accept(token(mail)).status()).isEqualTo(200);
    assertThat(person.login(installation.api(), PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void whoHasForgottenThePasswordAsksForALinkAndStrangersLearnNothing() throws Exception {
    TestPerson person = TestPerson.in(installation, tenant.id(), "ask@example.com", Role.MEMBER);
    TestPerson disabled = TestPerson.in(installation, tenant.id(), "off@example.com", Role.VIEWER);
    tenant.admin().patch(USERS + "/" + disabled.id(), Map.of("status", "DISABLED"));

    List<Answer> answers =
        Stream.of("nobody@example.com", "off@example.com", "ASK@example.com")
            .map(email -> Map.of("tenant_id", tenant.id(), "email", email))
            .map(body -> installation.api().post("/api/v1/auth/forgotten", body))
            .toList();

    assertThat(answers).allMatch(answer -> answer.status() == 202 && answer.text().isEmpty());
    assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
    MimeMessage mail = mails(1).get(0);
    assertThat(mail.getAllRecipients()[0]).hasToString("ask@example.com");
    assertThat(accept(token(mail)).status()).isEqualTo(200);
    assertThat(person.login(installation.api(), PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void nobodysMailboxIsFilled() {
    TestPerson.in(installation, tenant.id(), "flood@example.com", Role.MEMBER);
    Map<String, String> body = Map.of("tenant_id", tenant.id(), "email", "flood@example.com");

    List<Integer> answers =
        IntStream.range(0, 5)
            .mapToObj(i -> installation.api().post("/api/v1/auth/forgotten", body).status())
            .toList();

    assertThat(answers).containsExactly(202, 202, 202, 429, 429);
    Map<String, String> nobody = Map.of("email", "no-flood@example.com");
    assertThat(
            IntStream.range(0, 5)
                .mapToObj(i -> installation.api().post("/api/v1/auth/forgotten", nobody).status()))
        .containsExactlyElementsOf(answers);
  }

  @Test
  void severalAreWrittenToEachOnTheirOwn() throws Exception {
    List<Map<String, String>> two =
        List.of(Map.of("email", "a@x.example"), Map.of("email", "b@x.example"));

    JsonNode items = tenant.admin().post(USERS, Map.of("users", two)).json().path("items");

    assertThat(items).hasSize(2).allMatch(item -> item.path("mailed").asBoolean());
    List<MimeMessage> mails = mails(2);
    assertThat(mails.get(0).getAllRecipients()).hasSize(1);
    assertThat(token(mails.get(0))).isNotEqualTo(token(mails.get(1)));
  }

  @Test
  void whoWantsTheLinkInsteadGetsItAndNoMailGoesOut() {
    JsonNode invited =
        tenant.admin().post(USERS, Map.of("email", "c@x.example", "mail", false)).json();

    assertThat(invited.path("mailed").asBoolean()).isFalse();
    assertThat(invited.has("mail_problem")).isFalse();
    assertThat(accept(TestPerson.tokenOf(invited)).status()).isEqualTo(200);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aMailThatFailsLosesNoInvitation() {
    server.stop();

    JsonNode invited = tenant.admin().post(USERS, Map.of("email", "d@x.example")).json();

    assertThat(invited.path("mailed").asBoolean()).isFalse();
    assertThat(invited.path("mail_problem").asText()).contains("cannot be reached");
    assertThat(accept(TestPerson.tokenOf(invited)).status()).isEqualTo(200);
    assertThat(audit()).contains("\"invitation.mailed\"", "\"unreachable\"");
  }

  @Test
  void theCommandLineSendsMailToo() throws Exception {
    Terminal terminal = new Terminal(installation, folder);
    String invite = "user invite --tenant " + tenant.id() + " eve@example.com";

    assertThat(terminal.run("", invite).text())
        .contains("mailed to eve@example.com")
        .doesNotContain("token=");
    assertThat(accept(token(mails(1).get(0))).status()).isEqualTo(200);

    assertThat(terminal.run("", invite + " --no-mail").text()).contains("token=");
    server.stop();
    assertThat(terminal.run("", invite).text()).contains("cannot be reached", "token=");
  }

  private List<MimeMessage> mails(int count) {
    assertThat(server.getReceivedMessages()).hasSize(count);
    return List.of(server.getReceivedMessages());
  }

  private static String token(MimeMessage mail) throws Exception {
    Matcher link = LINK.matcher((String) mail.getContent());
    assertThat(link.find()).as("a link").isTrue();
    return link.group(1);
  }

  private Answer accept(String token) {
    return installation
        .api()
        .post("/api/v1/auth/invitation", Map.of("token", token, "password", PASSWORD));
  }

  private String audit() {
    return tenant.admin().get("/api/v1/audit?action=invitation.mailed").text();
  }
}
