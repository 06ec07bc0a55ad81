package org.concierge.proof;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be looked up before a tenant is known, as the files of that name say: a look-up that
 * stands anywhere else is a breach.
 */
final class LookUps {
  private static final String SCRIPTS = "sql/chatdb";
  private static final Pattern POLICY =
      Pattern.compile("create policy (\\w+) on (\\w+) (?:for (\\w+) )?to concierge_lookup\\b");
  private static final Pattern FUNCTION = Pattern.compile("create function (\\w+)\\(");

  private LookUps() {}

  /** As values of a query: {@code ('api_key', 'lookup', 'r', 'concierge_lookup'), ...}. */
  static String policies() {
    return found(POLICY)
        .map(
            policy ->
                "('%s', '%s', '%s', 'concierge_lookup')"
                    .formatted(policy.group(2), policy.group(1), command(policy.group(3))))
        .collect(Collectors.joining(", "));
  }

  /** As values of a query: {@code 'api_key_by_hash', 'next_job', ...}. */
  static String functions() {
    return found(FUNCTION)
        .map(function -> "'" + function.group(1) + "'")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String command(String name) {
    return name == null ? "*" : name.equals("select") ? "r" : name;
  }

  private static Stream<MatchResult> found(Pattern pattern) {
    return scripts().stream().map(pattern::matcher).flatMap(Matcher::results);
  }

  private static List<String> scripts() {
    try {
      URI folder = LookUps.class.getClassLoader().getResource(SCRIPTS).toURI();
      if (!folder.getScheme().equals("jar")) {
        return texts(Path.of(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
        return texts(jar.getPath(SCRIPTS));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("The scripts of the databases cannot be read.", e);
    }
  }

  private static List<String> texts(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "V*__before_a_tenant*")) {
      for (Path file : files) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }
}
