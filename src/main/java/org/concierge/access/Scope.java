package org.concierge.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a credential may do. The wire form is {@code documents:write}. */
public enum Scope {
  CHAT("chat"),
  DOCUMENTS_READ("documents:read"),
  DOCUMENTS_WRITE("documents:write"),
  USERS("users"),
  KEYS("keys"),
  SETTINGS("settings"),
  AUDIT("audit"),
  USAGE("usage"),
  /** Creates and suspends tenants; no tenant's administrator has it. */
  PLATFORM("platform");

  private final String wire;

  Scope(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static Optional<Scope> parse(String wire) {
    for (Scope scope : values()) {
      if (scope.wire.equals(wire)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /** The known ones among these; words that this version does not know allow nothing. */
  public static Set<Scope> parseAll(String... wires) {
    return Arrays.stream(wires)
        .flatMap(wire -> parse(wire).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As they are written, in alphabetical order. */
  public static List<String> wires(Collection<Scope> scopes) {
    return scopes.stream().map(Scope::wire).sorted().toList();
  }
}
