package org.concierge.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to start a Payara Micro: alone (no cluster, no data grid), on loopback only, with one WAR at
 * the root and without the endpoints of its own. What it unpacks lies in {@code payara} below the
 * home and is cleared at each start: Payara would serve the WAR of the last time.
 *
 * @param jar payara-micro.jar
 * @param maxHeap as for {@code -Xmx}: {@code 512m}
 * @param environment added to this process's own, whose settings of Concierge are left out: the
 *     server sees those given here and no others
 * @param output where its log goes: a file or this process's own output
 * @param jvmArguments more options of the JVM, may be empty
 */
public record PayaraMicro(
    Path jar,
    Path war,
    Path home,
    int port,
    String maxHeap,
    Map<String, String> environment,
    ProcessBuilder.Redirect output,
    List<String> jvmArguments) {

  private static final String PID = "pid";
  private static final String PREBOOT = "payara-preboot.asadmin";
  private static final String LOGGING = "payara-logging.properties";

  /**
   * Returns at once; the server needs some seconds to be ready.
   *
   * @throws IOException in one line, if the port is taken, a file is missing or the disk full
   */
  public ServerProcess start() throws IOException {
    requireFile(jar);
    requireFile(war);
    Path root = home.toAbsolutePath().resolve("payara");
    requireUnused(root);
    ServerProcess.requireFree(port);
    deleteTree(root);
    Files.createDirectories(root.resolve("tmp"));
    for (String resource : List.of(PREBOOT, LOGGING)) {
      try (InputStream in = PayaraMicro.class.getResourceAsStream(resource)) {
        Files.copy(in, root.resolve(resource));
      }
    }
    ProcessBuilder builder = new ProcessBuilder(command(root));
    builder.environment().keySet().removeIf(name -> name.startsWith("CONCIERGE_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output);
    boolean appends = output.type() == ProcessBuilder.Redirect.Type.APPEND;
    long logged = appends ? output.file().length() : 0;
    Process process = builder.start();
    Files.writeString(root.resolve(PID), String.valueOf(process.pid()));
    URI url = URI.create("http://127.0.0.1:" + port);
    return new ServerProcess(process, url, () -> saysReady(logged));
  }

  /** Payara's own "ready", which it logs with or without our WAR; false if its log is no file. */
  private boolean saysReady(long from) {
    File log = output.file();
    if (log == null) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(log, "r")) {
      file.seek(from);
      byte[] rest = new byte[(int) (file.length() - from)];
      file.readFully(rest);
      return new String(rest, StandardCharsets.UTF_8).contains(") ready in ");
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> command(Path root) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + maxHeap);
    // On JDK 17 the default follows the locale, which on a server is often plain ASCII.
    command.add("-Dfile.encoding=UTF-8");
    // Uploads in transit are below the home as well, and go when it is cleared.
    command.add("-Djava.io.tmpdir=" + root.resolve("tmp"));
    command.addAll(jvmArguments);
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    command.addAll(List.of("--deploy", war.toAbsolutePath().toString(), "--contextroot", "/"));
    command.addAll(List.of("--port", String.valueOf(port)));
    // Alone: together with --nocluster it would still open a port for the cluster.
    command.addAll(List.of("--nohazelcast", "--disablephonehome"));
    command.addAll(List.of("--rootdir", root.toString()));
    command.addAll(List.of("--prebootcommandfile", root.resolve(PREBOOT).toString()));
    command.addAll(List.of("--logproperties", root.resolve(LOGGING).toString()));
    return command;
  }

  private static void requireFile(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + " is missing: build it with mvn package.");
    }
  }

  /** A second server would clear what the first one runs on; a killed demo may leave one behind. */
  private static void requireUnused(Path root) throws IOException {
    Path file = root.resolve(PID);
    if (!Files.exists(file)) {
      return;
    }
    String pid = Files.readString(file).strip();
    Stream<String> arguments =
        // Empty if the disk was full.
        Optional.of(pid)
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::valueOf)
            .flatMap(ProcessHandle::of)
            .flatMap(process -> process.info().arguments())
            .stream()
            .flatMap(Stream::of);
    if (arguments.anyMatch(root.toString()::equals)) {
      throw new IOException(
          "Concierge runs in " + root.getParent() + " already, as process " + pid + ".");
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> tree = Files.walk(root)) {
      paths = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      // A parser of a server that was killed tidies up after itself, perhaps at this moment.
      Files.deleteIfExists(path);
    }
  }
}
