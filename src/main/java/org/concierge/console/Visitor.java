package org.concierge.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;

/** Who looks at the console: a person with a console session, never a key. */
final class Visitor {
  private Visitor() {}

  static Optional<Principal> of(HttpServletRequest request, CurrentPrincipal caller) {
    return request.getSession(false) == null
        ? Optional.empty()
        : caller.find().filter(principal -> principal.person().isPresent());
  }
}
