package org.concierge.console;

import java.util.Optional;
import java.util.UUID;
import org.concierge.identity.User;
import org.concierge.identity.UserRepository;
import org.concierge.identity.Users;
import org.concierge.persistence.Cursor;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/** People know an owner by e-mail, documents by id. */
record Owners(Users users, TenantId tenant) {
  private static final org.concierge.persistence.Page MOST =
      new org.concierge.persistence.Page(200, Cursor.START);

  /**
   * @param owner null for nobody
   * @return "" for nobody, or one who is gone
   */
  String email(UUID owner) {
    try {
      return owner == null ? "" : users.get(tenant, owner).email();
    } catch (Problem gone) {
      return "";
    }
  }

  /** "" for no e-mail; empty if nobody has it. */
  Optional<String> id(String email) {
    String wanted = email.strip();
    if (wanted.isEmpty()) {
      return Optional.of("");
    }
    var query = new UserRepository.Query(MOST, wanted, null, null);
    return users.list(tenant, query).stream()
        .filter(user -> user.email().equalsIgnoreCase(wanted))
        .map(User::id)
        .map(UUID::toString)
        .findFirst();
  }
}
