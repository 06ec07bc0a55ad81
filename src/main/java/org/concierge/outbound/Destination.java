package org.concierge.outbound;

import java.io.OutputStream;
import java.util.function.Predicate;

/**
 * Where the body of an answer goes to.
 *
 * @param body is not closed
 * @param beginning whether the first bytes will do; else a larger body is a failure
 * @param hosts which hosts may be called, those of redirects too
 */
public record Destination(
    OutputStream body, long maxBytes, boolean beginning, Predicate<String> hosts) {}
