package org.concierge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.bearer.Attestation;
import org.concierge.custody.Erasure;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenant erase}: a person or a whole tenant, with a signed receipt. */
@Command(
    name = "erase",
    description = "Erases a person or a whole tenant; writes a signed receipt of what is left.")
final class TenantErase implements Callable<Integer> {
  @Parameters(index = "0", description = "The tenant.")
  private TenantId id;

  @Option(names = "--user", paramLabel = "E-MAIL", description = "This person alone.")
  private String email;

  @Option(
      names = "--yes",
      paramLabel = "NAME",
      description = "The e-mail, or the tenant's id, once more: it cannot be undone.")
  private String confirmed;

  @Option(names = "--output", paramLabel = "FILE", description = "The receipt (ID-erasure.jws).")
  private Path file;

  @Mixin private Output output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String meant = email == null ? id.value() : email;
    if (!meant.equals(confirmed)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "This cannot be undone. To erase " + meant + " add --yes " + meant);
    }
    try (Workplace workplace = new Workplace(Installation.fromEnvironment())) {
      workplace.requireTenant(id);
      Erasure erasure = workplace.erasure();
      Erasure.Receipt receipt =
          email == null
              ? erasure.tenant(id)
              : erasure.person(Caller.commandLine(id), email.strip());
      if (email == null) {
        workplace.noteOf(id, "tenant.erased", Map.of());
      }
      Path target = file == null ? Path.of(id + "-erasure.jws") : file;
      String signed = new Attestation(workplace.signingKeys()).sign(Output.json(receipt));
      Files.writeString(target, signed + "\n");
      output.print(
          receipt,
          out -> {
            receipt.deleted().forEach((table, rows) -> out.printf("%-24s %d rows%n", table, rows));
            receipt.remains().forEach(left -> out.println("Left: " + left));
            out.println("Receipt: " + target + " (tenant verify checks it)");
          });
    }
    return 0;
  }
}
