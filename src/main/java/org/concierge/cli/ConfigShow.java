package org.concierge.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.tenant.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config show}: the installation's settings as they are read, without secrets. */
@Command(name = "show", description = "Shows the installation's settings, without secrets.")
final class ConfigShow implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    Installation installation = Installation.fromEnvironment();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("home", installation.home().toString());
    settings.put("port", installation.port());
    settings.put("tenants", installation.tenantsFolder().toString());
    settings.put("embeddings", installation.embeddingsFolder().toString());
    settings.put("db_pool_size", installation.poolSize());
    settings.put(
        "db",
        installation
            .administrator()
            .map(login -> login.user() + "@" + login.host() + ":" + login.port())
            .orElse("as database.env in home says"));
    output.print(
        settings, out -> settings.forEach((key, value) -> out.printf("%-14s %s%n", key, value)));
    return 0;
  }
}
