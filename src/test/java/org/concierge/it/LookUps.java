package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The look-ups that must precede a tenant: what the files of that name create, and nothing else.
 */
final class LookUps {
  private static final Pattern POLICY =
      Pattern.compile("create policy lookup on (\\w+)( for select)? to concierge_lookup");
  private static final Pattern FUNCTION = Pattern.compile("create function (\\w+)\\(");

  private LookUps() {}

  /** As rows {@code known (tab, pol, cmd, roles)}. */
  static String policies() {
    return found(POLICY)
        .map(
            policy ->
                "('%s', 'lookup', '%s', 'concierge_lookup')"
                    .formatted(policy.group(1), policy.group(2) == null ? "*" : "r"))
        .collect(Collectors.joining(", ", "(values ", ") as known (tab, pol, cmd, roles)"));
  }

  /** As a list of names. */
  static String functions() {
    return found(FUNCTION)
        .map(function -> "'" + function.group(1) + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Stream<MatchResult> found(Pattern what) {
    try (Stream<Path> files = Files.list(Path.of("sql/chatdb"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("V\\d+__before_a_tenant.*\\.sql"))
          .sorted()
          .flatMap(file -> what.matcher(read(file)).results())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
