package org.concierge.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.connector.Connector;
import org.concierge.connector.ConnectorView;
import org.concierge.connector.Connectors;
import org.concierge.connector.NewConnector;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code connector add}: the server begins with it at its next look. */
@Command(name = "add", description = "Adds a WebDAV folder or an S3 bucket.")
final class ConnectorAdd implements Callable<Integer> {
  @Mixin private OneTenant tenant;

  @Option(names = "--name", required = true, description = "What people call it.")
  private String name;

  @Option(names = "--kind", required = true, description = "webdav or s3.")
  private String kind;

  @Option(
      names = "--address",
      required = true,
      description = "The folder; or https://server/bucket, with a folder behind if only that.")
  private String address;

  @Option(names = "--region", description = "Of a bucket; us-east-1 if left out.")
  private String region;

  @Option(names = "--user", description = "Who logs in there; the access key's id for a bucket.")
  private String user;

  @Option(names = "--every", description = "Minutes; 60 if left out, 0 for only when asked.")
  private Integer every;

  @Option(names = "--reader", split = ",", description = "Who may read its documents.")
  private List<String> readers;

  @Mixin private PasswordOption password;
  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    NewConnector wanted =
        new NewConnector(
            name,
            kind,
            address,
            region,
            user,
            user == null ? null : password.read(),
            readers,
            every);
    try (Workplace workplace = new Workplace(Installation.fromEnvironment());
        Connectors connectors = workplace.connectors()) {
      TenantId id = tenant.in(workplace);
      Connector added = TenantScope.get(id, () -> connectors.add(Caller.commandLine(id), wanted));
      output.print(ConnectorView.of(added), out -> out.println(added.id()));
    }
    return 0;
  }
}
