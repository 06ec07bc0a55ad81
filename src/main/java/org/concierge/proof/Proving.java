package org.concierge.proof;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.concierge.access.KeyKind;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.custody.Deletion;
import org.concierge.custody.Provisioning;
import org.concierge.proof.Certificate.RouteProof;
import org.concierge.proof.Certificate.SchemaProof;
import org.concierge.proof.WallsRepository.Walls;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Proves that tenants are held apart: reads the walls from PostgreSQL's own catalogue, makes two
 * sealed tenants, and attacks one with the credentials of the other through every route that the
 * running server names. Both are deleted afterwards, whatever happened.
 */
public final class Proving {
  private static final List<String> NOT_COVERED =
      List.of(
          "pages of the console, whose beans call the same use cases (covered by the build's"
              + " tests)",
          "whoever administers the servers: PostgreSQL's superuser, the data folder's owner",
          "time: two answers that read alike may take unlike long");

  private final Tenants tenants;
  private final Provisioning provisioning;
  private final Deletion deletion;
  private final WallsRepository walls;
  private final Clock clock;

  public Proving(
      Tenants tenants,
      Provisioning provisioning,
      Deletion deletion,
      WallsRepository walls,
      Clock clock) {
    this.tenants = tenants;
    this.provisioning = provisioning;
    this.deletion = deletion;
    this.walls = walls;
    this.clock = clock;
  }

  /**
   * @param server the running server's root, without a slash at the end
   */
  public Certificate prove(String server) {
    tenants.refresh();
    List<Tenant> all = List.copyOf(tenants.all());
    String name = "probe-" + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
    List<Probe> probes = new ArrayList<>();
    try {
      Probe attacker = probe(name + "-a", probes);
      Probe victim = probe(name + "-b", probes);
      ProbeClient client = new ProbeClient(server);
      attacker.furnish(client);
      victim.furnish(client);
      List<RouteProof> routes = new RouteAttacks(client, attacker, victim).run();
      return certificate(server, all, routes, schemas(all, attacker.id()));
    } finally {
      probes.forEach(probe -> deletion.delete(probe.id()));
    }
  }

  private Probe probe(String name, List<Probe> probes) {
    TenantId id = new TenantId(name);
    Map<KeyKind, String> keys =
        provisioning.create(
            id,
            "Isolation probe",
            Isolation.SHARED,
            Map.of("PLAN", "enterprise", "LLM_PROVIDER", "quote"));
    Probe probe = new Probe(id, keys, "canary" + name.replace("-", ""));
    probes.add(probe);
    return probe;
  }

  private List<SchemaProof> schemas(List<Tenant> all, TenantId probe) {
    Map<String, SchemaProof> found = new LinkedHashMap<>();
    put(found, within(probe, true));
    put(found, within(probe, false));
    for (Tenant tenant : all) {
      put(found, within(tenant.id(), false));
    }
    return List.copyOf(found.values());
  }

  private Walls within(TenantId tenant, boolean shared) {
    return ReaderScope.get(
        Reader.ofEverything(),
        () ->
            TenantScope.get(
                tenant, () -> shared ? walls.ofShared(tenant) : walls.ofTenant(tenant)));
  }

  private static void put(Map<String, SchemaProof> found, Walls walls) {
    List<String> breaches = new ArrayList<>(walls.breaches());
    walls.leaks().forEach(table -> breaches.add(table + ": shows other tenants' rows"));
    found.merge(
        walls.database() + "/" + walls.schema(),
        new SchemaProof(walls.database(), walls.schema(), walls.tables(), breaches),
        (former, next) -> next.breaches().size() > former.breaches().size() ? next : former);
  }

  private Certificate certificate(
      String server, List<Tenant> all, List<RouteProof> routes, List<SchemaProof> schemas) {
    List<String> breaches = new ArrayList<>();
    routes.forEach(
        route ->
            route.breaches().stream()
                .distinct()
                .forEach(
                    breach -> breaches.add(route.method() + " " + route.path() + ": " + breach)));
    schemas.forEach(
        schema ->
            schema
                .breaches()
                .forEach(
                    breach ->
                        breaches.add(schema.database() + "/" + schema.schema() + ": " + breach)));
    int attacks = routes.stream().mapToInt(RouteProof::attacks).sum();
    if (attacks == 0) {
      breaches.add("no route could be attacked: the server named none");
    }
    return new Certificate(
        "Concierge isolation certificate",
        clock.instant(),
        server,
        breaches.isEmpty(),
        attacks,
        all.stream().map(tenant -> tenant.id().value()).sorted().toList(),
        routes,
        schemas,
        breaches,
        NOT_COVERED);
  }
}
