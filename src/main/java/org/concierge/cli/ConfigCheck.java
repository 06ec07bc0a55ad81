package org.concierge.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.concierge.assistant.AssistantFiles;
import org.concierge.problem.Problem;
import org.concierge.tenant.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config check}: everything a server would stumble over, found before it starts. */
@Command(
    name = "check",
    description = "Checks folders, database and every tenant's settings; 1 if anything is wrong.")
final class ConfigCheck implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() {
    Installation installation = Installation.fromEnvironment();
    List<String> problems = new ArrayList<>();
    checkFolder(installation.home(), "CONCIERGE_HOME", problems);
    checkFolder(installation.tenantsFolder(), "CONCIERGE_TENANTS", problems);
    int tenants;
    try (Workplace workplace = new Workplace(installation)) {
      workplace.tenants().refresh();
      tenants = workplace.tenants().all().size();
      problems.addAll(workplace.tenants().complaints().values());
      AssistantFiles assistants = new AssistantFiles(installation.tenantsFolder());
      workplace
          .tenants()
          .all()
          .forEach(
              tenant ->
                  assistants
                      .complaints(tenant.id())
                      .forEach(line -> problems.add(tenant.id() + ": " + line)));
      try {
        workplace.ping();
      } catch (Problem problem) {
        problems.add("database: " + problem.detail());
      }
    }
    output.print(
        Map.of("ok", problems.isEmpty(), "tenants", tenants, "problems", problems),
        out -> {
          problems.forEach(out::println);
          out.printf("%d tenants can be used, %d problems.%n", tenants, problems.size());
        });
    return problems.isEmpty() ? 0 : 1;
  }

  private static void checkFolder(Path folder, String setting, List<String> problems) {
    if (!Files.isDirectory(folder)) {
      problems.add(setting + ": there is no folder " + folder + ".");
    } else if (!Files.isWritable(folder)) {
      problems.add(setting + ": " + folder + " cannot be written to.");
    }
  }
}
