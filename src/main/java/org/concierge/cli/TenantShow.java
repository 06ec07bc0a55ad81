package org.concierge.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tenant show}: a tenant's settings as they are read, without its secrets. */
@Command(name = "show", description = "Shows a tenant's settings, without secrets.")
final class TenantShow implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Mixin private Output output;

  @Override
  public Integer call() {
    Tenants tenants = new Tenants(Installation.fromEnvironment().tenantsFolder());
    tenants.refresh();
    if (tenants.complaints().containsKey(id)) {
      throw new IllegalStateException(tenants.complaints().get(id));
    }
    Map<String, Object> settings = settings(tenants.get(id), tenants);
    output.print(
        settings, out -> settings.forEach((key, value) -> out.printf("%-22s %s%n", key, value)));
    return 0;
  }

  private static Map<String, Object> settings(Tenant tenant, Tenants tenants) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("tenant_id", tenant.id().value());
    settings.put("name", tenant.name());
    settings.put("status", tenant.suspended() ? "suspended" : "active");
    settings.put("isolation", lower(tenant.isolation()));
    tenant.database().host().ifPresent(host -> settings.put("db_host", host));
    tenant.database().name().ifPresent(name -> settings.put("db_name", name));
    settings.put("llm_provider", lower(tenant.model().provider()));
    settings.put("model", tenant.model().model());
    settings.put("embedding_model", tenant.embedding().model());
    settings.put("max_upload_size_mb", tenant.maxUploadBytes() / (1024 * 1024));
    settings.put(
        "switched_off", tenant.switchedOff().stream().map(TenantShow::lower).sorted().toList());
    settings.put("file", tenants.folder().resolve(tenant.id().value()).resolve(".env").toString());
    return settings;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
