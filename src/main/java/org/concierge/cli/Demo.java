package org.concierge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.access.KeyKind;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.TenantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code demo}: two companies with documents, a database and a server, on this machine alone, in
 * the foreground. Started again, everything is as it was.
 */
@Command(name = "demo", description = "Runs a demonstration in the foreground.", hidden = true)
final class Demo implements Callable<Integer> {
  private static final List<TenantId> TENANTS =
      List.of(new TenantId("acme-corp"), new TenantId("globex"));

  @Parameters(index = "0", description = "The project's folder.")
  private Path project;

  @Override
  public Integer call() throws Exception {
    Installation settings = Installation.fromEnvironment();
    ServerProcess.requireFree(settings.port());
    Files.createDirectories(settings.home());
    PrivatePostgres postgres = new PrivatePostgres(project, settings.home());
    boolean own = settings.administrator().isEmpty();
    DatabaseLogin administrator = own ? postgres.start() : settings.administrator().orElseThrow();
    Installation installation = settings.with(administrator, embeddings());
    try {
      DemoFile file = prepare(installation, administrator);
      ServerProcess server = server(installation).start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, own ? postgres : null)));
      server.awaitReady(Duration.ofMinutes(5));
      file.print(System.out);
      return server.waitFor();
    } catch (Exception e) {
      if (own) {
        postgres.stop();
      }
      throw e;
    }
  }

  private DemoFile prepare(Installation installation, DatabaseLogin administrator)
      throws IOException, InterruptedException {
    fillTenantsFolder(installation.tenantsFolder());
    DemoFile file = DemoFile.read(installation);
    try (Workplace workplace = new Workplace(installation)) {
      for (TenantId tenant : TENANTS) {
        System.out.println("Preparing tenant " + tenant + " ...");
        new DemoWidget(workplace.widgets()).open(tenant, installation.port());
        Map<KeyKind, String> keys = file.keys(tenant);
        boolean known =
            keys.size() == KeyKind.values().length
                && keys.values().stream()
                    .allMatch(key -> workplace.apiKeys().recognise(key).isPresent());
        file.put(tenant, known ? keys : workplace.provisioning().prepare(tenant));
        new DemoUsers(workplace.users()).fill(tenant, file);
        Path documents = project.resolve("src/demo/documents").resolve(tenant.value());
        new DemoLibrary(workplace).fill(tenant, documents);
      }
    }
    file.write(administrator);
    return file;
  }

  private void fillTenantsFolder(Path folder) throws IOException {
    for (TenantId tenant : TENANTS) {
      Path target = folder.resolve(tenant.value()).resolve(".env");
      if (!Files.exists(target)) {
        Files.createDirectories(target.getParent());
        Files.copy(project.resolve("tenants").resolve(tenant.value()).resolve(".env"), target);
      }
    }
  }

  private PayaraMicro server(Installation installation) {
    Map<String, String> environment =
        Map.of(
            "CONCIERGE_HOME", installation.home().toString(),
            "CONCIERGE_PORT", String.valueOf(installation.port()),
            "CONCIERGE_TENANTS", installation.tenantsFolder().toString(),
            "CONCIERGE_EMBEDDINGS", installation.embeddingsFolder().toString());
    return new PayaraMicro(
        project.resolve("target/servers/payara-micro.jar"),
        project.resolve("target/concierge.war"),
        installation.home(),
        installation.port(),
        "1g",
        environment,
        ProcessBuilder.Redirect.appendTo(installation.home().resolve("server.log").toFile()),
        List.of());
  }

  private Path embeddings() {
    return project.resolve("target/embeddings");
  }

  private static void stop(ServerProcess server, PrivatePostgres postgres) {
    System.out.println("Stopping ...");
    server.stop();
    if (postgres != null) {
      postgres.stop();
    }
  }
}
