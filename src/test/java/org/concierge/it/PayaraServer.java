package org.concierge.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.concierge.cli.PayaraMicro;
import org.concierge.cli.ServerProcess;

/** Payara Micro, started as the demo starts it. */
final class PayaraServer extends ServerUnderTest {
  private final Path home;

  PayaraServer(Path home, Path log) {
    super(log);
    this.home = home;
  }

  @Override
  protected ServerProcess launch(Map<String, String> environment) throws IOException {
    return new PayaraMicro(
            Folders.BUILD.resolve("servers/payara-micro.jar"),
            WAR,
            home,
            port(),
            "512m",
            environment,
            ProcessBuilder.Redirect.appendTo(log().toFile()),
            List.of(JIT))
        .start();
  }
}
