package org.concierge.console;

import jakarta.inject.Inject;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.connector.Connector;
import org.concierge.connector.ConnectorWork;
import org.concierge.connector.Connectors;
import org.concierge.connector.SyncCount;
import org.concierge.problem.Problem;

/** One connector: how it is, and its end. */
@Page
@Requires(Scope.SETTINGS)
public class ConnectorPage {
  private Connectors connectors;
  private ConnectorWork work;
  private Visit visit;
  private Connector connector;
  private String typed = "";

  ConnectorPage() {}

  @Inject
  ConnectorPage(Connectors connectors, ConnectorWork work, Visit visit) {
    this.connectors = connectors;
    this.work = work;
    this.visit = visit;
  }

  public String sync() {
    visit.within(() -> connectors.hurry(visit.caller(), id()));
    work.threads().hint();
    visit.tellNext("connector.hurried");
    return Pages.redirect("connector") + "&id=" + id();
  }

  /** The documents that it brought stay. */
  public String remove() {
    String name = getConnector().name();
    if (!typed.strip().equals(name)) {
      Told.atField("typed", "user.typed.wrong", name);
      return null;
    }
    visit.within(
        () -> {
          connectors.remove(visit.caller(), id());
          return null;
        });
    visit.tellNext("connector.removed", name);
    return Pages.redirect("connectors");
  }

  /** Another tenant's is not found, as one that never was. */
  public Connector getConnector() {
    if (connector == null) {
      connector = visit.within(() -> connectors.get(visit.principal().tenant(), id()));
    }
    return connector;
  }

  public String getState() {
    return ConnectorsPage.stateOf(getConnector());
  }

  /** What became of it the last time, in one sentence. */
  public String getCount() {
    SyncCount count = getConnector().last().count();
    return visit.text(
        "connector.counted",
        count.found(),
        count.added(),
        count.changed(),
        count.removed(),
        count.refused());
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("connector"));
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
