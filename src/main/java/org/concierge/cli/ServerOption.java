package org.concierge.cli;

import org.concierge.tenant.Installation;
import picocli.CommandLine.Option;

/** {@code --url}: the running server. */
final class ServerOption {
  @Option(names = "--url", description = "The server (http://127.0.0.1:$CONCIERGE_PORT).")
  private String url;

  /** Without a slash at the end. */
  String url() {
    return url == null
        ? "http://127.0.0.1:" + Installation.fromEnvironment().port()
        : url.replaceAll("/+$", "");
  }
}
