package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code history ...}. */
@Command(
    name = "history",
    description = "Looks after a tenant's conversations.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {HistoryCleanup.class})
final class HistoryCommands {}
