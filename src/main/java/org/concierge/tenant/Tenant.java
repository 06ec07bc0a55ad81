package org.concierge.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.concierge.tenant.SettingsFile.BadValue;

/**
 * A tenant's settings as its {@code .env} gave them: immutable, replaced as a whole when the file
 * changes. Read once per request, so that a request sees one state.
 *
 * @param reranking who judges passages once more; empty: nobody
 * @param singleSignOn empty: people sign in by password only
 * @param importedKeys API keys that the file holds in clear, by kind; they are stored as hashes
 * @param switchedOff endpoints that answer 404
 * @param administrator made when the tenant has no user yet; absent if the file names none
 * @param suspended by the operator: no credential of the tenant works
 * @param sharesUsersWithModel prompts name the person who asks, and the department
 * @param holdsSuspicious documents with text meant for the model wait for an administrator
 * @param adminReadsChats administrators see other people's conversations, which is audited
 * @param language of mails to people who have not chosen one
 * @param mail the tenant's own server; empty: the installation's, if it has one
 * @param allowedOrigins of pages that may call the API from a browser, as browsers send them
 * @param allowance how much it may take
 */
public record Tenant(
    TenantId id,
    String name,
    Isolation isolation,
    Database database,
    Model model,
    Embedding embedding,
    Optional<Reranking> reranking,
    long maxUploadBytes,
    ImportSettings imports,
    Reading reading,
    Optional<SingleSignOn> singleSignOn,
    Map<String, Secret> importedKeys,
    Set<Endpoint> switchedOff,
    Optional<Administrator> administrator,
    boolean suspended,
    boolean sharesUsersWithModel,
    boolean holdsSuspicious,
    boolean adminReadsChats,
    Locale language,
    Optional<MailServer> mail,
    Set<String> allowedOrigins,
    Allowance allowance) {

  public Tenant {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /**
   * How files are read and cut into chunks.
   *
   * @param chunkTokens the size to aim at: small enough to be about one thing, large enough to make
   *     sense alone
   * @param maxChunkTokens never exceeded, at least {@code chunkTokens}
   * @param ocrLanguages as Tesseract names them, joined by plus signs
   * @param docling the Docling service that is asked first; empty for none
   */
  public record Reading(
      int chunkTokens, int maxChunkTokens, String ocrLanguages, Optional<URI> docling) {
    /** What a file that says nothing about it gets. */
    public static final Reading USUAL = new Reading(200, 320, "eng+deu", Optional.empty());
  }

  /** The endpoints that a tenant can switch off. */
  public enum Endpoint {
    CHAT,
    CUSTOMER_CHAT,
    WIDGET_CONFIG,
    UPLOAD,
    MEDIA_INFO,
    ADMIN,
    API_DEBUG
  }

  /**
   * Where the tenant's rows are. Each part that is empty is the installation's own.
   *
   * @param jndi a datasource that an administrator has put into the server; it wins over the rest
   */
  public record Database(
      Optional<String> jndi,
      Optional<String> host,
      Optional<Integer> port,
      Optional<String> name,
      Optional<String> user,
      Optional<Secret> password) {}

  /**
   * Who shall be the tenant's first administrator.
   *
   * @param login an e-mail or a plain name
   */
  public record Administrator(String login, Secret password) {}

  /** Who writes the answers. */
  public enum Provider {
    OPENAI,
    ANTHROPIC,
    /** No model at all: the best sentences of the best passages, word for word. */
    QUOTE
  }

  /**
   * The language model.
   *
   * @param baseUrl absent for the provider's own address
   * @param timeout the longest silence that is waited for, before and within an answer
   * @param fallback asked when this one does not answer
   */
  public record Model(
      Provider provider,
      Secret apiKey,
      Optional<URI> baseUrl,
      String model,
      double temperature,
      int maxTokens,
      Duration timeout,
      Optional<String> systemPrompt,
      Optional<Model> fallback) {

    /** The server and what it is asked for, without what the model is told. */
    public Model alone() {
      return with(Optional.empty(), Optional.empty());
    }

    Model backedBy(Optional<Model> other) {
      return with(systemPrompt, other);
    }

    /** Asked for the same elsewhere. */
    Model at(Provider by, Secret key, Optional<URI> url, String name) {
      return new Model(
          by, key, url, name, temperature, maxTokens, timeout, Optional.empty(), Optional.empty());
    }

    public Model with(Optional<String> prompt, Optional<Model> other) {
      return new Model(
          provider, apiKey, baseUrl, model, temperature, maxTokens, timeout, prompt, other);
    }
  }

  /**
   * The embedding model.
   *
   * @param baseUrl empty: computed in process
   * @param dimensions length of each embedding; a tenant's chunks all have it
   */
  public record Embedding(
      boolean local, String model, int dimensions, Optional<URI> baseUrl, Secret apiKey) {
    /** As the settings name it. */
    public String provider() {
      return local ? "local" : "openai";
    }
  }

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

  /**
   * A server that reads question and passage together.
   *
   * @param model "" where the server has but one
   * @param timeout after which its answer is done without
   */
  public record Reranking(URI address, Secret key, String model, Duration timeout) {
    /** Empty if no address is named. */
    static Optional<Reranking> read(SettingsFile file) throws BadValue {
      Optional<URI> address = file.httpUrl("RERANK_URL");
      int millis = file.integer("RERANK_TIMEOUT_MS", 50, 10_000, 1_000);
      return address.map(
          url ->
              new Reranking(
                  url,
                  new Secret(file.text("RERANK_API_KEY").orElse("")),
                  file.text("RERANK_MODEL").orElse(""),
                  Duration.ofMillis(millis)));
    }
  }

  /** The same tenant with another embedding model. */
  public Tenant embeddedBy(Embedding other) {
    return with(model, other);
  }

  /** The same tenant with another model. */
  public Tenant answeredBy(Model other) {
    return with(other, embedding);
  }

  private Tenant with(Model answering, Embedding embedded) {
    return new Tenant(
        id,
        name,
        isolation,
        database,
        answering,
        embedded,
        reranking,
        maxUploadBytes,
        imports,
        reading,
        singleSignOn,
        importedKeys,
        switchedOff,
        administrator,
        suspended,
        sharesUsersWithModel,
        holdsSuspicious,
        adminReadsChats,
        language,
        mail,
        allowedOrigins,
        allowance);
  }

  public boolean serves(Endpoint endpoint) {
    return !switchedOff.contains(endpoint);
  }
}
