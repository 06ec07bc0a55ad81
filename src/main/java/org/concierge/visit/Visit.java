package org.concierge.visit;

import org.concierge.tenant.Tenant;
import org.concierge.widget.Widget;

/** A page's request that its widget has let in. */
public record Visit(Tenant tenant, Widget widget, Door door) {}
