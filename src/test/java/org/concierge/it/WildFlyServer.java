package org.concierge.it;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.cli.ServerProcess;

/**
 * WildFly with its default {@code standalone.xml}, changed only by the script that we ship. The
 * distribution is unpacked by Maven; each server runs on a copy of its {@code standalone} folder.
 */
final class WildFlyServer extends ServerUnderTest {
  private static final Path WILDFLY = Folders.BUILD.resolve("wildfly/home");
  private static final Path SCRIPT = Path.of("src/ops/wildfly/concierge.cli").toAbsolutePath();

  /** What bin/standalone.sh gives to a JVM from 17 on; without it, modules fail when first used. */
  private static final List<String> EXPORTED =
      List.of(
          "java.desktop/sun.awt",
          "java.naming/com.sun.jndi.ldap",
          "java.naming/com.sun.jndi.url.ldap",
          "java.naming/com.sun.jndi.url.ldaps",
          "jdk.naming.dns/com.sun.jndi.dns");

  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.security",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.management/javax.management",
          "java.naming/javax.naming");

  private final Path base;

  WildFlyServer(Path home, Path log) {
    super(log);
    this.base = home.resolve("wildfly");
  }

  @Override
  protected ServerProcess launch(Map<String, String> environment) throws IOException {
    Folders.delete(base);
    Folders.copy(configured(), base);
    Folders.created(base.resolve("java"));
    Path war = base.resolve("deployments/ROOT.war");
    Files.copy(WAR, war, StandardCopyOption.REPLACE_EXISTING);
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().keySet().removeIf(name -> name.startsWith("CONCIERGE_"));
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    Path failure = war.resolveSibling("ROOT.war.failed");
    return new ServerProcess(builder.start(), url(), () -> Files.exists(failure));
  }

  /** Java itself, not standalone.sh: a shell between us and the server would survive its kill. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", JIT));
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-Djava.net.preferIPv4Stack=true"));
    command.add("-Djava.io.tmpdir=" + base.resolve("java"));
    command.addAll(List.of("-Djboss.modules.system.pkgs=org.jboss.byteman"));
    EXPORTED.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(List.of("-jar", WILDFLY.resolve("jboss-modules.jar").toString()));
    command.addAll(
        List.of("-mp", WILDFLY.resolve("modules").toString(), "org.jboss.as.standalone"));
    command.add("-Djboss.home.dir=" + WILDFLY);
    command.add("-Djboss.server.base.dir=" + base);
    command.addAll(List.of("-b", "127.0.0.1", "-bmanagement", "127.0.0.1"));
    command.add("-Djboss.http.port=" + port());
    command.add("-Djboss.management.http.port=" + FreePorts.next());
    return command;
  }

  /**
   * The standalone folder as our script leaves it; made once, and again when the script changes.
   */
  private static Path configured() throws IOException {
    Path configured = Folders.BUILD.resolve("wildfly/" + Folders.FORK);
    Path result = configured.resolve("configuration/standalone.xml");
    if (Files.exists(result)
        && Files.getLastModifiedTime(result).compareTo(Files.getLastModifiedTime(SCRIPT)) > 0) {
      return configured;
    }
    Path fresh = Folders.BUILD.resolve("wildfly/configuring-" + Folders.FORK);
    Folders.delete(fresh);
    Folders.copy(WILDFLY.resolve("standalone"), fresh);
    configure(fresh);
    Folders.delete(configured);
    return Files.move(fresh, configured);
  }

  private static void configure(Path base) throws IOException {
    Path output = Folders.logs().resolve("wildfly-configuration.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh", WILDFLY.resolve("bin/jboss-cli.sh").toString(), "--file=" + SCRIPT);
    builder.environment().put("JAVA_OPTS", "-Xmx256m -Djboss.server.base.dir=" + base);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      if (builder.start().waitFor() != 0) {
        throw new IOException("WildFly could not be configured; see " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while WildFly was configured");
    }
  }
}
