package org.concierge.tenant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The settings of the installation as a whole, from the environment.
 *
 * @param home where data is kept
 * @param tenantsFolder one folder a tenant
 * @param administrator an administrator's connection to PostgreSQL, if one was given; otherwise the
 *     databases exist already and {@code home} holds their credentials
 * @param poolSize connections of one pool at most; PostgreSQL must allow the sum over all pools
 * @param embeddingsFolder the jars of the local embedding model, kept out of the WAR for their size
 * @param publicUrl where people and programs reach this installation, without a slash at the end;
 *     the issuer of its bearers
 * @param secretKey what secrets are encrypted with, in Base64; empty if {@code home} is to keep it
 * @param mail for tenants without a mail server of their own
 * @param metricsToken whoever has it may read this installation's metrics; empty: nobody
 * @param trustedProxies addresses and networks of those that may say on whose behalf they call
 */
public record Installation(
    Path home,
    int port,
    Path tenantsFolder,
    Optional<DatabaseLogin> administrator,
    int poolSize,
    Path embeddingsFolder,
    String publicUrl,
    Secret secretKey,
    Optional<Tenant.MailServer> mail,
    Secret metricsToken,
    List<String> trustedProxies) {
  /** Some dozens of requests at once: each holds a connection for milliseconds. */
  private static final int POOL_SIZE = 10;

  /**
   * A database and who logs in to it.
   *
   * @param parameters for the driver, as an address has them behind its question mark: {@code
   *     sslmode=require}; secret, since a password of a key may be among them
   */
  public record DatabaseLogin(
      String host, int port, String database, String user, Secret password, Secret parameters) {
    public DatabaseLogin(String host, int port, String database, String user, Secret password) {
      this(host, port, database, user, password, new Secret(""));
    }

    /** Without the parameters: whoever connects adds those of its own. */
    public String jdbcUrl() {
      return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** In the order of the address, decoded. */
    public Map<String, String> driverParameters() {
      return DatabaseUrl.parameters(parameters.value());
    }

    public DatabaseLogin at(String otherDatabase) {
      return new DatabaseLogin(host, port, otherDatabase, user, password, parameters);
    }

    public DatabaseLogin as(String otherUser, Secret otherPassword) {
      return new DatabaseLogin(host, port, database, otherUser, otherPassword, parameters);
    }
  }

  /** System properties of the same names win over the environment: tests run several at once. */
  public static Installation fromEnvironment() {
    return from(name -> System.getProperty(name, System.getenv(name)));
  }

  /**
   * @param settings gives null for a setting that is absent
   * @throws IllegalArgumentException in one line, if a setting cannot be used
   */
  public static Installation from(UnaryOperator<String> settings) {
    Path home =
        Path.of(setting(settings, "CONCIERGE_HOME").orElseGet(Installation::defaultHome))
            .toAbsolutePath();
    int port = setting(settings, "CONCIERGE_PORT").map(Installation::port).orElse(8080);
    return new Installation(
        home,
        port,
        setting(settings, "CONCIERGE_TENANTS").map(Path::of).orElse(home.resolve("tenants")),
        administrator(settings),
        setting(settings, "CONCIERGE_DB_POOL_SIZE").map(Installation::poolSize).orElse(POOL_SIZE),
        setting(settings, "CONCIERGE_EMBEDDINGS").map(Path::of).orElse(home.resolve("embeddings")),
        setting(settings, "CONCIERGE_PUBLIC_URL")
            .map(url -> url.replaceFirst("/+$", ""))
            .orElse("http://127.0.0.1:" + port),
        new Secret(setting(settings, "CONCIERGE_SECRET_KEY").orElse("")),
        mail(settings),
        new Secret(setting(settings, "CONCIERGE_METRICS_TOKEN").orElse("")),
        setting(settings, "CONCIERGE_TRUSTED_PROXIES").stream()
            .flatMap(text -> Stream.of(text.strip().split("[\\s,]+")))
            .toList());
  }

  /** The same installation with these two, which a demo or a test has made itself. */
  public Installation with(DatabaseLogin newAdministrator, Path newEmbeddingsFolder) {
    return new Installation(
        home,
        port,
        tenantsFolder,
        Optional.of(newAdministrator),
        poolSize,
        newEmbeddingsFolder,
        publicUrl,
        secretKey,
        mail,
        metricsToken,
        trustedProxies);
  }

  private static Optional<Tenant.MailServer> mail(UnaryOperator<String> settings) {
    try {
      return Tenant.MailServer.read(
          SettingsFile.ofEnvironment(
              settings,
              Set.of(
                  "SMTP_HOST",
                  "SMTP_PORT",
                  "SMTP_USER",
                  "SMTP_PASSWORD",
                  "SMTP_FROM",
                  "SMTP_TLS")));
    } catch (SettingsFile.BadValue e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String defaultHome() {
    return "root".equals(System.getProperty("user.name"))
        ? "/var/lib/concierge"
        : System.getProperty("user.home") + "/.local/share/concierge";
  }

  private static Optional<String> setting(UnaryOperator<String> settings, String name) {
    return Optional.ofNullable(settings.apply(name)).filter(value -> !value.isBlank());
  }

  private static int port(String value) {
    return number("CONCIERGE_PORT", value, 65_535);
  }

  private static int poolSize(String value) {
    return number("CONCIERGE_DB_POOL_SIZE", value, 1_000);
  }

  private static int number(String name, String value, int max) {
    try {
      int number = Integer.parseInt(value);
      if (number > 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a number out of range is.
    }
    throw new IllegalArgumentException(name + " must be from 1 to " + max + ", not " + value + ".");
  }

  private static Optional<DatabaseLogin> administrator(UnaryOperator<String> settings) {
    return setting(settings, "CONCIERGE_DB_URL")
        .map(
            url ->
                login(
                    url,
                    setting(settings, "CONCIERGE_DB_USER"),
                    setting(settings, "CONCIERGE_DB_PASSWORD")));
  }

  /**
   * @param url {@code postgresql://[user[:password]@]host[:port]/database[?parameter=value&...]},
   *     with or without {@code jdbc:}
   * @param user wins over the address, as the password does
   */
  public static DatabaseLogin login(String url, Optional<String> user, Optional<String> password) {
    return DatabaseUrl.login(url, user, password);
  }
}
