package org.concierge.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code user delete}. */
@Command(name = "delete", description = "Deletes a user.")
final class UserDelete implements Callable<Integer> {
  @Mixin private OneUser one;

  @Override
  public Integer call() {
    return one.run(
        found -> {
          found.workplace().users().delete(found.by(), found.user().id());
          one.output()
              .print(
                  Map.of("deleted", found.user().id()),
                  out -> out.println("Deleted " + found.user().email()));
        });
  }
}
