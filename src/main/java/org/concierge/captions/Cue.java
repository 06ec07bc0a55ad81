package org.concierge.captions;

import java.time.Duration;

/**
 * What is said from a moment on.
 *
 * @param start from the recording's beginning
 * @param text one line, without marks of form
 */
public record Cue(Duration start, String text) {}
