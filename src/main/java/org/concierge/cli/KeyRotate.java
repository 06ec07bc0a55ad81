package org.concierge.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.security.KeysResource.KeyView;
import org.concierge.security.TenantKeys.Shown;
import org.concierge.tenant.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key rotate}: a new secret; the former one works on for a while. */
@Command(name = "rotate", description = "Gives an API key a new secret and prints it once.")
final class KeyRotate implements Callable<Integer> {
  @Mixin private OneKey key;

  @Option(
      names = "--overlap-hours",
      defaultValue = "24",
      description = "How long the former secret works on (default: ${DEFAULT-VALUE}).")
  private long overlapHours;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      Shown shown =
          workplace
              .tenantKeys()
              .rotate(
                  Caller.commandLine(key.tenant(workplace)),
                  Role.ADMIN.scopes(),
                  key.in(workplace),
                  Duration.ofHours(overlapHours));
      output.print(
          KeyView.of(shown.key(), shown.text()),
          out -> {
            out.println(shown.text());
            out.println(
                "The former secret works until " + shown.key().formerUntil().orElseThrow() + ".");
          });
    }
    return 0;
  }
}
