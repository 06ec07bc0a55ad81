package org.concierge.access;

import java.util.Set;

/** The three API keys that each tenant has from its creation. */
public enum KeyKind {
  ADMIN(Role.ADMIN.scopes()),
  CHAT(Set.of(Scope.CHAT, Scope.DOCUMENTS_READ)),
  UPLOAD(Set.of(Scope.DOCUMENTS_WRITE));

  private final Set<Scope> scopes;

  KeyKind(Set<Scope> scopes) {
    this.scopes = scopes;
  }

  public Set<Scope> scopes() {
    return scopes;
  }
}
