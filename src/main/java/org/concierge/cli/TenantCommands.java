package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code tenant ...}: what can be done with a tenant. */
@Command(
    name = "tenant",
    description = "Creates tenants.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TenantCreate.class)
final class TenantCommands {}
