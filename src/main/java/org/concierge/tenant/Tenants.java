package org.concierge.tenant;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation.DatabaseLogin;

/**
 * The tenants of this installation: one folder each, with an {@code .env}. Folders are compared by
 * polling ({@link #refresh}), not by file events, which shared mounts do not deliver; a tenant that
 * is asked for before it has been seen is looked for at once. A file that cannot be used makes its
 * own tenant unavailable and no other.
 *
 * <p>Thread safe.
 */
public final class Tenants {
  private static final Logger LOG = System.getLogger(Tenants.class.getName());

  /** A settings file has some dozens of lines; anything larger is not one. */
  private static final long MAX_FILE_BYTES = 256 * 1024;

  /** A file that was mended is noticed within this time. */
  private static final Duration MENDED = Duration.ofSeconds(5);

  private final Path folder;
  private final Map<TenantId, State> states = new ConcurrentHashMap<>();
  private final List<Consumer<TenantId>> listeners = new CopyOnWriteArrayList<>();
  private volatile Supplier<Optional<DatabaseLogin>> chatdb = Optional::empty;

  /** What is known of a folder: its tenant, or one line that says what is wrong with its file. */
  private record State(String fingerprint, Optional<Tenant> tenant, String complaint) {}

  public Tenants(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /** Tells where the database is that all tenants share: a file that names another one is bad. */
  public void shareDatabase(Supplier<Optional<DatabaseLogin>> login) {
    chatdb = login;
  }

  /** Called with each tenant that was added, changed or removed, after the fact. */
  public void onChange(Consumer<TenantId> listener) {
    listeners.add(listener);
  }

  /**
   * @throws Problem NOT_FOUND if there is no such tenant, TENANT_UNAVAILABLE if its file is bad
   */
  public Tenant get(TenantId id) {
    State state = states.get(id);
    if (state == null) {
      refresh(id);
      state = states.get(id);
    }
    if (state == null) {
      throw Problem.notFound("tenant");
    }
    return state
        .tenant()
        .orElseThrow(
            () ->
                new Problem(
                        ProblemType.TENANT_UNAVAILABLE,
                        "This tenant's settings cannot be read; its administrator finds the line"
                            + " in the server's log.")
                    .retryAfter(MENDED));
  }

  /**
   * Whether a tenant's file could have this text.
   *
   * @throws Problem BAD_REQUEST that names the line and the key
   */
  public void check(TenantId id, String text) {
    parse(id, text);
  }

  /**
   * The tenant as it would be if its file had this text.
   *
   * @throws Problem BAD_REQUEST that names the line and the key
   */
  public Tenant parse(TenantId id, String text) {
    try {
      return TenantSettings.read(id, SettingsFile.parse("settings", text), chatdb.get());
    } catch (SettingsFile.BadValue e) {
      throw Problem.badRequest(e.getMessage() + ".");
    }
  }

  /** The tenants whose files can be used, in no particular order. */
  public List<Tenant> all() {
    return states.values().stream().flatMap(state -> state.tenant().stream()).toList();
  }

  /** For each tenant whose file cannot be used, one line naming file, line and key. */
  public Map<TenantId, String> complaints() {
    return states.entrySet().stream()
        .filter(entry -> entry.getValue().tenant().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().complaint()));
  }

  /** Looks at every folder and reads the files that changed since. */
  public void refresh() {
    Set<TenantId> present;
    try (Stream<Path> folders = Files.list(folder)) {
      present =
          folders
              .flatMap(path -> TenantId.parse(path.getFileName().toString()).stream())
              .collect(Collectors.toSet());
    } catch (IOException e) {
      LOG.log(Level.ERROR, "The tenants folder cannot be read: " + folder, e);
      return;
    }
    present.addAll(states.keySet());
    present.forEach(this::refreshOrTell);
  }

  /** One tenant's trouble must not keep the look from the others. */
  private void refreshOrTell(TenantId id) {
    try {
      refresh(id);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Tenant " + id + " could not be looked at", e);
    }
  }

  /** Looks at one tenant's file now, for whoever has reason to think that it has changed. */
  public void refresh(TenantId id) {
    Path path = folder.resolve(id.value()).resolve(".env");
    boolean changed;
    try {
      changed = readIfChanged(id, path);
    } catch (IOException e) {
      changed = states.remove(id) != null;
    }
    if (changed) {
      listeners.forEach(listener -> listener.accept(id));
    }
  }

  private synchronized boolean readIfChanged(TenantId id, Path path) throws IOException {
    BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
    // The key (inode) changes with each rename, so two writes within one tick are told apart.
    String fingerprint = found.lastModifiedTime() + "/" + found.size() + "/" + found.fileKey();
    State former = states.get(id);
    if (former != null && former.fingerprint().equals(fingerprint)) {
      return false;
    }
    states.put(id, read(id, path, found.size(), fingerprint));
    return true;
  }

  private State read(TenantId id, Path path, long size, String fingerprint) {
    try {
      if (size > MAX_FILE_BYTES) {
        throw new SettingsFile.BadValue(path + ": larger than any settings file");
      }
      SettingsFile file = SettingsFile.parse(path.toString(), Files.readString(path));
      Tenant tenant = TenantSettings.read(id, file, chatdb.get());
      for (String key : TenantSettings.unknownKeys(file)) {
        LOG.log(Level.WARNING, "{0}: unknown key {1}, ignored", path, key);
      }
      for (String key : TenantSettings.guessable(file)) {
        LOG.log(Level.WARNING, "{0}: {1} is so short that it can be guessed", path, key);
      }
      return new State(fingerprint, Optional.of(tenant), "");
    } catch (SettingsFile.BadValue e) {
      LOG.log(Level.ERROR, e.getMessage());
      return new State(fingerprint, Optional.empty(), e.getMessage());
    } catch (IOException e) {
      LOG.log(Level.ERROR, path + ": cannot be read", e);
      return new State(fingerprint, Optional.empty(), path + ": cannot be read");
    }
  }
}
