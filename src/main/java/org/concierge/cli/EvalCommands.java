package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code eval}: how good the answers are. */
@Command(
    name = "eval",
    description = "Judges a tenant's answers by question sets.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {EvalRun.class, EvalImport.class, EvalList.class})
final class EvalCommands {}
