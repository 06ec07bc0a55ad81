package org.concierge.sso;

import java.util.UUID;
import org.concierge.bearer.Login;
import org.concierge.bearer.Tokens;
import org.concierge.identity.External;
import org.concierge.identity.User;
import org.concierge.tenant.TenantId;

/** What a sign-in does to users and logins; each in a tenant scope of its own. */
public interface Accounts {
  boolean hasUser(TenantId tenant, String email);

  /** The user that this person is here; a new one at the first time. */
  User admit(TenantId tenant, External external);

  Login begin(User user);

  Tokens tokens(Login login, User user);

  /** Nothing happens if it has ended. */
  void end(TenantId tenant, UUID login);
}
