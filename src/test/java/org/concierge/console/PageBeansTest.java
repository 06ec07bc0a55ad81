package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.access.Public;
import org.concierge.access.Requires;
import org.concierge.access.Role;
import org.concierge.problem.Problem;
import org.junit.jupiter.api.Test;

/** Every page there is, every action on it, and who may. */
class PageBeansTest {
  private static final Path PAGES = Path.of("webapp/dashboard");

  /** Of {@code c:button}, and of Faces' own. */
  private static final Pattern ACTION =
      Pattern.compile(
          "bean=\"#\\{(\\w+)}\" action=\"(\\w+)\"|action=\"#\\{(\\w+)\\.(\\w+)[^}\"]*}\"");

  private static final Map<String, String> WHO =
      Map.ofEntries(
          Map.entry("login", "anybody"),
          Map.entry("logout", "anybody"),
          Map.entry("invite", "anybody"),
          Map.entry("forgotten", "anybody"),
          Map.entry("error", "anybody"),
          Map.entry("index", "ADMIN VIEWER"),
          Map.entry("account", "ADMIN MEMBER OPERATOR VIEWER"),
          Map.entry("tenants", "ADMIN MEMBER OPERATOR VIEWER"),
          Map.entry("consent", "ADMIN MEMBER OPERATOR VIEWER"),
          Map.entry("platform", "OPERATOR"),
          Map.entry("tenant", "OPERATOR"),
          Map.entry("documents", "ADMIN"),
          Map.entry("document", "ADMIN"),
          Map.entry("conversations", "ADMIN"),
          Map.entry("conversation", "ADMIN"),
          Map.entry("unanswered", "ADMIN"),
          Map.entry("inquiries", "ADMIN"),
          Map.entry("inquiry", "ADMIN"),
          Map.entry("collections", "ADMIN"),
          Map.entry("collection", "ADMIN"),
          Map.entry("connectors", "ADMIN"),
          Map.entry("connector", "ADMIN"),
          Map.entry("playground", "ADMIN"),
          Map.entry("users", "ADMIN"),
          Map.entry("user", "ADMIN"),
          Map.entry("keys", "ADMIN"),
          Map.entry("key", "ADMIN"),
          Map.entry("prompts", "ADMIN"),
          Map.entry("prompt", "ADMIN"),
          Map.entry("assistants", "ADMIN"),
          Map.entry("assistant", "ADMIN"),
          Map.entry("evaluation", "ADMIN"),
          Map.entry("questions", "ADMIN"),
          Map.entry("question", "ADMIN"),
          Map.entry("runs", "ADMIN"),
          Map.entry("run", "ADMIN"),
          Map.entry("protection", "ADMIN"),
          Map.entry("data", "ADMIN"),
          Map.entry("settings", "ADMIN"),
          Map.entry("widgets", "ADMIN"),
          Map.entry("widget", "ADMIN"),
          Map.entry("audit", "ADMIN"));

  @Test
  void everyPageHasABeanAndEveryBeanAPage() {
    Set<String> pages = files().stream().map(PageBeansTest::name).collect(Collectors.toSet());

    assertThat(beans().keySet()).isEqualTo(pages);
  }

  @Test
  void everyBeanSaysWhoMaySeeIt() {
    beans()
        .forEach(
            (page, bean) -> {
              assertThat(bean).as(page).hasAnnotation(Page.class);
              assertThat(
                      bean.isAnnotationPresent(Requires.class)
                          ^ bean.isAnnotationPresent(Public.class))
                  .as(page)
                  .isTrue();
            });
  }

  @Test
  void everyPageIsOpenToThoseRolesThatTheTableNames() {
    Map<String, String> found = new TreeMap<>();
    beans().forEach((page, bean) -> found.put(page, who(Guard.of(bean))));

    assertThat(found).isEqualTo(new TreeMap<>(WHO));
  }

  @Test
  void everyActionBelongsToItsPageAndIsGuardedAtLeastAsIt() throws IOException {
    int actions = 0;
    for (Path file : files()) {
      // A form that only looks acts on nothing.
      String text = Files.readString(file).replaceAll("method=\"get\" action=\"[^\"]*\"", "");
      Matcher matcher = ACTION.matcher(text);
      while (matcher.find()) {
        String bean = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
        String action = matcher.group(2) == null ? matcher.group(4) : matcher.group(2);
        assertThat(bean).as(file.toString()).isEqualTo(name(file) + "Page");
        Class<?> owner = beans().get(name(file));
        List<Method> methods =
            Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(action))
                .toList();
        assertThat(methods).as(file + " " + action).isNotEmpty();
        methods.forEach(method -> assertThat(who(Guard.of(method))).isEqualTo(WHO.get(name(file))));
        actions++;
      }
    }
    assertThat(actions).isGreaterThan(15);
  }

  private static String who(Guard guard) {
    if (may(guard, Optional.empty())) {
      return "anybody";
    }
    return Stream.of(Role.values())
        .filter(role -> may(guard, Optional.of(role)))
        .map(Role::name)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static boolean may(Guard guard, Optional<Role> role) {
    try {
      guard.check(role.flatMap(GuardTest::person));
      return true;
    } catch (Problem problem) {
      return false;
    }
  }

  private static Map<String, Class<?>> beans() {
    Map<String, Class<?>> beans = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.concierge.console")) {
      if (type.isTopLevelClass() && type.getSimpleName().matches(".+Page")) {
        String name = type.getSimpleName().replaceFirst("Page$", "").toLowerCase(Locale.ROOT);
        beans.put(name, type.reflect());
      }
    }
    return beans;
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".xhtml", "");
  }
}
