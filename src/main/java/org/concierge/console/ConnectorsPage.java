package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.connector.Connector;
import org.concierge.connector.ConnectorWork;
import org.concierge.connector.Connectors;

/** The places outside whose files are kept in step with the documents. */
@Page
@Requires(Scope.SETTINGS)
public class ConnectorsPage {
  private final ConnectorForm form = new ConnectorForm();
  private Connectors connectors;
  private ConnectorWork work;
  private Visit visit;
  private List<Connector> found;

  ConnectorsPage() {}

  @Inject
  ConnectorsPage(Connectors connectors, ConnectorWork work, Visit visit) {
    this.connectors = connectors;
    this.work = work;
    this.visit = visit;
  }

  public String create() {
    Connector added = visit.within(() -> connectors.add(visit.caller(), form.wanted()));
    work.threads().hint();
    visit.tellNext("connectors.created", added.name());
    return Pages.redirect("connectors");
  }

  /** By name. */
  public List<Connector> getItems() {
    if (found == null) {
      found = visit.within(() -> connectors.list(visit.principal().tenant()));
    }
    return found;
  }

  /** Of the texts that say how it is. */
  static String stateOf(Connector connector) {
    Connector.Last last = connector.last();
    if (last.startedAt() == null) {
      return "waiting";
    }
    if (last.finishedAt() == null || last.finishedAt().isBefore(last.startedAt())) {
      return "running";
    }
    return last.error().isEmpty() ? "well" : "failed";
  }

  public String state(Connector connector) {
    return stateOf(connector);
  }

  public ConnectorForm getForm() {
    return form;
  }
}
