package org.concierge.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Role;
import org.concierge.tenant.TenantId;

/** Users for tests. */
final class SampleUser {
  private SampleUser() {}

  static User with(String email, String name, String tenant) {
    return new User(
        new UUID(1, 1),
        new TenantId(tenant),
        email,
        name,
        "Sales",
        Role.MEMBER,
        Set.of("north"),
        "en",
        User.Status.ACTIVE,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty());
  }
}
