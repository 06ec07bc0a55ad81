package org.concierge.tenant;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.concierge.tenant.SettingsFile.BadValue;
import org.concierge.tenant.Tenant.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TenantSettingsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final String KEY = "0123456789abcdef";
  private static final ImportSettings USUAL_IMPORTS =
      new ImportSettings(
          true,
          Set.of(),
          new ImportSettings.Transcription(
              URI.create("https://api.openai.com/v1"), new Secret(""), "whisper-1"),
          ImportSettings.VirusScan.IF_AVAILABLE);

  private static final Tenant.Embedding LOCAL =
      new Tenant.Embedding(true, "bge-small-en-v1.5-q", 384, Optional.empty(), new Secret(""));

  @TempDir private Path path;

  @Test
  void anEmptyFileIsATenantWithDefaults() {
    assertThat(tenant(""))
        .isEqualTo(
            new Tenant(
                ACME,
                "acme",
                Isolation.SHARED,
                new Tenant.Database(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                ModelSettingsTest.QUOTING,
                LOCAL,
                Optional.empty(),
                100L * 1024 * 1024,
                USUAL_IMPORTS,
                Tenant.Reading.USUAL,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                false,
                false,
                true,
                true,
                Locale.ENGLISH,
                Optional.empty(),
                Set.of(),
                SampleTenant.with().allowance()));
  }

  @ParameterizedTest
  @MethodSource({"own", "embeddings"})
  void aGoodValueIsTaken(String text, Function<Tenant, Object> read, Object expected) {
    assertThat(read.apply(tenant(text))).isEqualTo(expected);
  }

  static Stream<Arguments> own() {
    return Stream.of(
        good("TENANT_ID=acme", Tenant::id, ACME),
        good("TENANT_NAME='ACME & Sons'", Tenant::name, "ACME & Sons"),
        good("TENANT_ISOLATION=shared", Tenant::isolation, Isolation.SHARED),
        good("TENANT_ISOLATION=schema", Tenant::isolation, Isolation.SCHEMA),
        good("TENANT_ISOLATION=database", Tenant::isolation, Isolation.DATABASE),
        good("ADMIN_USERNAME=root", Tenant::administrator, Optional.empty()),
        good(
            "ADMIN_USERNAME=root\nADMIN_PASSWORD=a b c d",
            Tenant::administrator,
            Optional.of(new Tenant.Administrator("root", new Secret("a b c d")))),
        good("DB_JNDI=java:/x", t -> t.database().jndi(), Optional.of("java:/x")),
        good("DB_HOST=db1", t -> t.database().host(), Optional.of("db1")),
        good("DB_PORT=5433", t -> t.database().port(), Optional.of(5433)),
        good("DB_NAME=rag", t -> t.database().name(), Optional.of("rag")),
        good("DB_USER=u", t -> t.database().user(), Optional.of("u")),
        good("DB_PASSWORD='p #w'", t -> t.database().password(), Optional.of(new Secret("p #w"))),
        good("MAX_UPLOAD_SIZE_MB=1", Tenant::maxUploadBytes, 1_048_576L),
        good("MAX_UPLOAD_SIZE_MB=10000", Tenant::maxUploadBytes, 10_485_760_000L),
        good("ADMIN_API_KEY=" + KEY, Tenant::importedKeys, Map.of("ADMIN", new Secret(KEY))),
        good("CHAT_API_KEY=a-b.c/1", Tenant::importedKeys, Map.of("CHAT", new Secret("a-b.c/1"))),
        good("CHAT_API_KEY=" + KEY, Tenant::importedKeys, Map.of("CHAT", new Secret(KEY))),
        good("UPLOAD_API_KEY=" + KEY, Tenant::importedKeys, Map.of("UPLOAD", new Secret(KEY))));
  }

  static Stream<Arguments> embeddings() {
    String remote = "EMBEDDING_PROVIDER=openai\nOPENAI_API_KEY=k\n";
    return Stream.of(
        good("EMBEDDING_DIMENSIONS=384", t -> t.embedding().local(), true),
        good(remote, t -> t.embedding().local(), false),
        good(remote, t -> t.embedding().model(), "text-embedding-3-small"),
        good(remote, t -> t.embedding().apiKey(), new Secret("k")),
        good(remote + "EMBEDDING_MODEL=m", t -> t.embedding().model(), "m"),
        good(remote + "EMBEDDING_DIMENSIONS=8", t -> t.embedding().dimensions(), 8),
        good(remote + "EMBEDDING_DIMENSIONS=1900", t -> t.embedding().dimensions(), 1900));
  }

  private static Arguments good(String text, Function<Tenant, Object> read, Object expected) {
    return arguments(text, read, expected);
  }

  @ParameterizedTest
  @EnumSource
  void anEndpointCanBeSwitchedOffAndNoOtherGoesWithIt(Endpoint endpoint) {
    Tenant tenant = tenant("ENDPOINT_" + endpoint + "_ENABLED=false");

    assertThat(Arrays.stream(Endpoint.values()).filter(e -> !tenant.serves(e)))
        .containsExactly(endpoint);
    assertThat(tenant("ENDPOINT_" + endpoint + "_ENABLED=true").switchedOff()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TENANT_ID        | hunter2                | must be \"acme\", the name of its folder",
        "TENANT_ISOLATION | hunter2                | must be one of shared, schema, database",
        "TENANT_ISOLATION | SHARED                 | must be one of shared, schema, database",
        "PLAN             | hunter2                | must be one of basic, premium, enterprise",
        "DB_PORT          | hunter2                | must be a whole number from 1 to 65535",
        "DB_PORT          | 0                      | must be a whole number from 1 to 65535",
        "DB_PORT          | 65536                  | must be a whole number from 1 to 65535",
        "LLM_PROVIDER     | hunter2                | must be one of openai, anthropic, quote",
        "LLM_TEMPERATURE  | 2.0001                 | must be a number from 0.0 to 2.0",
        "LLM_TEMPERATURE  | NaN                    | must be a number from 0.0 to 2.0",
        "LLM_TEMPERATURE  | hunter2                | must be a number from 0.0 to 2.0",
        "LLM_MAX_TOKENS   | 0                      | must be a whole number from 1 to 1000000",
        "LLM_MAX_TOKENS   | 1.5                    | must be a whole number from 1 to 1000000",
        "LLM_MAX_TOKENS   | 9223372036854775808    | must be a whole number from 1 to 1000000",
        "LLM_TIMEOUT_SECONDS  | 3601               | must be a whole number from 1 to 3600",
        "OPENAI_BASE_URL  | hunter2                | must be an http or https address",
        "OPENAI_BASE_URL  | ftp://hunter2/         | must be an http or https address",
        "OPENAI_BASE_URL  | http://                | must be an http or https address",
        "OPENAI_BASE_URL  | http://hunter2 host/   | must be an http or https address",
        "EMBEDDING_PROVIDER   | hunter2            | must be one of local, openai",
        "EMBEDDING_DIMENSIONS | 7                  | must be a whole number from 8 to 1900",
        "EMBEDDING_DIMENSIONS | 1901               | must be a whole number from 8 to 1900",
        "EMBEDDING_DIMENSIONS | 1536               | must be 384 for the local model",
        "MAX_UPLOAD_SIZE_MB   | 10001              | must be a whole number from 1 to 10000",
        "CHAT_AUTH        | hunter2                | must be one of key, user, public",
        "CHAT_AUTH        | Public                 | must be one of key, user, public",
        "ADMIN_READS_CHATS | hunter2               | must be one of true, false",
        "API_DEBUG_LOGGING_ENABLED | 1             | must be one of true, false",
        "DOCLING_SERVICE_URL | hunter2             | must be an http or https address",
        "ADMIN_DB_PORT    | hunter2                | must be a whole number from 1 to 65535",
        "ENDPOINT_CHAT_ENABLED | hunter2           | must be one of true, false",
        "ENDPOINT_API_DEBUG_ENABLED | yes          | must be one of true, false"
      })
  void aBadValueIsOneLineWithFileLineAndKeyAndWithoutTheValue(
      String key, String value, String complaint) {
    String line = complaint("# a comment\n\n" + key + "='" + value + "'\nTENANT_NAME=x");

    assertThat(line)
        .isEqualTo(path.resolve("acme/.env") + ":3: " + key + " " + complaint)
        .doesNotContain("hunter2")
        .doesNotContain("\n");
  }

  @Test
  void aBadAddressOfTheOtherProviderIsFoundWhenItIsUsed() {
    assertThat(complaint("LLM_PROVIDER=anthropic\nANTHROPIC_BASE_URL=nowhere"))
        .endsWith(":2: ANTHROPIC_BASE_URL must be an http or https address");
  }

  @Test
  void aMalformedLineIsNamedWithoutItsText() {
    assertThat(complaint("TENANT_NAME=x\nhunter2"))
        .isEqualTo(path.resolve("acme/.env") + ":2: expected KEY=value");
  }

  @Test
  void ofTwoLinesWithOneKeyTheLastIsBlamed() {}

  @Test
  void anUnknownKeyIsAWarningNotAnError() throws BadValue {
    String text = "LLM_TEMPRATURE=9\nTENANT_NAME=x\nplan=none";

    assertThat(tenant(text).name()).isEqualTo("x");
    assertThat(TenantSettings.unknownKeys(SettingsFile.parse(".env", text)))
        .containsExactly("LLM_TEMPRATURE", "plan");
  }

  @Test
  void anApiKeyThatCouldBeGuessedIsAWarningNotAnError() throws BadValue {
    String text = "ADMIN_API_KEY=hunter2hunter2h\nCHAT_API_KEY=hunter2hunter2hu\nUPLOAD_API_KEY=\n";

    assertThat(TenantSettings.guessable(SettingsFile.parse(".env", text)))
        .containsExactly("ADMIN_API_KEY");
  }

  @Test
  void everyKeyOfTheContractIsKnown() throws BadValue {
    String keys =
        "TENANT_ID TENANT_NAME TENANT_ISOLATION DB_JNDI DB_HOST DB_PORT DB_NAME DB_USER DB_PASSWORD"
            + " ADMIN_DB_HOST ADMIN_DB_PORT ADMIN_DB_NAME ADMIN_DB_USER ADMIN_DB_PASSWORD"
            + " LLM_PROVIDER OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL ANTHROPIC_API_KEY"
            + " ANTHROPIC_BASE_URL CLAUDE_MODEL LLM_TEMPERATURE LLM_MAX_TOKENS LLM_TIMEOUT_SECONDS"
            + " SYSTEM_PROMPT EMBEDDING_PROVIDER EMBEDDING_MODEL EMBEDDING_DIMENSIONS"
            + " DOCLING_SERVICE_URL OCR_LANGUAGES CHUNK_TOKENS CHUNK_MAX_TOKENS MAX_UPLOAD_SIZE_MB ALLOWED_ORIGINS CHAT_AUTH KEEP_CONVERSATIONS_DAYS LEGAL_HOLD ADMIN_USERNAME"
            + " ADMIN_PASSWORD ADMIN_API_KEY CHAT_API_KEY UPLOAD_API_KEY API_DEBUG_LOGGING_ENABLED"
            + " API_DEBUG_USERNAME API_DEBUG_PASSWORD API_DEBUG_LOG_PATH ENDPOINT_CHAT_ENABLED"
            + " ENDPOINT_CUSTOMER_CHAT_ENABLED ENDPOINT_WIDGET_CONFIG_ENABLED"
            + " ENDPOINT_UPLOAD_ENABLED ENDPOINT_MEDIA_INFO_ENABLED ENDPOINT_ADMIN_ENABLED"
            + " ENDPOINT_API_DEBUG_ENABLED PLAN OIDC_ISSUER OIDC_CLIENT_ID OIDC_CLIENT_SECRET"
            + " OIDC_ROLE_CLAIM ADMIN_READS_CHATS OIDC_GROUPS_CLAIM OIDC_ALLOWED_DOMAINS OIDC_DEFAULT_ROLE";
    SettingsFile file = SettingsFile.parse(".env", keys.replace(" ", "=\n") + "=");

    assertThat(TenantSettings.unknownKeys(file)).isEmpty();
  }

  @Test
  void aKeyWithoutAValueIsAsGoodAsAbsent() {
    assertThat(tenant("OPENAI_API_KEY=\nDB_PORT=\nLLM_TEMPERATURE=' '\nCHAT_API_KEY=\nPLAN="))
        .isEqualTo(tenant(""));
  }

  /** Tenants share the server's environment: what stood there would be everybody's. */
  @Test
  void theHostsEnvironmentIsNeverConsulted() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Installation")
        .should()
        .callMethodWhere(
            target(owner(type(System.class))).and(target(nameMatching("getenv|getPropert.*"))))
        .check(new ClassFileImporter().importPackagesOf(TenantSettings.class));
  }

  private Tenant tenant(String text) {
    new TenantsFolder(path).write("acme", text);
    return new Tenants(path).get(ACME);
  }

  private String complaint(String text) {
    new TenantsFolder(path).write("acme", text);
    Tenants tenants = new Tenants(path);
    tenants.refresh();
    return tenants.complaints().get(ACME);
  }
}
