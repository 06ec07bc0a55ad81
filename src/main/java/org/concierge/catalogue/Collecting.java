package org.concierge.catalogue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.document.ReaderMarks;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * What can be done with a tenant's collections, whoever asks. Thread safe; works inside the
 * tenant's scope, with the eyes of the thread's reader: a collection that those do not see is one
 * that does not exist.
 */
public final class Collecting {
  private static final int MAX_NAME = 100;
  private static final int MAX_DESCRIPTION = 1_000;
  private static final int MAX_DEPTH = 10;

  private final CollectionRepository collections;
  private final Clock clock;

  public Collecting(CollectionRepository collections, Clock clock) {
    this.collections = collections;
    this.clock = clock;
  }

  /**
   * What is to become of a collection; null stays as it is, or is what is usual for a new one.
   *
   * @param parent "" for the top
   */
  public record Wanted(String name, String parent, String description, List<String> readers) {}

  /** All that the reader sees, sorted by path. */
  public List<Collection> list(TenantId tenant) {
    List<Collection> found = collections.list(tenant);
    Map<UUID, Collection> byId =
        found.stream().collect(Collectors.toMap(Collection::id, Function.identity()));
    return found.stream()
        .map(collection -> withPath(collection, byId))
        .sorted(Comparator.comparing(Collection::path, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private static Collection withPath(Collection of, Map<UUID, Collection> byId) {
    List<String> names = new ArrayList<>();
    for (Collection at = of;
        at != null && names.size() <= MAX_DEPTH;
        at = byId.get(at.parentId())) {
      names.add(0, at.name());
    }
    return new Collection(
        of.id(),
        of.parentId(),
        of.name(),
        String.join("/", names),
        of.description(),
        of.readers(),
        of.createdAt());
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public Collection get(TenantId tenant, UUID id) {
    return list(tenant).stream()
        .filter(collection -> collection.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("collection"));
  }

  /**
   * The one that an id or a path names.
   *
   * @throws Problem NOT_FOUND
   */
  public Collection named(TenantId tenant, String idOrPath) {
    String wanted = idOrPath.strip().replaceAll("^/+|/+$", "");
    return list(tenant).stream()
        .filter(c -> c.id().toString().equalsIgnoreCase(wanted) || c.path().equals(wanted))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("collection"));
  }

  /**
   * These and all that is within them.
   *
   * @throws Problem NOT_FOUND if one of them does not exist
   */
  public Set<UUID> within(TenantId tenant, List<UUID> ids) {
    List<Collection> all = list(tenant);
    Set<UUID> found = new LinkedHashSet<>(ids);
    if (!all.stream().map(Collection::id).collect(Collectors.toSet()).containsAll(found)) {
      throw Problem.notFound("collection");
    }
    return within(all, found);
  }

  private static Set<UUID> within(List<Collection> all, Set<UUID> found) {
    boolean more = true;
    while (more) {
      more = false;
      for (Collection collection : all) {
        more |= found.contains(collection.parentId()) && found.add(collection.id());
      }
    }
    return found;
  }

  /**
   * @throws Problem BAD_REQUEST, NOT_FOUND for its parent, CONFLICT if there is one of that name
   */
  public Collection create(TenantId tenant, Wanted wanted) {
    if (wanted.name() == null) {
      throw Problem.badRequest("\"name\" is missing.");
    }
    Collection fresh =
        new Collection(
            UUID.randomUUID(), null, "", "", "", List.of(Reader.TENANT), clock.instant());
    return store(tenant, fresh, wanted);
  }

  /**
   * @throws Problem BAD_REQUEST, NOT_FOUND, CONFLICT if there is another of that name
   */
  public Collection change(TenantId tenant, UUID id, Wanted wanted) {
    return store(tenant, get(tenant, id), wanted);
  }

  /**
   * Deletes a collection; what it holds is in the one around it afterwards.
   *
   * @throws Problem NOT_FOUND, CONFLICT if a name would stand twice there
   */
  public void delete(TenantId tenant, UUID id) {
    Collection gone = get(tenant, id);
    // Whoever deletes it need not see all that it holds.
    ReaderScope.run(Reader.ofEverything(), () -> collections.delete(tenant, gone));
  }

  private Collection store(TenantId tenant, Collection former, Wanted wanted) {
    UUID parent = former.parentId();
    if (wanted.parent() != null) {
      parent = wanted.parent().isBlank() ? null : named(tenant, wanted.parent()).id();
    }
    Collection next =
        new Collection(
            former.id(),
            parent,
            wanted.name() == null ? former.name() : name(wanted.name()),
            "",
            wanted.description() == null ? former.description() : description(wanted.description()),
            wanted.readers() == null ? former.readers() : ReaderMarks.checked(wanted.readers()),
            former.createdAt());
    checkPlace(tenant, next);
    return ReaderScope.get(
        Reader.ofEverything(),
        () -> {
          collections.put(tenant, next);
          return get(tenant, next.id());
        });
  }

  private void checkPlace(TenantId tenant, Collection next) {
    List<Collection> all = ReaderScope.get(Reader.ofEverything(), () -> list(tenant));
    boolean taken =
        all.stream()
            .filter(c -> !c.id().equals(next.id()))
            .anyMatch(
                c -> Objects.equals(c.parentId(), next.parentId()) && c.name().equals(next.name()));
    if (taken) {
      throw new Problem(ProblemType.CONFLICT, "There is a collection of that name already.");
    }
    if (next.parentId() == null) {
      return;
    }
    Set<UUID> below = within(all, new LinkedHashSet<>(Set.of(next.id())));
    if (below.contains(next.parentId())) {
      throw Problem.badRequest("A collection cannot be within itself.");
    }
    Collection parent =
        all.stream().filter(c -> c.id().equals(next.parentId())).findFirst().orElseThrow();
    if (parent.path().split("/").length >= MAX_DEPTH) {
      throw Problem.badRequest("Collections can be " + MAX_DEPTH + " deep at most.");
    }
  }

  private static String name(String wanted) {
    String name = wanted.strip();
    if (name.isEmpty() || name.length() > MAX_NAME || !name.matches("[^\\p{Cntrl}/]+")) {
      throw Problem.badRequest(
          "\"name\" must have 1 to " + MAX_NAME + " characters, none of them a slash.");
    }
    return name;
  }

  private static String description(String wanted) {
    if (wanted.length() > MAX_DESCRIPTION) {
      throw Problem.badRequest(
          "\"description\" may have " + MAX_DESCRIPTION + " characters at most.");
    }
    return wanted.strip();
  }
}
