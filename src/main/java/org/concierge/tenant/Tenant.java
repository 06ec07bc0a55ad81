package org.concierge.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tenant's settings as its {@code .env} gave them: immutable, replaced as a whole when the file
 * changes. Read once per request, so that a request sees one state.
 *
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
 */
public record Tenant(
    TenantId id,
    String name,
    Isolation isolation,
    Database database,
    Model model,
    Embedding embedding,
    long maxUploadBytes,
    ImportSettings imports,
    Optional<SingleSignOn> singleSignOn,
    Map<String, Secret> importedKeys,
    Set<Endpoint> switchedOff,
    Optional<Administrator> administrator,
    boolean suspended,
    boolean sharesUsersWithModel,
    boolean holdsSuspicious,
    boolean adminReadsChats,
    Locale language,
    Optional<MailServer> mail) {

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
   */
  public record Model(
      Provider provider,
      Secret apiKey,
      Optional<URI> baseUrl,
      String model,
      double temperature,
      int maxTokens,
      Duration timeout,
      Optional<String> systemPrompt) {}

  /**
   * The embedding model.
   *
   * @param baseUrl empty: computed in process
   * @param dimensions length of each embedding; a tenant's chunks all have it
   */
  public record Embedding(
      boolean local, String model, int dimensions, Optional<URI> baseUrl, Secret apiKey) {}

  /** The same tenant with another embedding model. */
  public Tenant embeddedBy(Embedding other) {
    return new Tenant(
        id,
        name,
        isolation,
        database,
        model,
        other,
        maxUploadBytes,
        imports,
        singleSignOn,
        importedKeys,
        switchedOff,
        administrator,
        suspended,
        sharesUsersWithModel,
        holdsSuspicious,
        adminReadsChats,
        language,
        mail);
  }

  public boolean serves(Endpoint endpoint) {
    return !switchedOff.contains(endpoint);
  }
}
