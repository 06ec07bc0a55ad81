package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code key ...}: a tenant's API keys, and the key that signs bearers. */
@Command(
    name = "key",
    description = "Lists, makes, renews and revokes API keys.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeyList.class,
      KeyCreate.class,
      KeyRotate.class,
      KeyRevoke.class,
      KeyRotateSigning.class
    })
final class KeyCommands {}
