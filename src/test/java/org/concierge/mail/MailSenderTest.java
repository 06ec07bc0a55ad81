package org.concierge.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.concierge.tenant.Secret;
import org.concierge.tenant.Tenant.MailServer;
import org.concierge.tenant.Tenant.MailServer.Login;
import org.concierge.tenant.Tenant.MailServer.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server, over a real connection. */
class MailSenderTest {
  private static final String HOST = "127.0.0.1";
  private static final String FROM = "concierge@acme.example";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final GreenMail server = MailServers.of("smtp", "smtps");
  private final MailSender sender =
      new MailSender(
          CLOCK, (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofSeconds(1));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aMailArrivesAsItWasWritten() throws Exception {
    Mail mail = new Mail("Ann@Example.com", "Grüße aus 東京", "Schöne Grüße.\n\n.\nEnde");

    assertThat(sender.send(plain(), "Müller & Söhne", List.of(mail)))
        .containsExactly(Delivery.SENT);

    MimeMessage arrived = only();
    assertThat(arrived.getSubject()).isEqualTo(mail.subject());
    assertThat(arrived.getContent()).isEqualTo(mail.text().replace("\n", "\r\n"));
    assertThat(arrived.getRecipients(Message.RecipientType.TO))
        .extracting(Object::toString)
        .containsExactly("Ann@Example.com");
    assertThat(arrived.getFrom()).hasSize(1);
    assertThat(MimeUtility.decodeText(arrived.getFrom()[0].toString()))
        .contains("Müller & Söhne", "<" + FROM + ">");
    assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(arrived.getMessageID()).endsWith("@acme.example>");
  }

  @Test
  void aServerThatWantsToKnowUsIsTold() {
    server.setUser("us@acme.example", "us", "word");

    assertThat(sender.send(as("us", "word"), "", List.of(mail("a@x.example"))))
        .containsExactly(Delivery.SENT);
    assertThat(sender.send(as("us", "wrong"), "", List.of(mail("a@x.example"))))
        .containsExactly(Delivery.LOGIN_REFUSED);
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  /** Whoever sits between us and the server can take the offer of encryption away. */
  @Test
  void whatShallBeEncryptedIsNeverSentOtherwise() {
    server.setUser("us@acme.example", "us", "word");
    MailServer striped =
        new MailServer(
            HOST,
            server.getSmtp().getPort(),
            Tls.STARTTLS,
            Optional.of(new Login("us", new Secret("word"))),
            FROM);

    assertThat(sender.send(striped, "", List.of(mail("a@x.example"))))
        .containsExactly(Delivery.INSECURE);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    MailServer own =
        new MailServer(HOST, server.getSmtps().getPort(), Tls.TLS, Optional.empty(), FROM);

    assertThat(sender.send(own, "", List.of(mail("a@x.example"))))
        .containsExactly(Delivery.INSECURE);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chief",
        "@x.example",
        "a@",
        "a@x.example, b@x.example",
        "a@x.example\r\nBcc: b@x.example",
        "<a@x.example>\nb@x.example",
        "group:a@x.example;"
      })
  void whatIsNotOneAddressGetsNothingAndTheOthersTheirs(String bad) {
    List<Mail> mails = List.of(mail("c@x.example"), mail(bad), mail("d@x.example"));

    assertThat(sender.send(plain(), "", mails))
        .containsExactly(Delivery.SENT, Delivery.NO_ADDRESS, Delivery.SENT);
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @Test
  void aSubjectOfTwoLinesIsOneLine() throws Exception {
    Mail mail = new Mail("a@x.example", "One\r\nBcc: b@x.example\r\n\r\nTwo", "text");

    assertThat(sender.send(plain(), "S\r\nBcc: c@x.example", List.of(mail)))
        .containsExactly(Delivery.SENT);

    assertThat(only().getAllRecipients()).hasSize(1);
    assertThat(only().getSubject()).contains("One", "Two").doesNotContain("\n", "\r");
  }

  @Test
  void whereNobodyListensAllMailsFail() {
    MailServer gone = plain();
    server.stop();

    assertThat(sender.send(gone, "", List.of(mail("a@x.example"), mail("b@x.example"))))
        .containsExactly(Delivery.UNREACHABLE, Delivery.UNREACHABLE);
  }

  @Test
  void aServerThatNeverSpeaksIsNotWaitedForLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      MailServer mute =
          new MailServer(HOST, silent.getLocalPort(), Tls.NONE, Optional.empty(), FROM);

      assertThat(sender.send(mute, "", List.of(mail("a@x.example"))))
          .containsExactly(Delivery.UNREACHABLE);
    }
  }

  private MimeMessage only() {
    assertThat(server.getReceivedMessages()).hasSize(1);
    return server.getReceivedMessages()[0];
  }

  private static Mail mail(String to) {
    return new Mail(to, "subject", "text");
  }

  private MailServer plain() {
    return new MailServer(HOST, server.getSmtp().getPort(), Tls.NONE, Optional.empty(), FROM);
  }

  private MailServer as(String user, String password) {
    return new MailServer(
        HOST,
        server.getSmtp().getPort(),
        Tls.NONE,
        Optional.of(new Login(user, new Secret(password))),
        FROM);
  }
}
