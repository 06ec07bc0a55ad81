package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code documents ...}. */
@Command(
    name = "documents",
    description = "Imports, lists, re-reads and deletes a tenant's documents.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DocumentsImport.class,
      DocumentsList.class,
      DocumentsReindex.class,
      DocumentsDelete.class
    })
final class DocumentsCommands {}
