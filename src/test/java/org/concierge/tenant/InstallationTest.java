package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {
  private static final Map<String, String> HOME = Map.of("CONCIERGE_HOME", "/srv/concierge");

  @Test
  void aHomeIsAllThatIsNeeded() {
    assertThat(Installation.from(HOME::get))
        .isEqualTo(
            new Installation(
                Path.of("/srv/concierge"),
                8080,
                Path.of("/srv/concierge/tenants"),
                Optional.empty(),
                10,
                Path.of("/srv/concierge/embeddings"),
                "http://127.0.0.1:8080",
                new Secret(""),
                Optional.empty(),
                new Secret(""),
                List.of()));
  }

  @Test
  void everySettingIsRead() {
    Map<String, String> settings = new HashMap<>(HOME);
    settings.put("CONCIERGE_TRUSTED_PROXIES", "10.0.0.1, 192.168.0.0/16");
    settings.putAll(
        Map.of(
            "CONCIERGE_PUBLIC_URL", "https://concierge.example/",
            "CONCIERGE_SECRET_KEY", "a2V5",
            "CONCIERGE_PORT", "65535",
            "CONCIERGE_TENANTS", "/mnt/tenants",
            "CONCIERGE_DB_URL", "postgresql://db.example:5433/admin",
            "CONCIERGE_DB_USER", "root",
            "CONCIERGE_DB_PASSWORD", "p w",
            "CONCIERGE_DB_POOL_SIZE", "1",
            "CONCIERGE_METRICS_TOKEN", "seen",
            "CONCIERGE_EMBEDDINGS", "/opt/embeddings"));

    assertThat(Installation.from(settings::get))
        .isEqualTo(
            new Installation(
                Path.of("/srv/concierge"),
                65_535,
                Path.of("/mnt/tenants"),
                Optional.of(
                    new DatabaseLogin("db.example", 5433, "admin", "root", new Secret("p w"))),
                1,
                Path.of("/opt/embeddings"),
                "https://concierge.example",
                new Secret("a2V5"),
                Optional.empty(),
                new Secret("seen"),
                List.of("10.0.0.1", "192.168.0.0/16")));
  }

  @Test
  void withoutASettingTheHomeIsThatOfTheUser() {
    assertThat(Installation.from(name -> null).home())
        .isAbsolute()
        .endsWithRaw(Path.of("concierge"));
  }

  @Test
  void aRelativeHomeIsMadeAbsolute() {
    assertThat(Installation.from(Map.of("CONCIERGE_HOME", "data")::get).home())
        .isEqualTo(Path.of("data").toAbsolutePath());
  }

  @Test
  void anEmptySettingIsNone() {
    Map<String, String> settings =
        Map.of(
            "CONCIERGE_HOME", "/srv/concierge",
            "CONCIERGE_PORT", "",
            "CONCIERGE_TENANTS", " ",
            "CONCIERGE_DB_URL", "");

    assertThat(Installation.from(settings::get)).isEqualTo(Installation.from(HOME::get));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65536", "8080x", "80 80", "99999999999"})
  void aPortThatIsNoneIsOneClearLine(String port) {
    assertThatThrownBy(() -> Installation.from(Map.of("CONCIERGE_PORT", port)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CONCIERGE_PORT must be from 1 to 65535, not " + port + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "many"})
  void aPoolSizeThatIsNoneIsOneClearLine(String size) {
    assertThatThrownBy(() -> Installation.from(Map.of("CONCIERGE_DB_POOL_SIZE", size)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CONCIERGE_DB_POOL_SIZE must be from 1 to 1000, not " + size + ".");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "postgresql://host/db,                       host,      5432, db,       postgres, ''",
        "postgres://host/db,                         host,      5432, db,       postgres, ''",
        "jdbc:postgresql://host:5433/db,             host,      5433, db,       postgres, ''",
        "postgresql://host,                          host,      5432, postgres, postgres, ''",
        "postgresql://u@host/,                       host,      5432, postgres, u,        ''",
        "postgresql://u:p@host:1/db,                 host,      1,    db,       u,        p",
        "postgresql://u:p:q@host/db,                 host,      5432, db,       u,        p:q",
        "postgresql://u:@host/db,                    host,      5432, db,       u,        ''",
        "postgresql://u:a+b@host/db,                 host,      5432, db,       u,        a+b",
        "postgresql://u%40x:p%40%3A%2F%23%25@host/d, host,      5432, d,        u@x,      p@:/#%",
        "postgresql://u:p%C3%A4@host/db,             host,      5432, db,       u,        pä",
        "postgresql://127.0.0.1:5432/my%20db,        127.0.0.1, 5432, my db,    postgres, ''",
        "postgresql://[::1]:5434/db,                 [::1],     5434, db,       postgres, ''",
        "postgresql://chat_db_1:5434/db,             chat_db_1, 5434, db,       postgres, ''",
        "postgresql://host/db?user=u&password=p%26,  host,      5432, db,       u,        p&",
        "postgresql://v:q@host/db?user=u&password=p, host,      5432, db,       v,        q",
        "postgresql://host?user=u,                   host,      5432, postgres, u,        ''"
      })
  void aDatabaseAddressIsTakenApart(
      String url, String host, int port, String database, String user, String password) {
    assertThat(Installation.login(url, Optional.empty(), Optional.empty()))
        .isEqualTo(new DatabaseLogin(host, port, database, user, new Secret(password)));
  }

  @ParameterizedTest
  @CsvSource({
    "?sslmode=require, sslmode=require",
    "?sslmode=verify-full&sslrootcert=/a%20b.crt, sslmode=verify-full&sslrootcert=/a%20b.crt",
    "?user=u&sslmode=require&password=p, sslmode=require",
    "?username=u&sslpassword=p, username=u&sslpassword=p",
    "?, ''",
    "?user=u, ''"
  })
  void whatTheDriverIsToldIsKeptAndNoLoginAmongIt(String query, String kept) {
    DatabaseLogin login =
        Installation.login("jdbc:postgresql://host/db" + query, Optional.empty(), Optional.empty());

    assertThat(login.parameters().value()).isEqualTo(kept);
    assertThat(login.at("other").as("v", new Secret("q")).parameters().value()).isEqualTo(kept);
    assertThat(login.jdbcUrl()).isEqualTo("jdbc:postgresql://host:5432/db");
  }

  @Test
  void whatTheDriverIsToldIsDecoded() {
    DatabaseLogin login =
        new DatabaseLogin(
            "host", 1, "db", "u", new Secret("p"), new Secret("a=/b%20c&d=e=+f&&g&h=&=i"));

    assertThat(login.driverParameters())
        .containsExactly(entry("a", "/b c"), entry("d", "e=+f"), entry("g", ""), entry("h", ""));
    assertThat(login.as("v", new Secret("q")).at("other").driverParameters()).hasSize(4);
  }

  @Test
  void aLoginDoesNotPrintWhatTheDriverIsTold() {
    DatabaseLogin login =
        Installation.login(
            "postgresql://host/db?sslpassword=hunter2", Optional.empty(), Optional.empty());

    assertThat(login.toString()).doesNotContain("hunter2");
  }

  @Test
  void userAndPasswordOfTheirOwnWinAndAreNotDecoded() {
    DatabaseLogin login =
        Installation.login("postgresql://u:p@host/db", Optional.of("root"), Optional.of("100%25"));

    assertThat(login)
        .isEqualTo(new DatabaseLogin("host", 5432, "db", "root", new Secret("100%25")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host:5432/db",
        "hunter2",
        "mysql://u:hunter2@host/db",
        "postgresql:hunter2",
        "postgresql:///db",
        "postgresql://u:hunter2@/db",
        "postgresql://u:hunter2@ss@host/db",
        "postgresql://u:hunter2@host:port/db",
        "postgresql://u:hunter2%zz@host/db",
        "postgresql://u:hunter2 @host/db",
        "postgresql://u:hunter2@host:0/db",
        "postgresql://u:hunter2@host:65536/db",
        "postgresql://u:hunter2@host/db?x=%zz",
        "postgresql://u:hunter2@host/%zz",
        "postgresql://u:hunter2@host/db#x",
        "postgresql://u:hunter2@h\u00f6st/db",
        "jdbc:jdbc:postgresql://u:hunter2@host/db"
      })
  void anAddressThatIsNoneIsOneClearLineWithoutThePassword(String url) {
    assertThatThrownBy(() -> Installation.login(url, Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "CONCIERGE_DB_URL must look like postgresql://user:password@host:5432/database.");
  }

  @Test
  void aLoginHasTheAddressThatTheDriverWants() {
    DatabaseLogin login = new DatabaseLogin("host", 5433, "db", "u", new Secret("p"));

    assertThat(login.jdbcUrl()).isEqualTo("jdbc:postgresql://host:5433/db");
    assertThat(login.at("other").jdbcUrl()).isEqualTo("jdbc:postgresql://host:5433/other");
    assertThat(login.as("v", new Secret("q")))
        .isEqualTo(new DatabaseLogin("host", 5433, "db", "v", new Secret("q")));
  }

  @Test
  void aDemoBringsItsOwnDatabaseAndModel() {
    DatabaseLogin login = new DatabaseLogin("host", 5433, "db", "u", new Secret("p"));
    Installation before = Installation.from(HOME::get);

    Installation with = before.with(login, Path.of("/e"));

    assertThat(with.administrator()).contains(login);
    assertThat(with.embeddingsFolder()).isEqualTo(Path.of("/e"));
    assertThat(with.with(login, before.embeddingsFolder()).tenantsFolder())
        .isEqualTo(before.tenantsFolder());
    assertThat(with.port()).isEqualTo(before.port());
  }
}
