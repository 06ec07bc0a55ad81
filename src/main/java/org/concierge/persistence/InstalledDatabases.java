package org.concierge.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.concierge.problem.Problem;
import org.concierge.tenant.DotEnv;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Secret;

/**
 * The installation's two databases and the two logins to them, as {@code database.env} in the data
 * folder keeps them (mode 600): whoever reads that file can reach every tenant's rows.
 *
 * @param server the login of the running server, in chatdb
 * @param migrator the login that changes schemas, in chatdb
 * @param ragdb name of the database that tenants of the tiers shared and schema live in
 */
public record InstalledDatabases(DatabaseLogin server, DatabaseLogin migrator, String ragdb) {
  private static final String FILE = "database.env";
  private static final String PARAMETERS = "PARAMETERS";

  /** Empty if this installation has not been given its databases yet. */
  public static Optional<InstalledDatabases> read(Path home) throws IOException {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, DotEnv.Entry> entries;
    try {
      entries = DotEnv.parse(Files.readString(file));
      DatabaseLogin chatdb =
          new DatabaseLogin(
              value(entries, "HOST"),
              Integer.parseInt(value(entries, "PORT")),
              value(entries, "CHATDB"),
              value(entries, "SERVER_USER"),
              new Secret(value(entries, "SERVER_PASSWORD")),
              new Secret(entries.containsKey(PARAMETERS) ? value(entries, PARAMETERS) : ""));
      Secret migratorPassword = new Secret(value(entries, "MIGRATOR_PASSWORD"));
      return Optional.of(
          new InstalledDatabases(
              chatdb,
              chatdb.as(value(entries, "MIGRATOR_USER"), migratorPassword),
              value(entries, "RAGDB")));
    } catch (DotEnv.Malformed | NumberFormatException e) {
      throw new IOException(file + " cannot be read", e);
    }
  }

  /**
   * Those of the installation; made if they are missing and an administrator's connection is there.
   *
   * @throws Problem UNAVAILABLE
   */
  static InstalledDatabases of(Installation installation) {
    try {
      if (installation.administrator().isPresent()) {
        return new DatabaseServer(installation.administrator().get()).setUp(installation.home());
      }
      return read(installation.home())
          .orElseThrow(
              () ->
                  Problem.unavailable(
                      "This installation has no database yet: set CONCIERGE_DB_URL.", null));
    } catch (IOException e) {
      throw Problem.unavailable("The logins to the databases cannot be read or written.", e);
    }
  }

  /** Without asking it: whether it is there does not decide whether a file is good. */
  static Optional<DatabaseLogin> chatdb(Installation installation) {
    if (installation.administrator().isPresent()) {
      return installation.administrator().map(DatabaseServer::chatdb);
    }
    try {
      return read(installation.home()).map(InstalledDatabases::server);
    } catch (IOException e) {
      // Told to whoever needs the logins, not to whoever reads a tenant's settings.
      return Optional.empty();
    }
  }

  void write(Path home) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    entries.put("HOST", server.host());
    entries.put("PORT", String.valueOf(server.port()));
    entries.put("CHATDB", server.database());
    if (!server.parameters().isEmpty()) {
      entries.put(PARAMETERS, server.parameters().value());
    }
    entries.put("RAGDB", ragdb);
    entries.put("SERVER_USER", server.user());
    entries.put("SERVER_PASSWORD", server.password().value());
    entries.put("MIGRATOR_USER", migrator.user());
    entries.put("MIGRATOR_PASSWORD", migrator.password().value());
    StringBuilder text =
        new StringBuilder("# Logins to the installation's databases: keep secret.\n");
    entries.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.createDirectories(home);
    Path draft =
        Files.createTempFile(
            home,
            FILE,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text);
    Files.move(draft, home.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String value(Map<String, DotEnv.Entry> entries, String key) throws IOException {
    DotEnv.Entry entry = entries.get(key);
    if (entry == null) {
      throw new IOException(FILE + " lacks " + key);
    }
    return entry.value();
  }
}
