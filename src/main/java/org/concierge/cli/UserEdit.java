package org.concierge.cli;

import java.util.concurrent.Callable;
import org.concierge.identity.UserChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code user edit}: what is not named stays. */
@Command(name = "edit", description = "Changes a user's name, department, role, groups, language.")
final class UserEdit implements Callable<Integer> {
  @Mixin private OneUser one;
  @Mixin private PersonOptions person;

  @Override
  public Integer call() {
    UserChange change = person.change();
    return one.print(
        found -> found.workplace().users().edit(found.by(), found.user().id(), change));
  }
}
