package org.concierge.proof;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.concierge.access.Caller;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;
import org.concierge.proof.Check.Step;
import org.concierge.proof.ProbeClient.Call;
import org.concierge.security.TenantKeys;
import org.concierge.security.TenantKeys.NewKey;
import org.concierge.security.TenantKeys.Shown;
import org.concierge.security.TenantKeys.TenantKey;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;

/**
 * Tries a live tenant as its users do, over HTTP, with a document that none of them sees and keys
 * of its own. All of it goes again, whatever happened; what a check that was killed has left goes
 * with the next one.
 */
public final class Checking {
  /** By which documents and keys of checks are known. */
  static final String NAME = "concierge-check";

  /** What is tried, in this order. */
  public static final List<String> STEPS =
      List.of("server", "upload", "search", "chat", "limits", "isolation", "clean");

  /** If all else fails the keys end by themselves. */
  private static final Duration KEYS_LIVE = Duration.ofMinutes(15);

  private final Tenants tenants;
  private final TenantKeys keys;
  private final CheckRepository rows;
  private final Clock clock;

  public Checking(Tenants tenants, TenantKeys keys, Databases databases, Clock clock) {
    this.tenants = tenants;
    this.keys = keys;
    rows = new CheckRepository(databases);
    this.clock = clock;
  }

  /**
   * @param server the running server's root, without a slash at the end
   * @param onlyClean removes what earlier checks have left, and tries nothing
   * @param seen told of each step when it is done
   * @throws Problem NOT_FOUND, UNAVAILABLE if the server or the database is away
   */
  public Check check(TenantId id, String server, boolean onlyClean, Consumer<Step> seen) {
    tenants.refresh();
    tenants.get(id);
    ProbeClient client = new ProbeClient(server);
    List<Step> steps = new ArrayList<>();
    Consumer<Step> note =
        step -> {
          steps.add(step);
          seen.accept(step);
        };
    Shown admin = key(id, Role.ADMIN.scopes(), OptionalInt.empty());
    try {
      if (!onlyClean) {
        Shown plain = key(id, Set.of(Scope.CHAT, Scope.DOCUMENTS_READ), OptionalInt.empty());
        Shown slow = key(id, Set.of(Scope.DOCUMENTS_READ, Scope.USAGE), OptionalInt.of(1));
        String word =
            "checkword" + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
        Trial trial =
            new Trial(client, new Trial.Keys(admin.text(), plain.text(), slow.text()), word);
        trial.run(another(id), note);
      }
    } finally {
      note.accept(Trial.step("clean", () -> clean(id, client, admin.text())));
    }
    return new Check(
        id.value(),
        steps.stream().allMatch(Step::passed),
        List.copyOf(steps),
        List.of("the audit of what was done", "the usage that was counted"));
  }

  private Shown key(TenantId id, Set<Scope> scopes, OptionalInt perMinute) {
    return keys.create(
        Caller.commandLine(id),
        Role.ADMIN.scopes(),
        new NewKey(
            NAME, scopes, Optional.of(clock.instant().plus(KEYS_LIVE)), perMinute, List.of()));
  }

  /** Empty if there is no other tenant. */
  private Optional<TenantId> another(TenantId id) {
    return tenants.all().stream()
        .map(tenant -> tenant.id())
        .filter(other -> !other.equals(id))
        .findFirst();
  }

  private String clean(TenantId id, ProbeClient client, String admin) {
    return ReaderScope.get(
        Reader.ofEverything(),
        () ->
            TenantScope.get(
                id,
                () -> {
                  List<UUID> documents = rows.documents(id, NAME);
                  for (UUID document : documents) {
                    client.send(new Call("DELETE", "/api/v1/documents/" + document, admin, "", ""));
                  }
                  if (!rows.documents(id, NAME).isEmpty()) {
                    throw new IllegalStateException("A document could not be removed.");
                  }
                  List<UUID> made =
                      keys.all(id).stream()
                          .filter(key -> key.name().equals(NAME))
                          .map(TenantKey::id)
                          .toList();
                  rows.remove(id, made);
                  return documents.size() + " documents and " + made.size() + " keys removed";
                }));
  }
}
