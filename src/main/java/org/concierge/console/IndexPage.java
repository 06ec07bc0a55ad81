package org.concierge.console;

import org.concierge.access.Requires;
import org.concierge.access.Scope;

/** The overview: who you are, in which tenant, and where things are. */
@Page
@Requires(Scope.USAGE)
public class IndexPage {}
