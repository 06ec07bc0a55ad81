package org.concierge.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.SettingsFile.BadValue;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.Tenant.Provider;

/** Turns the text of a tenant's {@code .env} into a {@link Tenant}. */
final class TenantSettings {
  /** Keys that are read here or by later features: anything else is a warning. */
  private static final Set<String> KNOWN =
      Set.of(
          ("TENANT_ID TENANT_NAME TENANT_SUSPENDED TENANT_ISOLATION DB_JNDI DB_HOST DB_PORT DB_NAME DB_USER"
                  + " DB_PASSWORD ADMIN_DB_HOST ADMIN_DB_PORT ADMIN_DB_NAME ADMIN_DB_USER"
                  + " ADMIN_DB_PASSWORD LLM_PROVIDER OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL"
                  + " ANTHROPIC_API_KEY ANTHROPIC_BASE_URL CLAUDE_MODEL LLM_TEMPERATURE"
                  + " LLM_MAX_TOKENS LLM_TIMEOUT_SECONDS SYSTEM_PROMPT FALLBACK_PROVIDER"
                  + " FALLBACK_API_KEY FALLBACK_BASE_URL FALLBACK_MODEL RERANK_URL RERANK_API_KEY"
                  + " RERANK_MODEL RERANK_TIMEOUT_MS EMBEDDING_PROVIDER"
                  + " EMBEDDING_MODEL EMBEDDING_DIMENSIONS DOCLING_SERVICE_URL OCR_LANGUAGES CHUNK_TOKENS CHUNK_MAX_TOKENS MAX_UPLOAD_SIZE_MB"
                  + " URL_IMPORT URL_IMPORT_HOSTS TRANSCRIPTION_BASE_URL TRANSCRIPTION_API_KEY"
                  + " TRANSCRIPTION_MODEL VIRUS_SCAN"
                  + " ALLOWED_ORIGINS CHAT_AUTH KEEP_CONVERSATIONS_DAYS LEGAL_HOLD ADMIN_USERNAME ADMIN_PASSWORD ADMIN_API_KEY"
                  + " CHAT_API_KEY UPLOAD_API_KEY API_DEBUG_LOGGING_ENABLED API_DEBUG_LOG_PATH"
                  + " API_DEBUG_USERNAME API_DEBUG_PASSWORD PLAN OIDC_ISSUER OIDC_CLIENT_ID"
                  + " OIDC_CLIENT_SECRET OIDC_ROLE_CLAIM OIDC_GROUPS_CLAIM OIDC_ALLOWED_DOMAINS"
                  + " OIDC_DEFAULT_ROLE OIDC_PROTOCOL ADMIN_READS_CHATS SHARE_USER_WITH_MODEL"
                  + " HOLD_SUSPICIOUS TENANT_LANGUAGE SMTP_HOST SMTP_PORT SMTP_USER SMTP_PASSWORD SMTP_FROM"
                  + " SMTP_TLS REQUESTS_PER_MINUTE REQUESTS_PER_MINUTE_USER MAX_STREAMS TOKENS_PER_DAY"
                  + " TOKENS_PER_MONTH COST_PER_DAY COST_PER_MONTH MODEL_PRICES")
              .split(" "));

  /** The length of the local model's embeddings. */
  private static final int LOCAL_DIMENSIONS = 384;

  /** Embeddings are kept inside their row for speed, and a row ends at 8 kB. */
  private static final int MAX_DIMENSIONS = 1900;

  /** Models with more room than this are for whole documents, and answers quote passages. */
  private static final int MAX_CHUNK_TOKENS = 2_000;

  private static final Pattern OCR_LANGUAGES =
      Pattern.compile("[A-Za-z0-9_]{2,40}(\\+[A-Za-z0-9_]{2,40}){0,9}");

  private static final List<String> KEY_KINDS = List.of("ADMIN", "CHAT", "UPLOAD");

  private static final String API_KEY = "_API_KEY";

  /** Characters: with fewer, trying them all may be worth the time. */
  private static final int SAFE_KEY = 16;

  private static final String INSTALLATIONS = ", the installation's own, or be left out";

  private final SettingsFile file;

  private TenantSettings(SettingsFile file) {
    this.file = file;
  }

  /**
   * @param id the name of the folder; a {@code TENANT_ID} in the file must agree
   * @param chatdb the database that all tenants share, if it is known; {@code ADMIN_DB_*} must
   *     agree
   */
  static Tenant read(TenantId id, SettingsFile file, Optional<DatabaseLogin> chatdb)
      throws BadValue {
    TenantSettings settings = new TenantSettings(file);
    settings.checkAdminDatabase(chatdb);
    return settings.tenant(id);
  }

  /** Settings that hold API keys which somebody could guess. */
  static List<String> guessable(SettingsFile file) {
    return KEY_KINDS.stream()
        .map(kind -> kind + API_KEY)
        .filter(name -> file.text(name).filter(key -> key.length() < SAFE_KEY).isPresent())
        .toList();
  }

  /** Keys of the file that nothing reads, sorted. */
  static Set<String> unknownKeys(SettingsFile file) {
    Set<String> unknown = new TreeSet<>(file.keys());
    unknown.removeAll(KNOWN);
    Arrays.stream(Endpoint.values()).map(TenantSettings::key).forEach(unknown::remove);
    return unknown;
  }

  private static String key(Endpoint endpoint) {
    return "ENDPOINT_" + endpoint + "_ENABLED";
  }

  private Tenant tenant(TenantId id) throws BadValue {
    String named = file.text("TENANT_ID").orElse(id.value());
    if (!named.equals(id.value())) {
      throw file.bad("TENANT_ID", "must be \"" + id + "\", the name of its folder");
    }
    return new Tenant(
        id,
        file.text("TENANT_NAME").orElse(id.value()),
        Isolation.valueOf(
            file.oneOf("TENANT_ISOLATION", List.of("shared", "schema", "database"), "shared")
                .toUpperCase(Locale.ROOT)),
        database(),
        model(),
        embedding(),
        Tenant.Reranking.read(file),
        file.integer("MAX_UPLOAD_SIZE_MB", 1, 10_000, 100) * 1024L * 1024L,
        ImportSettings.read(file),
        reading(),
        SingleSignOn.read(file),
        importedKeys(),
        switchedOff(),
        file.text("ADMIN_USERNAME")
            .flatMap(
                login ->
                    file.text("ADMIN_PASSWORD")
                        .map(password -> new Tenant.Administrator(login, new Secret(password)))),
        file.bool("TENANT_SUSPENDED", false),
        file.bool("SHARE_USER_WITH_MODEL", false),
        file.bool("HOLD_SUSPICIOUS", true),
        file.bool("ADMIN_READS_CHATS", true),
        Locale.forLanguageTag(file.oneOf("TENANT_LANGUAGE", List.of("en", "de"), "en")),
        Tenant.MailServer.read(file),
        Set.copyOf(file.origins("ALLOWED_ORIGINS")),
        Allowance.read(file, model()));
  }

  /** One database holds all tenants' users and keys: a file cannot choose another. */
  private void checkAdminDatabase(Optional<DatabaseLogin> chatdb) throws BadValue {
    Optional<String> host = file.text("ADMIN_DB_HOST");
    Optional<String> name = file.text("ADMIN_DB_NAME");
    int port = file.integer("ADMIN_DB_PORT", 1, 65_535, chatdb.map(DatabaseLogin::port).orElse(1));
    if (chatdb.isEmpty()) {
      return;
    }
    DatabaseLogin shared = chatdb.get();
    if (host.isPresent() && !sameHost(host.get(), shared.host())) {
      throw file.bad("ADMIN_DB_HOST", "must be " + shared.host() + INSTALLATIONS);
    }
    if (port != shared.port()) {
      throw file.bad("ADMIN_DB_PORT", "must be " + shared.port() + INSTALLATIONS);
    }
    if (name.isPresent() && !name.get().equals(shared.database())) {
      throw file.bad("ADMIN_DB_NAME", "must be " + shared.database() + INSTALLATIONS);
    }
  }

  private static boolean sameHost(String one, String other) {
    return one.equalsIgnoreCase(other)
        || (SettingsFile.isLoopback(one) && SettingsFile.isLoopback(other));
  }

  private Tenant.Database database() throws BadValue {
    Optional<Integer> port =
        file.text("DB_PORT").isEmpty()
            ? Optional.empty()
            : Optional.of(file.integer("DB_PORT", 1, 65_535, 5432));
    return new Tenant.Database(
        file.text("DB_JNDI"),
        file.text("DB_HOST"),
        port,
        file.text("DB_NAME"),
        file.text("DB_USER"),
        file.text("DB_PASSWORD").map(Secret::new));
  }

  private Tenant.Model model() throws BadValue {
    Provider provider =
        Provider.valueOf(
            file.oneOf("LLM_PROVIDER", List.of("openai", "anthropic", "quote"), defaultProvider())
                .toUpperCase(Locale.ROOT));
    boolean anthropic = provider == Provider.ANTHROPIC;
    Secret key =
        new Secret(file.text(anthropic ? "ANTHROPIC_API_KEY" : "OPENAI_API_KEY").orElse(""));
    Optional<URI> baseUrl = file.httpUrl(anthropic ? "ANTHROPIC_BASE_URL" : "OPENAI_BASE_URL");
    if (provider != Provider.QUOTE && key.isEmpty() && baseUrl.isEmpty()) {
      // A provider without a key is an unfinished file, not a broken one: it answers by quoting.
      provider = Provider.QUOTE;
    }
    String model =
        anthropic
            ? file.text("CLAUDE_MODEL").orElse("claude-sonnet-4-5")
            : file.text("OPENAI_MODEL").orElse("gpt-4o-mini");
    Tenant.Model first =
        new Tenant.Model(
            provider,
            key,
            baseUrl,
            provider == Provider.QUOTE ? "quote" : model,
            file.decimal("LLM_TEMPERATURE", 0, 2, 0.2),
            file.integer("LLM_MAX_TOKENS", 1, 1_000_000, 1000),
            Duration.ofSeconds(file.integer("LLM_TIMEOUT_SECONDS", 1, 3600, 60)),
            file.text("SYSTEM_PROMPT"),
            Optional.empty());
    return provider == Provider.QUOTE ? first : first.backedBy(fallback(first));
  }

  /** Where it names no server of its own it is another model of the same one. */
  private Optional<Tenant.Model> fallback(Tenant.Model first) throws BadValue {
    String usual = first.provider().name().toLowerCase(Locale.ROOT);
    String provider = file.oneOf("FALLBACK_PROVIDER", List.of("openai", "anthropic"), usual);
    Optional<URI> url = file.httpUrl("FALLBACK_BASE_URL");
    Optional<String> key = file.text("FALLBACK_API_KEY");
    Optional<String> name = file.text("FALLBACK_MODEL");
    boolean own = url.isPresent() || key.isPresent();
    if (name.isEmpty()) {
      if (own || file.text("FALLBACK_PROVIDER").isPresent()) {
        throw file.bad("FALLBACK_MODEL", "is missing: the other FALLBACK_ settings need it");
      }
      return Optional.empty();
    }
    if (!own && !provider.equals(usual)) {
      throw file.bad("FALLBACK_MODEL", "needs FALLBACK_API_KEY or FALLBACK_BASE_URL beside it");
    }
    Provider by = Provider.valueOf(provider.toUpperCase(Locale.ROOT));
    // The key of one server is not shown to another.
    return Optional.of(
        own
            ? first.at(by, new Secret(key.orElse("")), url, name.get())
            : first.at(by, first.apiKey(), first.baseUrl(), name.get()));
  }

  private String defaultProvider() {
    if (file.text("OPENAI_API_KEY").isPresent() || file.text("OPENAI_BASE_URL").isPresent()) {
      return "openai";
    }
    return file.text("ANTHROPIC_API_KEY").isPresent() ? "anthropic" : "quote";
  }

  private Tenant.Reading reading() throws BadValue {
    Tenant.Reading usual = Tenant.Reading.USUAL;
    int target = file.integer("CHUNK_TOKENS", 50, MAX_CHUNK_TOKENS, usual.chunkTokens());
    // Whoever sets the one alone means the other to stay as far above it.
    int above = target * usual.maxChunkTokens() / usual.chunkTokens();
    int max =
        file.integer("CHUNK_MAX_TOKENS", 50, MAX_CHUNK_TOKENS, Math.min(MAX_CHUNK_TOKENS, above));
    if (max < target) {
      throw file.bad("CHUNK_MAX_TOKENS", "must be at least CHUNK_TOKENS, " + target);
    }
    String languages = file.text("OCR_LANGUAGES").orElse(usual.ocrLanguages());
    if (!OCR_LANGUAGES.matcher(languages).matches()) {
      throw file.bad("OCR_LANGUAGES", "must be names of Tesseract's languages such as eng+deu");
    }
    return new Tenant.Reading(target, max, languages, file.httpUrl("DOCLING_SERVICE_URL"));
  }

  private Tenant.Embedding embedding() throws BadValue {
    boolean local =
        file.oneOf("EMBEDDING_PROVIDER", List.of("local", "openai"), "local").equals("local");
    int dimensions = file.integer("EMBEDDING_DIMENSIONS", 8, MAX_DIMENSIONS, LOCAL_DIMENSIONS);
    if (local && dimensions != LOCAL_DIMENSIONS) {
      throw file.bad(
          "EMBEDDING_DIMENSIONS", "must be " + LOCAL_DIMENSIONS + " for the local model");
    }
    return new Tenant.Embedding(
        local,
        local
            ? "bge-small-en-v1.5-q"
            : file.text("EMBEDDING_MODEL").orElse("text-embedding-3-small"),
        dimensions,
        file.httpUrl("OPENAI_BASE_URL"),
        new Secret(file.text("OPENAI_API_KEY").orElse("")));
  }

  /** In whatever form they are: programs that exist send them as they are. */
  private Map<String, Secret> importedKeys() {
    Map<String, Secret> keys = new LinkedHashMap<>();
    for (String kind : KEY_KINDS) {
      file.text(kind + API_KEY).ifPresent(value -> keys.put(kind, new Secret(value)));
    }
    return Map.copyOf(keys);
  }

  private Set<Endpoint> switchedOff() throws BadValue {
    Set<Endpoint> off = EnumSet.noneOf(Endpoint.class);
    for (Endpoint endpoint : Endpoint.values()) {
      if (!file.bool(key(endpoint), true)) {
        off.add(endpoint);
      }
    }
    return Set.copyOf(off);
  }
}
