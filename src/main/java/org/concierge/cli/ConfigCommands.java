package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code config ...}. */
@Command(
    name = "config",
    description = "Checks and shows the installation's settings.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ConfigCheck.class, ConfigShow.class})
final class ConfigCommands {}
