package org.concierge.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person is in a tenant. */
public enum Role {
  ADMIN(EnumSet.complementOf(EnumSet.of(Scope.PLATFORM))),
  MEMBER(EnumSet.of(Scope.CHAT, Scope.DOCUMENTS_READ)),
  VIEWER(EnumSet.of(Scope.USAGE)),
  /** Of the installation, in its own tenant {@code platform}: sees no tenant's content. */
  OPERATOR(EnumSet.of(Scope.PLATFORM));

  private final Set<Scope> scopes;

  Role(EnumSet<Scope> scopes) {
    this.scopes = Set.copyOf(scopes);
  }

  public Set<Scope> scopes() {
    return scopes;
  }

  /** As bearers and answers name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
