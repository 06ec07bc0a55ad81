package org.concierge.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.access.Role;
import org.concierge.it.TestInstallation;
import org.concierge.mail.MailServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console where a mail server is set up. */
class MailPagesIT {
  private static final Pattern LINK = Pattern.compile("http://\\S+token=\\S+");
  private static final String NEXT = "a second walk in the sun";

  private static TestInstallation installation;
  private static Chromium chromium;
  private static People people;

  private final GreenMail server = MailServers.plain();
  private String tenant;

  @BeforeAll
  static void cast() {
    chromium = new Chromium();
    installation = TestInstallation.shared();
    people = new People(installation);
  }

  @AfterAll
  static void end() {
    people.close();
    chromium.close();
  }

  @BeforeEach
  void aTenantWithAMailServer() {
    server.start();
    tenant = Stage.fresh("walk-mail");
    installation.createTenant(
        tenant,
        Map.of(
            "SMTP_HOST", "127.0.0.1",
            "SMTP_PORT", String.valueOf(server.getSmtp().getPort()),
            "SMTP_FROM", "concierge@mail.example",
            "SMTP_TLS", "none"));
    people.create(tenant, "ada@mail.example", "Ada", Role.ADMIN);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void anInvitationGoesByMailAndIsShownOnlyIfItCannot() throws Exception {
    try (Visitor ada = visitor().signIn(tenant, "ada@mail.example")) {
      invite(ada, "ivy@mail.example", "Invite by mail");
      assertThat(ada.text()).contains("The link is on its way to ivy@mail.example.");
      assertThat(ada.page().locator("#secret").count()).isZero();
      assertThat(link()).contains("/dashboard/invite.xhtml");

      invite(ada, "jo@mail.example", "Show a link instead");
      assertThat(ada.secret()).contains("token=");
      assertThat(server.getReceivedMessages()).hasSize(1);

      server.stop();
      invite(ada, "kim@mail.example", "Invite by mail");
      assertThat(ada.text()).contains("not mailed to kim@mail.example", "cannot be reached");
      assertThat(ada.secret()).contains("token=");
      ada.link("kim@mail.example").click();
      ada.press("New invitation link");
      assertThat(ada.secret()).contains("token=");
      assertThat(ada.complaints()).isEmpty();
    }
  }

  @Test
  void whoHasForgottenAPasswordChoosesAnotherByMail() throws Exception {
    people.create(tenant, "pat@mail.example", "Pat", Role.MEMBER);
    try (Visitor pat = visitor()) {
      pat.open("/dashboard/login.xhtml?tenant=" + tenant);
      pat.link("Forgotten your password?").click();
      pat.press("Send the link");
      assertThat(pat.text()).contains("Enter your e-mail.");
      pat.type("E-mail", "pat@mail.example");
      pat.press("Send the link");
      assertThat(pat.address()).isEqualTo("/dashboard/login.xhtml?tenant=" + tenant);
      assertThat(pat.text()).contains("If there is such an account");

      assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
      pat.open(link());
      pat.type("New password", NEXT);
      pat.type("New password again", NEXT);
      pat.press("Set password and sign in");
      assertThat(pat.path()).isEqualTo("/dashboard/account.xhtml");
      assertThat(pat.complaints()).isEmpty();
    }
    try (Visitor pat = visitor().signIn(tenant, "pat@mail.example", NEXT)) {
      assertThat(pat.path()).isEqualTo("/dashboard/account.xhtml");
    }
  }

  private static Visitor visitor() {
    return new Visitor(installation, chromium.stranger());
  }

  private static void invite(Visitor ada, String email, String button) {
    ada.open("/dashboard/users.xhtml");
    ada.page().locator("details#invite > summary").click();
    ada.type("E-mail", email);
    ada.press(button);
  }

  private String link() throws Exception {
    assertThat(server.getReceivedMessages()).hasSize(1);
    Matcher link = LINK.matcher((String) server.getReceivedMessages()[0].getContent());
    assertThat(link.find()).isTrue();
    return link.group();
  }
}
