package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final Path SCRIPTS = Path.of("sql/chatdb");
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
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files
          .filter(file -> file.getFileName().toString().matches("V[0-9_]+__before_a_tenant.*"))
          .sorted()
          .map(LookUps::text)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
