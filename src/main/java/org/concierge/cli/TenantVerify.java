package org.concierge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.concierge.bearer.Attestation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenant verify}: checks a signed report; needs neither server nor database. */
@Command(name = "verify", description = "Checks a signed report, without server or database.")
final class TenantVerify implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The .jws file.")
  private Path file;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "The installation's /.well-known/jwks.json, as it was then.")
  private Path keys;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    String published = keys == null ? "" : Files.readString(keys);
    Optional<Attestation.Verified> found = Attestation.verify(Files.readString(file), published);
    boolean good = found.isPresent() && (keys == null || found.get().published());
    Map<String, Object> result =
        Map.of("valid", good, "key", found.map(Attestation.Verified::thumbprint).orElse(""));
    output.print(
        result,
        out -> {
          if (found.isEmpty()) {
            out.println("NOT valid: it was not signed so, or was changed since.");
          } else if (!good) {
            out.println("NOT valid: its key is none of the installation's.");
          } else {
            out.println("Valid, unchanged. Signed by key " + found.get().thumbprint());
            out.println(
                keys == null
                    ? "Compare the key with the installation's, or give --keys."
                    : "The key is the installation's.");
          }
        });
    return good ? 0 : 1;
  }
}
