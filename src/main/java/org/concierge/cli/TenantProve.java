package org.concierge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.bearer.Attestation;
import org.concierge.identity.Users;
import org.concierge.proof.Certificate;
import org.concierge.proof.CertificatePage;
import org.concierge.tenant.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tenant prove}: attacks the running server, and writes a signed report. */
@Command(
    name = "prove",
    description = "Proves that tenants are held apart, against the running server; signs a report.")
final class TenantProve implements Callable<Integer> {
  @Mixin private ServerOption server;

  @Option(
      names = "--output",
      defaultValue = ".",
      description = "Folder for isolation.json, .jws and .html (the current one).")
  private Path folder;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    Installation installation = Installation.fromEnvironment();
    try (Workplace workplace = new Workplace(installation)) {
      String url = server.url();
      output.progress("Attacking " + url + " with two sealed tenants; this takes a minute.");
      Certificate certificate = workplace.proving().prove(url);
      String json = Output.json(certificate);
      String signed = new Attestation(workplace.signingKeys()).sign(json);
      String thumbprint = Attestation.verify(signed, "").orElseThrow().thumbprint();
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("isolation.json"), json + "\n");
      Files.writeString(folder.resolve("isolation.jws"), signed + "\n");
      Files.writeString(
          folder.resolve("isolation.html"), CertificatePage.of(certificate, thumbprint));
      workplace.note(
          Users.PLATFORM,
          "isolation.proved",
          "",
          Map.of("isolated", certificate.isolated(), "attacks", certificate.attacks()));
      output.print(
          certificate,
          out -> {
            out.printf(
                "%d attacks through %d routes, %d schemas.%n",
                certificate.attacks(), certificate.routes().size(), certificate.schemas().size());
            certificate.breaches().forEach(breach -> out.println("BREACH " + breach));
            out.println(certificate.isolated() ? "Isolated." : "NOT isolated.");
            out.println("Report: " + folder.resolve("isolation.html"));
            out.println("Signed by key " + thumbprint);
          });
      return certificate.isolated() ? 0 : 1;
    }
  }
}
