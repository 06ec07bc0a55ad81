package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenants come, change and go by their files alone; what is wrong with one is nobody else's. */
class TenantsIT {
  private static final String DOCUMENTS = "/api/v1/documents";

  /** What the contract promises for a change; the folder is looked at every two seconds. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** And three seconds more until a pool gives up, whoever asks. */
  private static final Duration AFTER_A_WAIT = Duration.ofSeconds(15);

  /** A key is remembered for a quarter of a minute. */
  private static final Duration KEY_GONE = Duration.ofSeconds(20);

  private static TestInstallation installation;
  private static FurnishedTenant neighbour;

  @BeforeAll
  static void neighbour() {
    installation = TestInstallation.shared();
    neighbour = FurnishedTenant.in(installation, "neighbour", Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "PLAN, nonsense-value",
        "TENANT_ISOLATION, nonsense-value",
        "DB_PORT, 99999777",
        "OPENAI_BASE_URL, ftp://nonsense-value",
        "ENDPOINT_CHAT_ENABLED, nonsense-value",
        "SYSTEM_PROMPT, 'nonsense-value",
      })
  void aBadValueStopsItsOwnTenantUntilItIsMended(String key, String value) throws IOException {
    String id = "bad-" + key.toLowerCase(Locale.ROOT).replace('_', '-');
    Api admin = admin(installation.createTenant(id, Map.of("PLAN", "basic")));
    String good = Files.readString(file(id));
    int line = (int) good.lines().filter(text -> !text.startsWith(key + "=")).count() + 1;
    write(id, without(good, key) + key + "=" + value + "\n");

    within(SOON, () -> admin.get(DOCUMENTS).status(), 503);
    Answer refused = admin.get(DOCUMENTS);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(refused.text()).contains("tenant-unavailable").doesNotContain(value, key);
    assertThat(log())
        .contains(id + "/.env:" + line + ": ")
        .doesNotContain("nonsense-value", "99999777");
    assertThat(log().lines().filter(text -> text.contains(id + "/.env:" + line)).findFirst())
        .hasValueSatisfying(
            text -> assertThat(text).contains(value.startsWith("'") ? "quote" : key));
    theOthersGoOn();

    write(id, good);
    within(SOON, () -> admin.get(DOCUMENTS).status(), 200);
  }

  @Test
  void anUnknownKeyIsOnlyAWarning() throws IOException {
    Api admin = admin(installation.createTenant("unknown-key", Map.of()));
    write("unknown-key", Files.readString(file("unknown-key")) + "NO_SUCH_KEY=nonsense-text\n");

    within(SOON, () -> log().contains("unknown-key/.env: unknown key NO_SUCH_KEY"), true);
    assertThat(admin.get(DOCUMENTS).status()).isEqualTo(200);
    assertThat(log()).doesNotContain("nonsense-text");
  }

  @Test
  void aFolderMadeByHandIsATenantUntilItIsRemoved() {
    Api admin = installation.api().withKey("by-hand-admin-key");
    Api chat = installation.api().withKey("by-hand-chat-key-1");
    Api changed = installation.api().withKey("by-hand-chat-key-2");
    write("by-hand", byHand("by-hand-chat-key-1"));

    within(SOON, () -> chat.get(DOCUMENTS).status(), 200);
    assertThat(admin.get("/api/v1/admin/sessions").status()).isEqualTo(200);
    assertThat(chat.get("/api/v1/admin/sessions").status()).isEqualTo(403);
    assertThat(chat.upload("/api/v1/upload", Api.Part.file("a.txt", "text")).status())
        .isEqualTo(403);

    write("by-hand", byHand("by-hand-chat-key-2"));
    within(SOON, () -> changed.get(DOCUMENTS).status(), 200);
    within(KEY_GONE, () -> chat.get(DOCUMENTS).status(), 401);
    assertThat(admin.get(DOCUMENTS).status()).isEqualTo(200);

    Folders.delete(file("by-hand").getParent());
    within(KEY_GONE, () -> admin.get(DOCUMENTS).status(), 401);
    assertThat(changed.get(DOCUMENTS).status()).isEqualTo(401);
    theOthersGoOn();
  }

  private static String byHand(String chatKey) {
    return "ADMIN_API_KEY=by-hand-admin-key\nCHAT_API_KEY=" + chatKey + "\nLLM_PROVIDER=quote\n";
  }

  @Test
  void oneImportedKeyOpensOneTenantOnly() {
    write("key-first", "ADMIN_API_KEY=the-key-of-two-tenants\n");
    Api shared = installation.api().withKey("the-key-of-two-tenants");
    within(SOON, () -> shared.get(DOCUMENTS).status(), 200);
    write("key-second", "ADMIN_API_KEY=the-key-of-two-tenants\n");

    within(
        SOON,
        () -> log().contains("tenant key-second: its admin (imported) key is another tenant's"),
        true);
    assertThat(shared.withTenant("key-first").get(DOCUMENTS).status()).isEqualTo(200);
    assertThat(shared.withTenant("key-second").get(DOCUMENTS).status()).isEqualTo(403);
    assertThat(log()).doesNotContain("the-key-of-two-tenants");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Upper", "a_b", "postgres.", "0ne", "a", "x-------------------------------y"})
  void aFolderOfAnotherFormIsNoTenant(String name) {
    String key = "key-of-odd-folder-" + name;
    write(name, "ADMIN_API_KEY=" + key + "\n");
    write("after-odd", "ADMIN_API_KEY=the-key-after-odd-" + name + "\n");

    Api after = installation.api().withKey("the-key-after-odd-" + name);
    within(SOON, () -> after.get(DOCUMENTS).status(), 200);
    assertThat(installation.api().withKey(key).get(DOCUMENTS).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "shared, tier-shared, ragdb, concierge",
    "schema, tier-schema-1, ragdb, tenant_tier_schema_1",
    "schema, a--b-, ragdb, tenant_a__b_",
    "schema, a234567890123456789012345678901, ragdb, tenant_a234567890123456789012345678901",
    "database, tier-database-1, ragdb_tier_database_1, concierge",
    "database, postgres, ragdb_postgres, concierge",
  })
  void eachTierKeepsRowsWhereTheyBelong(String tier, String id, String database, String schema)
      throws SQLException {
    FurnishedTenant tenant = FurnishedTenant.in(installation, id, Map.of("TENANT_ISOLATION", tier));

    Answer found = tenant.chat().post("/api/v1/search", Map.of("query", tenant.word()));
    assertThat(found.text()).contains(tenant.word(), tenant.documentId());
    Answer answer = tenant.chat().post("/api/v1/chat", Map.of("message", tenant.word()));
    assertThat(answer.text()).contains(tenant.word() + "answer", "\"context_used\":true");
    for (String table : List.of("document", "chunk", "conversation", "turn")) {
      assertThat(rows(database, schema + "." + table, id)).as(table).isPositive();
      if (!tier.equals("shared")) {
        assertThat(rows("ragdb", "concierge." + table, id)).as(table).isZero();
      }
    }

    assertThat(tenant.admin().delete(DOCUMENTS + "/" + tenant.documentId()).status())
        .isEqualTo(204);
    assertThat(tenant.admin().get(DOCUMENTS + "/" + tenant.documentId()).status()).isEqualTo(404);
    assertThat(tenant.chat().post("/api/v1/search", Map.of("query", tenant.word())).text())
        .doesNotContain(tenant.documentId());
    theOthersGoOn();
  }

  @ParameterizedTest
  @CsvSource({"DB_NAME, nowhere_at_all", "DB_PORT, 1", "DB_PASSWORD, wrong", "DB_USER, nobody"})
  void aDatabaseThatIsNotThereIsItsOwnTenantsTrouble(String key, String value) {
    String id = "lost-" + key.toLowerCase(Locale.ROOT).replace('_', '-');
    String keys = "ADMIN_API_KEY=the-admin-key-of-" + id + "\n";
    Api admin = installation.api().withKey("the-admin-key-of-" + id);
    write(id, keys + key + "=" + value + "\n");

    within(AFTER_A_WAIT, () -> admin.get(DOCUMENTS).status(), 503);
    assertThat(admin.get(DOCUMENTS).header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(admin.get(DOCUMENTS).header("Retry-After")).isNotEmpty();
    theOthersGoOn();

    write(id, keys);
    within(SOON, () -> admin.get(DOCUMENTS).status(), 200);
  }

  private static void theOthersGoOn() {
    assertThat(installation.api().get("/api/v1/health/ready").status()).isEqualTo(200);
    assertThat(neighbour.chat().post("/api/v1/search", Map.of("query", neighbour.word())).text())
        .contains(neighbour.documentId());
  }

  private static <T> void within(Duration limit, Supplier<T> observed, T expected) {
    await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(observed.get()).isEqualTo(expected));
  }

  private static Api admin(TenantAccess access) {
    return installation.api().withKey(access.adminKey());
  }

  private static String without(String text, String key) {
    return text.replaceAll("(?m)^" + key + "=.*\n", "");
  }

  private static Path file(String id) {
    return installation.tenantsFolder().resolve(id).resolve(".env");
  }

  /** By a draft and a rename, as an administrator's editor does it. */
  private static void write(String id, String text) {
    try {
      Path draft = Folders.created(file(id).getParent()).resolve("draft");
      Files.writeString(draft, text);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r-----"));
      Files.move(draft, file(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String log() {
    try {
      return Files.readString(installation.server().log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int rows(String database, String table, String tenant) throws SQLException {
    try (Connection connection = Sql.open(Sql.administrator(installation).at(database))) {
      String sql = "select 1 from " + table + " where tenant_id = '" + tenant + "'";
      return Sql.column(connection, sql).size();
    }
  }
}
