package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code connector ...}: folders and buckets that are kept in step with a tenant's documents. */
@Command(
    name = "connector",
    description = "Adds, lists, runs and removes connectors to folders and buckets.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ConnectorAdd.class,
      ConnectorList.class,
      ConnectorSync.class,
      ConnectorRemove.class
    })
final class ConnectorCommands {}
