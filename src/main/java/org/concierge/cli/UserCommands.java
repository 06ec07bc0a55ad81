package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code user ...}. */
@Command(
    name = "user",
    description = "Looks after a tenant's users.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UserList.class,
      UserCreate.class,
      UserShow.class,
      UserEdit.class,
      UserInvite.class,
      UserDisable.class,
      UserEnable.class,
      UserDelete.class
    })
final class UserCommands {}
