package org.concierge.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Ends a tenant: first its credentials, then its rows, its files, its settings. Interrupted, it can
 * be run again; the settings go last, since without them nobody would know where the rows are.
 */
public final class Deletion {
  private final Installation installation;
  private final Tenants tenants;
  private final TenantRowsRepository rows;
  private final Suspension suspension;

  public Deletion(
      Installation installation,
      Tenants tenants,
      TenantRowsRepository rows,
      Suspension suspension) {
    this.installation = installation;
    this.tenants = tenants;
    this.rows = rows;
    this.suspension = suspension;
  }

  /**
   * What went and what is still there.
   *
   * @param rows deleted, by table
   * @param left one sentence each
   */
  public record Report(String tenantId, Map<String, Long> rows, List<String> left) {}

  /**
   * Suspends the tenant for good: what follows is its deletion, and nothing else can.
   *
   * @throws Problem NOT_FOUND, CONFLICT while rows may be in two places, or UNAVAILABLE if a
   *     database is away: then the tenant is suspended and nothing is gone
   */
  public void begin(TenantId id) {
    if (TenantFile.ofMove(tenants.folder(), id).exists()) {
      throw new Problem(
          ProblemType.CONFLICT,
          "A move of tenant " + id + " was not completed: run \"tenant move\" once more first.");
    }
    suspension.suspend(id, true);
    TenantScope.run(id, () -> rows.reach(id));
    TenantFile.ofErasure(tenants.folder(), id)
        .write("Run the erasing once more if it has ended.\n");
  }

  /**
   * @throws Problem as {@link #begin}
   */
  public Report delete(TenantId id) {
    begin(id);
    Tenant tenant = tenants.get(id);
    Map<String, Long> deleted =
        ReaderScope.get(Reader.ofEverything(), () -> TenantScope.get(id, () -> rows.delete(id)));
    deleteFolder(installation.home().resolve("files").resolve(id.value()));
    deleteFolder(installation.home().resolve("debug").resolve(id.value()));
    deleteFolder(tenants.folder().resolve(id.value()));
    tenants.refresh();
    return new Report(id.value(), deleted, left(tenant));
  }

  private static List<String> left(Tenant tenant) {
    List<String> left = new ArrayList<>();
    left.add("the audit of the tenant, which holds no content");
    if (tenant.isolation() == Isolation.SCHEMA) {
      left.add("the empty schema tenant_" + tenant.id().sqlName());
    }
    if (tenant.isolation() == Isolation.DATABASE) {
      left.add(
          "the empty database "
              + tenant.database().name().orElse("ragdb_" + tenant.id().sqlName())
              + " and its login");
    }
    left.add("a debug log, if API_DEBUG_LOG_PATH led out of the data folder");
    left.add("whatever backups of the databases and of the data folder hold");
    return left;
  }

  private static void deleteFolder(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
