package org.concierge.outbound;

import java.net.URI;

/**
 * An answer, and the address that gave it, after all redirects.
 *
 * @param response without its body if that has a {@link Destination}
 */
public record Fetched(URI address, OutboundResponse response) {}
