package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledDatabasesTest {
  private static final InstalledDatabases INSTALLED = installed("0123456789abcdef");

  @TempDir private Path home;

  @Test
  void aNewInstallationHasNone() throws IOException {
    assertThat(InstalledDatabases.read(home)).isEmpty();
    assertThat(InstalledDatabases.read(home.resolve("missing"))).isEmpty();
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    INSTALLED.write(home);

    assertThat(InstalledDatabases.read(home)).contains(INSTALLED);
  }

  @Test
  void whatTheDriverIsToldIsWrittenToo() throws IOException {
    Secret parameters = new Secret("sslmode=verify-full&sslrootcert=/a%20b%23.crt&sslpassword='");
    DatabaseLogin server = new DatabaseLogin("db", 1, "chatdb", "u", new Secret("p"), parameters);
    InstalledDatabases encrypted =
        new InstalledDatabases(server, server.as("m", new Secret("q")), "ragdb");

    encrypted.write(home);

    assertThat(InstalledDatabases.read(home)).contains(encrypted);
  }

  @Test
  void theFolderIsMadeIfNeedBe() throws IOException {
    Path below = home.resolve("a/b");

    INSTALLED.write(below);

    assertThat(InstalledDatabases.read(below)).contains(INSTALLED);
  }

  @Test
  void onlyItsOwnerReadsTheFile() throws IOException {
    INSTALLED.write(home);

    Path file = home.resolve("database.env");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void writtenAgainTheFileIsReplacedAndNoDraftIsLeft() throws IOException {
    INSTALLED.write(home);
    Files.setPosixFilePermissions(
        home.resolve("database.env"), PosixFilePermissions.fromString("rw-r--r--"));

    installed("fedcba9876543210").write(home);

    assertThat(InstalledDatabases.read(home)).contains(installed("fedcba9876543210"));
    assertThat(home.toFile().list()).containsExactly("database.env");
    assertThat(Files.getPosixFilePermissions(home.resolve("database.env"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HOST",
        "PORT",
        "CHATDB",
        "RAGDB",
        "SERVER_USER",
        "SERVER_PASSWORD",
        "MIGRATOR_USER",
        "MIGRATOR_PASSWORD"
      })
  void aFileThatLacksAnEntryNamesItAndNoSecret(String key) throws IOException {
    INSTALLED.write(home);
    Path file = home.resolve("database.env");
    Files.writeString(file, Files.readString(file).replaceAll("(?m)^" + key + "=.*$", ""));

    assertThatThrownBy(() -> InstalledDatabases.read(home))
        .isInstanceOf(IOException.class)
        .hasMessage("database.env lacks " + key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PORT=many", "PORT=", "hunter2", "X='hunter2"})
  void aFileThatCannotBeReadIsNamedAndNothingOfIt(String line) throws IOException {
    INSTALLED.write(home);
    Path file = home.resolve("database.env");
    Files.writeString(file, Files.readString(file) + line + "\n");

    assertThatThrownBy(() -> InstalledDatabases.read(home))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " cannot be read");
  }

  @Test
  void theLoginsPrintWithoutPasswords() {
    assertThat(INSTALLED.toString()).doesNotContain("0123456789abcdef");
  }

  private static InstalledDatabases installed(String password) {
    DatabaseLogin server =
        new DatabaseLogin("[::1]", 5433, "chatdb", "concierge_server", new Secret(password));
    return new InstalledDatabases(
        server, server.as("concierge_migrator", new Secret("m" + password)), "ragdb");
  }
}
