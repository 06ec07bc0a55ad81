package org.concierge.extraction;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.concierge.content.Limits;

/** How the parser's process is started: which Java, which classes, how much memory. */
final class ParserCommand {

  private static final Path UNSHARE = Path.of("/usr/bin/unshare");

  private final Supplier<Optional<Path>> webInf;
  private final int heapMegabytes;
  private final Limits limits;
  private final String tesseract;
  private List<String> prefix;
  private String classPath;

  /**
   * @param webInf the application's folder where a server has unpacked it; empty elsewhere; asked
   *     when the first process is started, since a server may not know it earlier
   * @param tesseract where it is; empty if pictures are not to be read
   */
  ParserCommand(
      Supplier<Optional<Path>> webInf, int heapMegabytes, Limits limits, String tesseract) {
    this.webInf = webInf;
    this.heapMegabytes = heapMegabytes;
    this.limits = limits;
    this.tesseract = tesseract;
  }

  synchronized List<String> line(Path folder) {
    if (classPath == null) {
      classPath =
          webInf
              .get()
              .filter(ParserCommand::holdsClasses)
              .map(ParserCommand::under)
              .orElseGet(ParserCommand::own);
      prefix = withoutNetwork();
    }
    List<String> line = new ArrayList<>(prefix);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-Xss4m",
            "-XX:+UseSerialGC",
            // Gives memory back between two files instead of keeping what the largest one took.
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxDirectMemorySize=32m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("crash.log"),
            "-Djava.io.tmpdir=" + folder,
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-cp",
            classPath,
            ParserMain.class.getName(),
            Long.toString(limits.maxCharacters()),
            Integer.toString(limits.maxDepth()),
            tesseract));
    return line;
  }

  Map<String, String> environment() {
    String data = System.getenv("TESSDATA_PREFIX");
    // One thread a process: several of them share the machine already.
    Map<String, String> environment =
        new java.util.HashMap<>(Map.of("LC_ALL", "C.UTF-8", "OMP_THREAD_LIMIT", "1"));
    if (data != null) {
      environment.put("TESSDATA_PREFIX", data);
    }
    return environment;
  }

  private static boolean holdsClasses(Path webInf) {
    return Files.isDirectory(webInf.resolve("classes")) && Files.isDirectory(webInf.resolve("lib"));
  }

  private static String under(Path webInf) {
    return webInf.resolve("classes")
        + File.pathSeparator
        + webInf.resolve("lib")
        + File.separator
        + "*";
  }

  /** The classes that this process itself runs with. */
  private static String own() {
    if (ParserCommand.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(ParserCommand::path)
          .flatMap(Optional::stream)
          .collect(Collectors.joining(File.pathSeparator));
    }
    // The process runs in another folder.
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Optional<String> path(URL url) {
    try {
      URI address = url.toURI();
      return "file".equals(address.getScheme())
          ? Optional.of(Path.of(address).toString())
          : Optional.empty();
    } catch (URISyntaxException notAFile) {
      return Optional.empty();
    }
  }

  /** A namespace of its own without a network, where the system grants one. */
  private static List<String> withoutNetwork() {
    List<String> unshare = List.of(UNSHARE.toString(), "--net", "--map-root-user", "--");
    if (!Files.isExecutable(UNSHARE)) {
      return List.of();
    }
    List<String> attempt = new ArrayList<>(unshare);
    attempt.add("/bin/true");
    try {
      Process process =
          new ProcessBuilder(attempt)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(5, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0 ? unshare : List.of();
    } catch (IOException notGranted) {
      return List.of();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
