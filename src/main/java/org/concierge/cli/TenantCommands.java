package org.concierge.cli;

import picocli.CommandLine.Command;

/** {@code tenant ...}: what can be done with a tenant. */
@Command(
    name = "tenant",
    description = "Creates, lists, checks and removes tenants.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TenantCreate.class,
      TenantList.class,
      TenantShow.class,
      TenantRegenerateKeys.class,
      TenantSuspend.class,
      TenantResume.class,
      TenantDelete.class,
      TenantTestDb.class,
      TenantMigrate.class,
      TenantMove.class,
      TenantCheck.class,
      TenantProve.class,
      TenantVerify.class,
      TenantExportTo.class,
      TenantImportFrom.class,
      TenantErase.class
    })
final class TenantCommands {}
