package org.concierge.debuglog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * The requests of a tenant that wants to see them, in a file of its own. Off until the tenant's
 * settings say otherwise, and off again a day after they were last written: nobody remembers to.
 * Thread safe.
 */
public final class DebugLog {
  private static final Logger LOG = System.getLogger(DebugLog.class.getName());
  private static final Duration LASTS = Duration.ofHours(24);

  /** Some 30,000 requests; as many are kept of before. */
  private static final long MAX_BYTES = 5L * 1024 * 1024;

  private final Path home;
  private final Tenants tenants;
  private final Clock clock;
  private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

  /** Until when the tenant's settings, as they were read, are good for. */
  private record Known(Tenant tenant, Instant until) {}

  /**
   * @param home the installation's, in which each tenant has a folder
   */
  public DebugLog(Path home, Tenants tenants, Clock clock) {
    this.home = home;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * Writes the request down if the tenant wants that; never fails.
   *
   * @param tenant "" for a stranger's request, which is in no tenant's log
   */
  public void add(String tenant, DebugEntry entry) {
    if (tenant.isEmpty()) {
      return;
    }
    try {
      Tenant found = TenantId.parse(tenant).map(tenants::get).orElse(null);
      if (found != null && found.allowance().apiDebug().logging() && isOn(found)) {
        append(file(found), entry);
      }
    } catch (Problem problem) {
      LOG.log(Level.DEBUG, problem.detail());
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "tenant {0}: its debug log cannot be written: {1}", tenant, e);
    }
  }

  /** Whether requests are being written down at this moment. */
  public boolean isOn(Tenant tenant) {
    return tenant.allowance().apiDebug().logging() && clock.instant().isBefore(until(tenant));
  }

  /** When that ends by itself. */
  public Instant until(Tenant tenant) {
    Known now = known.get(tenant.id());
    if (now == null || now.tenant() != tenant) {
      now = new Known(tenant, written(tenant.id()).plus(LASTS));
      known.put(tenant.id(), now);
    }
    return now.until();
  }

  /** The same on all nodes, and after a restart. */
  private Instant written(TenantId id) {
    try {
      return Files.getLastModifiedTime(tenants.folder().resolve(id.value()).resolve(".env"))
          .toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that are wanted, newest first, at most so many. */
  public List<DebugEntry> read(Tenant tenant, Predicate<DebugEntry> wanted, int limit) {
    try {
      List<DebugEntry> entries = new ArrayList<>();
      for (Path file : List.of(file(tenant), former(file(tenant)))) {
        if (Files.exists(file)) {
          List<String> lines = new ArrayList<>(Files.readAllLines(file));
          Collections.reverse(lines);
          lines.stream()
              .flatMap(line -> DebugEntry.parse(line).stream())
              .filter(wanted)
              .limit(limit - entries.size())
              .forEach(entries::add);
        }
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(Tenant tenant) {
    Path own = home.resolve("debug").resolve(tenant.id().value());
    return own.resolve(tenant.allowance().apiDebug().path().orElse("api-debug.log"));
  }

  private static Path former(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  private synchronized void append(Path file, DebugEntry entry) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    } else if (Files.size(file) > MAX_BYTES) {
      Files.move(file, former(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(file, entry.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
