package org.concierge.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.tenant.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code key rotate-signing}: a new key for bearers, of the installation as a whole. */
@Command(
    name = "rotate-signing",
    description = "Signs bearers with a new key; the former one verifies for an hour more.")
final class KeyRotateSigning implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      String kid = workplace.signingKeys().rotate();
      output.print(
          Map.of("kid", kid),
          out -> out.println("Bearers are signed with the key " + kid + " within a minute."));
    }
    return 0;
  }
}
