package org.concierge.access;

import java.util.EnumSet;
import java.util.Set;

/** What a person is in a tenant. */
public enum Role {
  ADMIN(EnumSet.allOf(Scope.class)),
  MEMBER(EnumSet.of(Scope.CHAT, Scope.DOCUMENTS_READ)),
  VIEWER(EnumSet.of(Scope.USAGE));

  private final Set<Scope> scopes;

  Role(EnumSet<Scope> scopes) {
    this.scopes = Set.copyOf(scopes);
  }

  public Set<Scope> scopes() {
    return scopes;
  }
}
