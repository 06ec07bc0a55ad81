package org.concierge.access;

import java.util.Optional;

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
}
