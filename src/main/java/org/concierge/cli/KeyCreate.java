package org.concierge.cli;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.security.KeyFields;
import org.concierge.security.KeysResource.KeyView;
import org.concierge.security.TenantKeys.NewKey;
import org.concierge.security.TenantKeys.Shown;
import org.concierge.tenant.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key create}: makes a key and prints it, once. */
@Command(name = "create", description = "Makes an API key and prints it once.")
final class KeyCreate implements Callable<Integer> {
  @Mixin private OneTenant tenant;

  @Option(names = "--name", required = true, description = "What the key is for.")
  private String name;

  @Option(
      names = "--scope",
      required = true,
      split = ",",
      description = "What it may do: chat, documents:read, documents:write, ...")
  private List<String> scopes;

  @Option(names = "--expires-at", description = "Such as 2030-12-31T23:59:59Z; never if left out.")
  private String expiresAt;

  @Option(names = "--rate-limit", description = "Requests a minute; any number if left out.")
  private int perMinute;

  @Option(
      names = "--origin",
      split = ",",
      description = "Origins of web pages that may use it; any if left out.")
  private List<String> origins;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      NewKey wanted =
          new NewKey(
              KeyFields.name(name),
              KeyFields.scopes(scopes),
              KeyFields.expiry(expiresAt),
              KeyFields.perMinute(perMinute) == 0 ? OptionalInt.empty() : OptionalInt.of(perMinute),
              KeyFields.origins(origins));
      Shown shown =
          workplace
              .tenantKeys()
              .create(Caller.commandLine(tenant.in(workplace)), Role.ADMIN.scopes(), wanted);
      output.print(KeyView.of(shown.key(), shown.text()), out -> out.println(shown.text()));
    }
    return 0;
  }
}
