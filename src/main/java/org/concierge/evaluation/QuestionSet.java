package org.concierge.evaluation;

import java.time.Instant;
import java.util.UUID;

/**
 * Questions of a tenant that are asked again whenever something changes.
 *
 * @param name unique in the tenant
 * @param gate a prompt that answers them worse is not published
 * @param questions how many
 */
public record QuestionSet(UUID id, String name, boolean gate, int questions, Instant createdAt) {}
