package org.concierge.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.concierge.tenant.Tenant.MailServer;
import org.concierge.tenant.Tenant.MailServer.Tls;

/**
 * Hands mails to a server, one connection for all of them. The host is trusted, since only an
 * operator writes it, but its patience is not: each step has an end. Thread safe.
 */
public final class MailSender {
  private static final Logger LOG = System.getLogger(MailSender.class.getName());

  /** Somebody looks at a page that waits for it. */
  private static final Duration CONNECTING = Duration.ofSeconds(5);

  private static final Duration ANSWERING = Duration.ofSeconds(10);

  /** For a whole list: a proxy before us gives up after a minute. */
  private static final Duration LIST = Duration.ofSeconds(40);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@,:;<>()\\[\\]\"\\\\]+@[^\\s\\p{Cntrl}@,:;<>()\\[\\]\"\\\\]+");

  private final Clock clock;
  private final SSLSocketFactory trust;
  private final Duration answering;

  public MailSender(Clock clock) {
    this(clock, (SSLSocketFactory) SSLSocketFactory.getDefault(), ANSWERING);
  }

  /**
   * @param trust knows the certificates that are believed
   * @param answering how long one answer is waited for
   */
  MailSender(Clock clock, SSLSocketFactory trust, Duration answering) {
    this.clock = clock;
    this.trust = trust;
    this.answering = answering;
  }

  /**
   * @param sender the name beside the sender's address
   * @return one for each mail, in the same order
   */
  public List<Delivery> send(MailServer server, String sender, List<Mail> mails) {
    Session session = Session.getInstance(properties(server));
    Instant end = clock.instant().plus(LIST);
    List<Delivery> deliveries = new ArrayList<>();
    try (Transport transport = session.getTransport(protocol(server))) {
      transport.connect(
          server.host(),
          server.port(),
          server.login().map(MailServer.Login::user).orElse(null),
          server.login().map(login -> login.password().value()).orElse(null));
      for (Mail mail : mails) {
        boolean late = clock.instant().isAfter(end) || !transport.isConnected();
        deliveries.add(
            late
                ? Delivery.UNREACHABLE
                : sent(transport, new MimeMessage(session), server, sender, mail));
      }
    } catch (MessagingException e) {
      // A farewell that fails after all was taken leaves nothing to be filled up.
      deliveries.addAll(Collections.nCopies(mails.size() - deliveries.size(), atConnecting(e)));
    }
    deliveries.stream()
        .distinct()
        .flatMap(delivery -> delivery.problem().stream())
        .forEach(why -> LOG.log(Level.WARNING, server.host() + ":" + server.port() + ": " + why));
    return deliveries;
  }

  private static Delivery sent(
      Transport transport, MimeMessage message, MailServer server, String sender, Mail mail) {
    try {
      write(message, new InternetAddress(server.from(), line(sender), "UTF-8"), mail);
      transport.sendMessage(message, message.getAllRecipients());
      return Delivery.SENT;
    } catch (AddressException e) {
      return Delivery.NO_ADDRESS;
    } catch (SendFailedException e) {
      boolean unknown = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
      return unknown ? Delivery.NO_ADDRESS : Delivery.REFUSED;
    } catch (MessagingException e) {
      return isCausedBy(e, IOException.class) ? Delivery.UNREACHABLE : Delivery.REFUSED;
    } catch (IllegalStateException e) {
      // The connection has ended between two mails.
      return Delivery.UNREACHABLE;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every Java has UTF-8.", e);
    }
  }

  private static void write(MimeMessage message, InternetAddress from, Mail mail)
      throws MessagingException {
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, address(mail.to()));
    message.setSubject(line(mail.subject()), StandardCharsets.UTF_8.name());
    message.setText(mail.text(), StandardCharsets.UTF_8.name());
    // RFC 3834: whoever is away needs not answer a program.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setSentDate(new Date());
    message.saveChanges();
  }

  /** A line break would begin another header. */
  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  /** Of one person and strictly: what could be read as two addresses is none. */
  private static InternetAddress address(String text) throws AddressException {
    if (!ADDRESS.matcher(text).matches()) {
      throw new AddressException("no address");
    }
    int at = text.indexOf('@');
    try {
      return new InternetAddress(
          text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1)), true);
    } catch (IllegalArgumentException e) {
      throw new AddressException("no domain");
    }
  }

  private static Delivery atConnecting(MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return Delivery.LOGIN_REFUSED;
    }
    // What a server lacks is told in the message alone.
    boolean plain = e.getMessage() != null && e.getMessage().contains("STARTTLS");
    if (plain || isCausedBy(e, SSLException.class)) {
      return Delivery.INSECURE;
    }
    return isCausedBy(e, IOException.class) ? Delivery.UNREACHABLE : Delivery.REFUSED;
  }

  private static boolean isCausedBy(Throwable problem, Class<? extends Throwable> type) {
    return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
        .anyMatch(type::isInstance);
  }

  private static String protocol(MailServer server) {
    return server.tls() == Tls.TLS ? "smtps" : "smtp";
  }

  private Properties properties(MailServer server) {
    String prefix = "mail." + protocol(server) + ".";
    Properties properties = new Properties();
    // Also the domain of the message's id, which would be this machine's name otherwise.
    properties.put("mail.from", server.from());
    properties.put(prefix + "auth", String.valueOf(server.login().isPresent()));
    properties.put(prefix + "connectiontimeout", String.valueOf(CONNECTING.toMillis()));
    properties.put(prefix + "timeout", String.valueOf(answering.toMillis()));
    properties.put(prefix + "writetimeout", String.valueOf(answering.toMillis()));
    properties.put(prefix + "starttls.enable", String.valueOf(server.tls() == Tls.STARTTLS));
    properties.put(prefix + "starttls.required", String.valueOf(server.tls() == Tls.STARTTLS));
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "ssl.socketFactory", trust);
    // Who is not trusted is not asked a second time in another way.
    properties.put(prefix + "socketFactory.fallback", "false");
    return properties;
  }
}
