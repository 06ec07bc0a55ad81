package org.concierge.platform;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.concierge.access.Caller;
import org.concierge.access.KeyKind;
import org.concierge.audit.Audit;
import org.concierge.custody.Erasure;
import org.concierge.custody.Provisioning;
import org.concierge.custody.Suspension;
import org.concierge.custody.TenantFile;
import org.concierge.platform.Overseen.State;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * An operator's tenants: listed with how they do, made, stopped, erased. What is done stands in the
 * installation's audit, and in the tenant's without the operator's name. Thread safe.
 */
public final class Overseeing {
  private final Tenants tenants;
  private final Looks looks;
  private final Provisioning provisioning;
  private final Suspension suspension;
  private final Erasing erasing;
  private final Audit audit;

  public Overseeing(
      Tenants tenants,
      Looks looks,
      Provisioning provisioning,
      Suspension suspension,
      Erasing erasing,
      Audit audit) {
    this.tenants = tenants;
    this.looks = looks;
    this.provisioning = provisioning;
    this.suspension = suspension;
    this.erasing = erasing;
    this.audit = audit;
  }

  /**
   * A part of the list.
   *
   * @param next cursor of the part that follows; null for none
   */
  public record Part(List<Overseen> items, String next) {}

  /**
   * By id.
   *
   * @param words in id or name; null or "" for any
   * @param after cursor of a part before; null or "" for the first
   * @throws Problem BAD_REQUEST if the cursor is none
   */
  public Part list(String words, String after, int limit) {
    // Some may have come a moment ago, by another node or the command line.
    tenants.refresh();
    String from = after == null || after.isEmpty() ? "" : last(after).value();
    List<Overseen> found =
        all()
            .filter(one -> one.isNamed(words == null ? "" : words))
            .sorted(Comparator.comparing(one -> one.id().value()))
            .filter(one -> one.id().value().compareTo(from) > 0)
            .limit(limit + 1L)
            .map(this::inItsState)
            .toList();
    List<Overseen> shown = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? shown.get(limit - 1).id().value() : null;
    return new Part(looked(shown), next);
  }

  private static TenantId last(String cursor) {
    return TenantId.parse(cursor)
        .orElseThrow(() -> Problem.badRequest("The cursor is not one of this list."));
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public Overseen get(String id) {
    return looked(List.of(known(id))).get(0);
  }

  /**
   * @return the three keys in clear: nobody can show them again
   * @throws Problem CONFLICT if there is such a tenant, UNAVAILABLE
   */
  public Map<KeyKind, String> create(Caller by, NewTenant wanted) {
    Map<KeyKind, String> keys =
        provisioning.create(wanted.id(), wanted.name(), wanted.isolation(), wanted.settings());
    note(by, "tenant.created", wanted.id(), Map.of());
    return keys;
  }

  /**
   * @throws Problem NOT_FOUND, CONFLICT while it is being erased
   */
  public Overseen suspend(Caller by, String id, boolean suspended) {
    TenantId tenant = known(id).id();
    suspension.suspend(tenant, suspended);
    note(by, suspended ? "tenant.suspended" : "tenant.resumed", tenant, Map.of());
    return get(id);
  }

  /**
   * Begins to erase it, or goes on where that was interrupted; the tenant is gone when it is done.
   *
   * @throws Problem NOT_FOUND, CONFLICT on legal hold or during a move, UNAVAILABLE: then nothing
   *     is gone
   */
  public Overseen erase(Caller by, String id) {
    Overseen before = known(id);
    TenantId tenant = before.id();
    erasing.check(tenant);
    // Before: where a database turns out to be away, the tenant is suspended all the same.
    note(by, "tenant.erasing", tenant, Map.of());
    erasing.start(tenant, receipt -> erased(by, tenant, receipt));
    return before.being(State.ERASING);
  }

  private void erased(Caller by, TenantId tenant, Erasure.Receipt receipt) {
    looks.forget(tenant);
    note(by, "tenant.erased", tenant, Map.of("rows", receipt.deleted()));
  }

  /** A new look at its databases, now. */
  public Overseen check(String id) {
    looks.forget(known(id).id());
    return get(id);
  }

  private Stream<Overseen> all() {
    return Stream.concat(
        tenants.all().stream().map(Overseen::of),
        tenants.complaints().entrySet().stream()
            .map(entry -> Overseen.broken(entry.getKey(), entry.getValue())));
  }

  private Overseen inItsState(Overseen one) {
    return TenantFile.ofErasure(tenants.folder(), one.id()).exists()
        ? one.being(State.ERASING)
        : one;
  }

  private Overseen known(String id) {
    Optional<TenantId> wanted = TenantId.parse(id);
    // It may have come a moment ago, by another node or the command line.
    wanted.ifPresent(tenants::refresh);
    return wanted.stream()
        .flatMap(tenant -> all().filter(one -> one.id().equals(tenant)))
        .findFirst()
        .map(this::inItsState)
        .orElseThrow(() -> Problem.notFound("tenant"));
  }

  /** Where the settings cannot be read, nobody knows where to look. */
  private List<Overseen> looked(List<Overseen> shown) {
    List<TenantId> readable =
        shown.stream().filter(one -> one.problem().isEmpty()).map(Overseen::id).toList();
    Map<TenantId, Look> seen = looks.of(readable);
    return shown.stream().map(one -> one.seen(seen.get(one.id()))).toList();
  }

  private void note(Caller by, String action, TenantId tenant, Map<String, ?> details) {
    audit.record(by, action, tenant.value(), details);
    audit.record(
        new Caller(by.id(), "operator", tenant, by.requestId()), action, tenant.value(), details);
  }
}
