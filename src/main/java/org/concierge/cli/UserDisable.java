package org.concierge.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code user disable}. */
@Command(name = "disable", description = "Ends all that a user holds and lets them in no more.")
final class UserDisable implements Callable<Integer> {
  @Mixin private OneUser one;

  @Override
  public Integer call() {
    return one.print(found -> found.workplace().users().disable(found.by(), found.user().id()));
  }
}
