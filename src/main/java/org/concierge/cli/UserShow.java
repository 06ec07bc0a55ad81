package org.concierge.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code user show}. */
@Command(name = "show", description = "Shows a user.")
final class UserShow implements Callable<Integer> {
  @Mixin private OneUser one;

  @Override
  public Integer call() {
    return one.print(OneUser.Found::user);
  }
}
