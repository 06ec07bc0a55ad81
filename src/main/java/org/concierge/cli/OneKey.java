package org.concierge.cli;

import java.util.List;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.security.TenantKeys.TenantKey;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A tenant's key, by its id or its prefix. */
final class OneKey {
  @Mixin private OneTenant tenant;

  @Parameters(index = "0", description = "The key's id or its prefix, such as ck_0a1B2c3D.")
  private String key;

  TenantId tenant(Workplace workplace) {
    return tenant.in(workplace);
  }

  /**
   * @throws Problem NOT_FOUND, also if several have that prefix: only the id is certain then
   */
  UUID in(Workplace workplace) {
    List<TenantKey> found =
        workplace.tenantKeys().all(tenant.in(workplace)).stream()
            .filter(one -> one.id().toString().equals(key) || one.prefix().equals(key))
            .toList();
    if (found.size() != 1) {
      throw Problem.notFound("key");
    }
    return found.get(0).id();
  }
}
