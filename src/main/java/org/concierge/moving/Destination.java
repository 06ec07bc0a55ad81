package org.concierge.moving;

import java.util.Map;
import org.concierge.tenant.Isolation;

/**
 * Where a tenant shall go.
 *
 * @param database settings that lead to a database that is there, by key; empty: the installation's
 *     own, in the tier {@code database} one that is made for the tenant
 */
public record Destination(Isolation tier, Map<String, String> database) {
  public Destination {
    database = Map.copyOf(database);
  }
}
