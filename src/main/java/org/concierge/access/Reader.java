package org.concierge.access;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Whose eyes documents are looked at with. A document carries marks of those who may read it
 * ({@code tenant}, {@code public}, {@code group:sales}, {@code user:<id>}); a reader sees those
 * with which it shares one. PostgreSQL compares them, in each statement.
 *
 * @param everything administrators and our own workers: every document of the tenant
 * @param marks what else the reader may see; empty for one who sees nothing
 */
public record Reader(boolean everything, Set<String> marks) {
  public static final String TENANT = "tenant";
  public static final String PUBLIC = "public";

  public Reader {
    marks = Set.copyOf(marks);
  }

  /** Sees each document of the tenant. */
  public static Reader ofEverything() {
    return new Reader(true, Set.of());
  }

  /** Sees nothing: what a thread is that nobody has said anything about. */
  public static Reader ofNothing() {
    return new Reader(false, Set.of());
  }

  /** A key that belongs to no person: sees what is open to the whole tenant. */
  public static Reader ofTenant() {
    return new Reader(false, Set.of(TENANT, PUBLIC));
  }

  /** A visitor of a web site. */
  public static Reader ofPublic() {
    return new Reader(false, Set.of(PUBLIC));
  }

  /** A person: what is open to the tenant, to one of the groups, or to this person by name. */
  public static Reader of(UUID user, Set<String> groups) {
    Set<String> marks = new LinkedHashSet<>(Set.of(TENANT, PUBLIC, "user:" + user));
    groups.forEach(group -> marks.add("group:" + group));
    return new Reader(false, marks);
  }
}
