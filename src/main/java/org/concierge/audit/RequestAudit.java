package org.concierge.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.RequestId;

/** The audit for an endpoint: it knows who calls. */
@RequestScoped
public class RequestAudit {
  private Audit audit;
  private CurrentPrincipal caller;
  private RequestId requestId;

  RequestAudit() {}

  @Inject
  public RequestAudit(Audit audit, CurrentPrincipal caller, RequestId requestId) {
    this.audit = audit;
    this.caller = caller;
    this.requestId = requestId;
  }

  /** As {@link Audit#record(Caller, String, String, Map)}. */
  public void record(String action, String object, Map<String, ?> details) {
    audit.record(caller(), action, object, details);
  }

  /** As {@link Audit#record(Caller, String, List, Map)}. */
  public void record(String action, List<String> objects, Map<String, ?> details) {
    audit.record(caller(), action, objects, details);
  }

  /** As {@link Audit#later(Caller, String, String, long)}. */
  public void later(String action, String object, long results) {
    audit.later(caller(), action, object, results);
  }

  /** Who calls, to be remembered for what ends after the request. */
  public Caller caller() {
    return Caller.of(caller.get(), requestId);
  }
}
