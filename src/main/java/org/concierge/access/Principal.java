package org.concierge.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.tenant.TenantId;

/**
 * Who calls, as its credential proves: one API key or one person, in exactly one tenant.
 *
 * @param id random, unique over all tenants: the key's, or the user's
 * @param name shown in logs and audit: the key's prefix or the person's e-mail, never a secret
 * @param tenant the only tenant that this credential opens
 * @param reader with whose eyes it looks at documents
 * @param person empty for a key
 * @param login the login that the credential stems from: it dies with it; empty for a key
 */
public record Principal(
    UUID id,
    String name,
    TenantId tenant,
    Set<Scope> scopes,
    Reader reader,
    Optional<Person> person,
    Optional<UUID> login)
    implements java.security.Principal {

  public Principal {
    scopes = Set.copyOf(scopes);
  }

  /** Whether credentials that were good when they came still are. */
  @FunctionalInterface
  public interface Standing {
    /**
     * False within a minute after the credential was revoked, its login ended or its user lost the
     * scope.
     *
     * @throws org.concierge.problem.Problem UNAVAILABLE if that cannot be told now
     */
    boolean holds(Principal principal);
  }

  /**
   * An API key: one that may write and read documents reads all of them, others what is open to the
   * whole tenant.
   */
  public static Principal ofKey(UUID id, String prefix, TenantId tenant, Set<Scope> scopes) {
    boolean administrator = scopes.containsAll(Role.ADMIN.scopes());
    return new Principal(
        id,
        prefix,
        tenant,
        scopes,
        administrator ? Reader.ofEverything() : Reader.ofTenant(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A person.
   *
   * @param scopes at most those of the role; fewer for a bearer that was made for another program
   */
  public static Principal ofPerson(Person person, TenantId tenant, Set<Scope> scopes, UUID login) {
    return new Principal(
        person.id(),
        person.email(),
        tenant,
        scopes,
        person.role() == Role.ADMIN
            ? Reader.ofEverything()
            : Reader.of(person.id(), person.groups()),
        Optional.of(person),
        Optional.of(login));
  }

  /** Nobody that is known: sees what everybody may see. */
  public boolean isVisitor() {
    return person.isEmpty() && reader.equals(Reader.ofPublic());
  }

  @Override
  public String getName() {
    return name;
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
