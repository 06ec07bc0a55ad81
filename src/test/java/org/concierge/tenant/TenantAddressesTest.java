package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses in a tenant's settings that mean trust: whoever is there is believed. */
class TenantAddressesTest {
  @TempDir private Path path;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.example.com",
        "http://localhost:3000,https://a.example",
        "https://a.example , https://b.example:8443",
        "https://a.example http://127.0.0.1:5173 http://[::1]:80",
        "https://xn--rger-koa.example"
      })
  void originsAreThoseThatBrowsersSend(String origins) {
    assertThat(complaint("ALLOWED_ORIGINS='" + origins + "'")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "www.example.com",
        "https://*.example.com",
        "https://a.example/",
        "https://a.example/path",
        "https://a.example?x",
        "https://a.example#x",
        "https://u:hunter2@a.example",
        "https://",
        "ftp://a.example",
        "https://a.example;https://b.example",
        "https://a.example,hunter2"
      })
  void whatNoBrowserSendsIsNoOrigin(String origins) {
    assertThat(complaint("\nALLOWED_ORIGINS='" + origins + "'"))
        .endsWith(
            ":2: ALLOWED_ORIGINS must be origins such as https://www.example.com, separated by"
                + " commas");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com",
        "https://login.example.com/realms/acme/",
        "http://localhost:8180/realms/acme",
        "http://127.0.0.1:8180",
        "http://[::1]:8180"
      })
  void anIssuerIsReachedSafely(String issuer) {
    assertThat(complaint("OIDC_ISSUER=" + issuer + "\nOIDC_CLIENT_ID=concierge")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com"
      })
  void anIssuerThatAnybodyOnTheWayCanPretendToBeIsRefused(String issuer) {
    assertThat(complaint("OIDC_ISSUER=" + issuer))
        .endsWith(":1: OIDC_ISSUER must be an https address, or an http address of this machine");
  }

  @ParameterizedTest
  @CsvSource({
    "db1, ADMIN_DB_HOST=db1",
    "db1, ADMIN_DB_HOST=DB1",
    "db1, ADMIN_DB_PORT=5433",
    "db1, ADMIN_DB_NAME=chatdb",
    "db1, ADMIN_DB_USER=whoever",
    "127.0.0.1, ADMIN_DB_HOST=localhost",
    "[::1], ADMIN_DB_HOST=127.0.0.1"
  })
  void theSharedDatabaseMayBeNamed(String host, String line) {
    assertThat(complaintAt(host, line)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADMIN_DB_HOST=db2       | ADMIN_DB_HOST must be db1, the installation's own, or be left out",
        "ADMIN_DB_HOST=localhost | ADMIN_DB_HOST must be db1, the installation's own, or be left out",
        "ADMIN_DB_PORT=5432      | ADMIN_DB_PORT must be 5433, the installation's own, or be left out",
        "ADMIN_DB_NAME=hunter2   | ADMIN_DB_NAME must be chatdb, the installation's own, or be left out"
      })
  void anotherSharedDatabaseCannotBeChosen(String line, String complaint) {
    assertThat(complaintAt("db1", line)).endsWith("/.env:1: " + complaint);
  }

  /** A file is read before the installation has its databases. */
  @Test
  void whereTheSharedDatabaseIsNotKnownAnyCanBeNamed() {
    assertThat(complaint("ADMIN_DB_HOST=db2\nADMIN_DB_PORT=1\nADMIN_DB_NAME=x")).isNull();
  }

  private String complaint(String text) {
    return complaint(text, Optional.empty());
  }

  private String complaintAt(String host, String text) {
    return complaint(
        text, Optional.of(new DatabaseLogin(host, 5433, "chatdb", "u", new Secret("p"))));
  }

  /** Null if there is none. */
  private String complaint(String text, Optional<DatabaseLogin> chatdb) {
    new TenantsFolder(path).write("acme", text);
    Tenants tenants = new Tenants(path);
    tenants.shareDatabase(() -> chatdb);
    tenants.refresh();
    return tenants.complaints().get(new TenantId("acme"));
  }
}
