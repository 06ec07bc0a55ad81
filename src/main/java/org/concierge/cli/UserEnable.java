package org.concierge.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code user enable}. */
@Command(name = "enable", description = "Lets a disabled user in again.")
final class UserEnable implements Callable<Integer> {
  @Mixin private OneUser one;

  @Override
  public Integer call() {
    return one.print(found -> found.workplace().users().enable(found.by(), found.user().id()));
  }
}
