package org.concierge.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The command line: {@code java -jar concierge-cli.jar COMMAND}. */
@Command(
    name = "concierge",
    description = "Sets up and looks after a Concierge installation.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TenantCommands.class,
      UserCommands.class,
      KeyCommands.class,
      AuditCommands.class,
      DocumentsCommands.class,
      ConnectorCommands.class,
      HistoryCommands.class,
      EvalCommands.class,
      ConfigCommands.class,
      AutoComplete.GenerateCompletion.class,
      Demo.class
    })
public final class Main {
  private static final String EMBEDDINGS = "embeddings";
  private static final String EMBEDDINGS_SETTING = "CONCIERGE_EMBEDDINGS";

  private Main() {}

  public static void main(String[] arguments) {
    quieten();
    findModel();
    int status = commandLine().execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** A command prints what its user asked for; what libraries find worth telling is not that. */
  private static void quieten() {
    Logger root = Logger.getLogger("");
    root.setLevel(Level.SEVERE);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(Level.SEVERE);
    }
  }

  /** The embedding model lies beside this jar if the data folder has none. */
  private static void findModel() {
    try {
      Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path usual = Installation.fromEnvironment().home().resolve(EMBEDDINGS);
      if (System.getenv(EMBEDDINGS_SETTING) == null) {
        modelBeside(jar, usual)
            .ifPresent(model -> System.setProperty(EMBEDDINGS_SETTING, model.toString()));
      }
    } catch (IllegalArgumentException | URISyntaxException e) {
      // Of settings that cannot be: the command itself says so.
    }
  }

  /** Empty if it is where it usually is, or nowhere. */
  static Optional<Path> modelBeside(Path jar, Path usual) {
    return Optional.of(jar.resolveSibling(EMBEDDINGS))
        .filter(beside -> !Files.isDirectory(usual) && Files.isDirectory(beside));
  }

  /** A failure that is foreseen is one line and exit code 1; a wrong call is exit code 2. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(TenantId.class, Main::tenant)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(line(failure));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  private static TenantId tenant(String id) {
    return TenantId.parse(id)
        .orElseThrow(
            () -> new TypeConversionException("A tenant id must match [a-z][a-z0-9-]{1,30}."));
  }

  private static String line(Exception failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }
}
