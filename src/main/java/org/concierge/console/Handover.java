package org.concierge.console;

import jakarta.servlet.http.HttpServletRequest;
import org.concierge.identity.Invitations.Invitation;
import org.concierge.mail.Delivery;

/** How a link gets to the person whom it is for: by mail, else by who looks at the next page. */
final class Handover {
  private Handover() {}

  /**
   * @param key of the text beside a link that is shown because no mail was wanted
   */
  static void next(Visit visit, HttpServletRequest request, Invitation made, String key) {
    String email = made.user().email();
    // As this browser reaches the server, which the link is to be opened through as well.
    String link = Browser.origin(request) + made.link();
    Delivery delivery = made.delivery();
    if (delivery == Delivery.SENT) {
      visit.tellNext("handover.mailed", email);
    } else if (delivery == Delivery.NONE) {
      visit.secretNext(link, key, email);
    } else {
      visit.secretNext(link, "handover.failed", email, visit.text("handover." + delivery));
    }
  }
}
