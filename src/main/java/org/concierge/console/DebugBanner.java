package org.concierge.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.concierge.access.Scope;
import org.concierge.debuglog.DebugLog;

/** On every page: that requests are being written down, to whoever can end it. */
@Named
@RequestScoped
public class DebugBanner {
  private DebugLog log;
  private Visit visit;

  DebugBanner() {}

  @Inject
  DebugBanner(DebugLog log, Visit visit) {
    this.log = log;
    this.visit = visit;
  }

  public boolean isShown() {
    return visit.isSignedIn()
        && visit.principal().may(Scope.SETTINGS)
        && visit.isReadable()
        && log.isOn(visit.tenant());
  }
}
