package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code audit ...}: who did what in a tenant. */
@Command(
    name = "audit",
    description = "Shows and checks who did what.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditList.class, AuditVerify.class})
final class AuditCommands {}
