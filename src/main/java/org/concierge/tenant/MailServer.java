package org.concierge.tenant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.concierge.tenant.SettingsFile.BadValue;

/**
 * A server that takes mail, the installation's or a tenant's own.
 *
 * @param login absent: it takes mail from us as we are
 * @param from the sender's address, without a name
 */
public record MailServer(String host, int port, Tls tls, Optional<Login> login, String from) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

  /** How the connection is kept from others' eyes; the port that is usual for it. */
  public enum Tls {
    /** Encrypted before anything is said; where that fails, nothing is sent. */
    STARTTLS(587),
    TLS(465),
    NONE(25);

    private final int port;

    Tls(int port) {
      this.port = port;
    }
  }

  /** Who we are for the server. */
  public record Login(String user, Secret password) {}

  /** Empty if no host is named. */
  static Optional<MailServer> read(SettingsFile file) throws BadValue {
    Optional<String> host = file.text("SMTP_HOST");
    if (host.isEmpty()) {
      // Half of a server is a slip: its mail would go by the installation's, unnoticed.
      for (String key :
          List.of("SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_FROM", "SMTP_TLS")) {
        if (file.text(key).isPresent()) {
          throw file.bad(key, "needs SMTP_HOST beside it");
        }
      }
      return Optional.empty();
    }
    if (!HOST.matcher(host.get()).matches()) {
      throw file.bad("SMTP_HOST", "must be the name or the address of a host");
    }
    Tls tls =
        Tls.valueOf(
            file.oneOf("SMTP_TLS", List.of("starttls", "tls", "none"), "starttls")
                .toUpperCase(Locale.ROOT));
    Optional<Login> login = login(file);
    if (login.isPresent() && tls == Tls.NONE && !SettingsFile.isLoopback(host.get())) {
      throw file.bad("SMTP_TLS", "must be starttls or tls: a password would travel readable");
    }
    return Optional.of(
        new MailServer(
            host.get(), file.integer("SMTP_PORT", 1, 65_535, tls.port), tls, login, from(file)));
  }

  private static Optional<Login> login(SettingsFile file) throws BadValue {
    Optional<String> user = file.text("SMTP_USER");
    Optional<String> password = file.text("SMTP_PASSWORD");
    if (user.isPresent() != password.isPresent()) {
      String present = user.isPresent() ? "SMTP_USER" : "SMTP_PASSWORD";
      throw file.bad(present, "needs the other of SMTP_USER and SMTP_PASSWORD beside it");
    }
    return user.map(name -> new Login(name, new Secret(password.get())));
  }

  private static String from(SettingsFile file) throws BadValue {
    return file.text("SMTP_FROM")
        .filter(address -> ADDRESS.matcher(address).matches())
        .orElseThrow(() -> file.bad("SMTP_FROM", "must be an address such as name@example.com"));
  }
}
