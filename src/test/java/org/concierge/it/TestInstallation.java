package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.concierge.access.KeyKind;
import org.concierge.cli.Workplace;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;

/**
 * Concierge as an operator has it: a server with the built WAR, a PostgreSQL and a home of their
 * own, and a model that does what the test says. Nothing of it is shared with another JVM or with
 * the demo, and nothing is left when it ends but its logs in {@code target/it}.
 *
 * <p>{@link #shared} is for every test that leaves the installation as it is and brings tenants of
 * its own; {@link #fresh} is for those that break things.
 */
public final class TestInstallation implements AutoCloseable {
  /** Whoever has it may read the server's metrics. */
  static final String METRICS_TOKEN = "metrics-are-watched-by-tests";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static TestInstallation shared;
  private static RuntimeException failure;

  private final Path home = Folders.temporaryHome();
  private final Map<String, String> extraEnvironment;
  private final FakeModel model;
  private final PrivatePostgres postgres;
  private final ServerUnderTest server;
  private boolean closed;

  private TestInstallation(Map<String, String> extraEnvironment) throws IOException {
    this.extraEnvironment = Map.copyOf(extraEnvironment);
    String name = "installation-" + NUMBER.incrementAndGet();
    Path logs = Folders.logs();
    Files.deleteIfExists(logs.resolve(name + ".log"));
    Folders.created(tenantsFolder());
    model = FakeModel.start();
    postgres = new PrivatePostgres(home, logs.resolve(name + "-postgres.log"));
    server = ServerUnderTest.chosen(home, logs.resolve(name + ".log"));
  }

  /** The one of this JVM: started when first asked for, ended with the last test. */
  public static synchronized TestInstallation shared() {
    if (failure != null) {
      // Each class would wait in vain once more for what is known to fail.
      throw new IllegalStateException("the shared installation has failed before", failure);
    }
    try {
      shared = shared == null ? fresh() : shared;
      return shared;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /** One of the test's own, which closes it. It is ready. */
  public static TestInstallation fresh() {
    return fresh(Map.of());
  }

  /**
   * As {@link #fresh()}.
   *
   * @param extraEnvironment more of what the server gets as environment
   */
  public static TestInstallation fresh(Map<String, String> extraEnvironment) {
    try {
      TestInstallation installation = new TestInstallation(extraEnvironment);
      Runtime.getRuntime().addShutdownHook(new Thread(installation::close));
      try {
        installation.postgres.start();
        installation.server.start(installation.settings());
      } catch (RuntimeException e) {
        installation.close();
        throw e;
      }
      return installation;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static synchronized void closeShared() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  /** The server's root, without a slash at the end. */
  public URI url() {
    return server.url();
  }

  /** A client without any credential. */
  public Api api() {
    return new Api(url());
  }

  public FakeModel fakeModel() {
    return model;
  }

  public Path home() {
    return home;
  }

  public Path tenantsFolder() {
    return home.resolve("tenants");
  }

  public PrivatePostgres postgres() {
    return postgres;
  }

  public ServerUnderTest server() {
    return server;
  }

  /** What the server gets as environment. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(extraEnvironment);
    settings.put("CONCIERGE_HOME", home.toString());
    settings.put("CONCIERGE_PORT", String.valueOf(server.port()));
    settings.put("CONCIERGE_TENANTS", tenantsFolder().toString());
    settings.put("CONCIERGE_DB_URL", postgres.url().toString());
    // Identity providers of tests stand on this machine.
    settings.putIfAbsent("CONCIERGE_OUTBOUND_ALLOW_LOOPBACK", "true");
    settings.put("CONCIERGE_TRUSTED_PROXIES", "127.0.0.1");
    settings.put("CONCIERGE_METRICS_TOKEN", METRICS_TOKEN);
    settings.put("CONCIERGE_EMBEDDINGS", Folders.BUILD.resolve("embeddings").toString());
    return settings;
  }

  /**
   * Makes a tenant; it can be used at once.
   *
   * @param extraSettings more lines of its {@code .env}; they win over what would be there
   *     otherwise
   */
  public TenantAccess createTenant(String id, Map<String, String> extraSettings) {
    Map<String, String> settings = new HashMap<>(extraSettings);
    String isolation = settings.getOrDefault("TENANT_ISOLATION", "shared");
    settings.remove("TENANT_ISOLATION");
    try (Workplace workplace = new Workplace(Installation.from(settings()::get))) {
      Map<KeyKind, String> keys =
          workplace
              .provisioning()
              .create(
                  new TenantId(id),
                  settings.getOrDefault("TENANT_NAME", id),
                  Isolation.valueOf(isolation.toUpperCase(Locale.ROOT)),
                  settings);
      return new TenantAccess(
          id, keys.get(KeyKind.ADMIN), keys.get(KeyKind.CHAT), keys.get(KeyKind.UPLOAD));
    }
  }

  /** Replaces a tenant's settings in one step, so that nobody ever reads half of them. */
  public void writeSettings(String id, Map<String, String> settings) {
    String text =
        settings.entrySet().stream()
            .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
            .sorted()
            .collect(Collectors.joining());
    try {
      Path folder = Folders.created(tenantsFolder().resolve(id));
      Path fresh = Files.writeString(folder.resolve(".env.new"), text);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r-----"));
      Files.move(fresh, folder.resolve(".env"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends everything and deletes the home. Kills the server: how it stops is a test of its own. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (server.isRunning()) {
      server.kill();
    }
    try {
      model.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    postgres.close();
    Folders.delete(home);
  }
}
