package org.concierge.connector;

import org.concierge.connector.ConnectorRepository.Due;
import org.concierge.webimport.LeasedWork;

/** The threads of this node that bring connectors into step. */
public record ConnectorWork(LeasedWork<Due> threads) {}
