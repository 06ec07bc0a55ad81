package org.concierge.mail;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.MailServer;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * What people are written, in their language: by the mail server of their tenant, else by the
 * installation's. No mail holds anything that somebody could type, so nobody can write to strangers
 * through us.
 */
public final class Mailing {
  private final Installation installation;
  private final Tenants tenants;
  private final MailSender sender;

  public Mailing(Installation installation, Tenants tenants, MailSender sender) {
    this.installation = installation;
    this.tenants = tenants;
    this.sender = sender;
  }

  /** Why somebody gets a link. */
  public enum Occasion {
    INVITED,
    FORGOTTEN,
    /** A visitor of a web site has left an inquiry; the link leads to all of them. */
    INQUIRED
  }

  /**
   * A link that works once, and whom it is for.
   *
   * @param language BCP 47, "" for the tenant's
   * @param path from the server's root; the mail names the installation's public address before it,
   *     never what a request says that it is
   */
  public record Link(String to, String language, Occasion occasion, String path, Instant until) {
    @Override
    public String toString() {
      return "Link";
    }
  }

  /** Whether the tenant's mail has a way to go. */
  public boolean isOn(TenantId tenant) {
    return server(settings(tenant)).isPresent();
  }

  /**
   * @return one for each link, in the same order; {@link Delivery#NONE} for all if no mail server
   *     is set up
   */
  public List<Delivery> send(TenantId tenant, List<Link> links) {
    Optional<Tenant> settings = settings(tenant);
    return server(settings)
        .map(
            server ->
                sender.send(
                    server,
                    name(settings),
                    links.stream().map(link -> mail(settings, link)).toList()))
        .orElseGet(() -> Collections.nCopies(links.size(), Delivery.NONE));
  }

  /** A mail that says nothing but that mail arrives, to an address that is known. */
  public Delivery sendTrial(TenantId tenant, String to, String language) {
    Optional<Tenant> settings = settings(tenant);
    ResourceBundle words =
        ResourceBundle.getBundle("org.concierge.mail.mail", language(settings, language));
    Mail mail =
        new Mail(
            to,
            text(words, "trial.subject", name(settings)),
            text(words, "trial.text", name(settings), installation.publicUrl()));
    return server(settings)
        .map(server -> sender.send(server, name(settings), List.of(mail)).get(0))
        .orElse(Delivery.NONE);
  }

  private Mail mail(Optional<Tenant> settings, Link link) {
    Locale language = language(settings, link.language());
    ResourceBundle words = ResourceBundle.getBundle("org.concierge.mail.mail", language);
    String occasion = link.occasion().name().toLowerCase(Locale.ROOT);
    String until =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(language)
            .format(link.until().atOffset(ZoneOffset.UTC));
    return new Mail(
        link.to(),
        text(words, occasion + ".subject", name(settings)),
        text(
            words,
            occasion + ".text",
            name(settings),
            installation.publicUrl() + link.path(),
            until));
  }

  private static String text(ResourceBundle words, String key, Object... values) {
    return new MessageFormat(words.getString(key), words.getLocale()).format(values);
  }

  /** German or English. */
  private static Locale language(Optional<Tenant> settings, String wanted) {
    Locale own = Locale.forLanguageTag(wanted);
    Locale language =
        own.getLanguage().isEmpty() ? settings.map(Tenant::language).orElse(Locale.ENGLISH) : own;
    return language.getLanguage().equals(Locale.GERMAN.getLanguage())
        ? Locale.GERMAN
        : Locale.ENGLISH;
  }

  private static String name(Optional<Tenant> settings) {
    return settings.map(Tenant::name).orElse("Concierge");
  }

  private Optional<MailServer> server(Optional<Tenant> settings) {
    return settings.flatMap(Tenant::mail).or(installation::mail);
  }

  /** Empty for the installation's own tenant, which has no file. */
  private Optional<Tenant> settings(TenantId tenant) {
    try {
      return Optional.of(tenants.get(tenant));
    } catch (Problem problem) {
      if (problem.type() == ProblemType.NOT_FOUND) {
        return Optional.empty();
      }
      throw problem;
    }
  }
}
