package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.access.Role;
import org.concierge.access.Scope;
import org.concierge.assistant.Assistant;
import org.concierge.bearer.Channel;
import org.concierge.content.Suspicion;
import org.concierge.conversation.Turn;
import org.concierge.document.DocumentStatus;
import org.concierge.evaluation.EvaluationRun;
import org.concierge.identity.User;
import org.concierge.inquiry.Inquiry;
import org.concierge.library.BulkWork;
import org.concierge.platform.Look;
import org.concierge.platform.Overseen;
import org.concierge.problem.ProblemType;
import org.concierge.prompt.PromptVersion;
import org.concierge.prompt.TextDiff;
import org.concierge.settings.FirstSteps;
import org.concierge.sso.SsoProblem;
import org.junit.jupiter.api.Test;

/** Two languages, complete: what is said in one is said in the other. */
class MessagesTest {
  private static final Pattern IN_PAGES =
      Pattern.compile("text\\['([^']+)']|visit\\.text\\('([^']+)'[,)]");

  /** A key whose end is known only when the page is shown. */
  private static final Pattern BEGINNING = Pattern.compile("'([a-z.]+\\.)'\\.concat");

  private static final Pattern IN_BEANS =
      Pattern.compile("(?:refused|atField|[nN]ext|Wrong)\\([^;]*?\"([a-z]+\\.[a-zA-Z.]+)\"");

  private static Set<String> keys(Locale locale) {
    return new TreeSet<>(bundle(locale).keySet());
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle("org.concierge.console.messages", locale);
  }

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(bundle(Locale.GERMAN).getLocale()).isEqualTo(Locale.GERMAN);
    assertThat(keys(Locale.GERMAN)).isEqualTo(keys(Locale.ENGLISH));
  }

  @Test
  void bothLanguagesHaveTheSamePlaces() {
    for (String key : keys(Locale.ENGLISH)) {
      String english = bundle(Locale.ENGLISH).getString(key);
      String german = bundle(Locale.GERMAN).getString(key);
      assertThat(german).as(key).isNotBlank();
      assertThat(german.contains("{0}")).as(key).isEqualTo(english.contains("{0}"));
    }
  }

  @Test
  void everyKeyOfAPageExists() {
    assertThat(found(IN_PAGES, Path.of("webapp"), ".xhtml"))
        .hasSizeGreaterThan(80)
        .isSubsetOf(keys(Locale.ENGLISH));
  }

  @Test
  void everyKeyOfABeanExists() {
    assertThat(found(IN_BEANS, Path.of("src/main/java/org/concierge/console"), ".java"))
        .hasSizeGreaterThan(20)
        .isSubsetOf(keys(Locale.ENGLISH));
  }

  @Test
  void everyKeyThatIsPutTogetherExists() {
    List<String> ends = new ArrayList<>();
    ends.addAll(named("role.", Role.values()));
    ends.addAll(named("scope.", Scope.values()));
    ends.addAll(named("status.", User.Status.values()));
    ends.addAll(named("channel.", Channel.values()));
    ends.addAll(named("problem.", ProblemType.values()));
    Stream.of("forbidden", "missing", "away", "database", "settings", "broken")
        .forEach(kind -> ends.addAll(List.of("error." + kind, "error." + kind + ".next")));
    Stream.of("webdav", "s3").forEach(kind -> ends.add("connector.kind." + kind));
    Stream.of("waiting", "running", "well", "failed")
        .forEach(state -> ends.add("connector.state." + state));
    Stream.of("collections", "connectors", "playground").forEach(page -> ends.add("page." + page));
    Stream.of("index", "documents", "users", "keys", "audit", "account")
        .forEach(page -> ends.add("page." + page));
    ends.addAll(ofTheOffice());
    Navigation.headings().forEach(heading -> ends.add("section." + heading));
    ends.addAll(named("documents.status.", DocumentStatus.values()));
    ends.addAll(named("documents.action.", BulkWork.Action.values()));
    ends.addAll(named("suspicion.", Suspicion.Kind.values()));
    ends.addAll(endsOfReview());
    ends.addAll(endsOfThePlatform());
    new DocumentSearch(name -> null).getSorts().forEach(sort -> ends.add("documents.sort." + sort));
    Stream.of("living", "revoked", "expired").forEach(state -> ends.add("keys.state." + state));
    Stream.of(SsoProblem.values()).forEach(problem -> ends.add("sso." + problem.code()));

    assertThat(keys(Locale.ENGLISH)).containsAll(ends);
  }

  @Test
  void everyBeginningOfAKeyIsOneOfThose() {
    assertThat(found(BEGINNING, Path.of("webapp"), ".xhtml"))
        .isSubsetOf(
            "role.",
            "scope.",
            "status.",
            "channel.",
            "error.",
            "page.",
            "section.",
            "keys.state.",
            "connector.kind.",
            "connector.state.",
            "documents.status.",
            "documents.action.",
            "documents.sort.",
            "setting.",
            "settings.group.",
            "prompt.state.",
            "prompt.line.",
            "assistant.origin.",
            "run.state.",
            "protection.limit.",
            "widget.origin.",
            "door.",
            "turn.outcome.",
            "inquiry.status.",
            "step.",
            "budget.",
            "suspicion.",
            "tier.",
            "plan.",
            "tenant.state.",
            "tenant.health.");
  }

  private static List<String> ofTheOffice() {
    List<String> ends = new ArrayList<>();
    SettingGroup.ALL.forEach(
        group -> {
          ends.add("settings.group." + group.name());
          group.fields().forEach(field -> ends.add("setting." + field.key()));
        });
    Stream.of("set", "usual", "kept", "missing").forEach(it -> ends.add("settings.source." + it));
    ends.addAll(named("prompt.state.", PromptVersion.State.values()));
    ends.addAll(named("prompt.line.", TextDiff.Kind.values()));
    ends.addAll(named("assistant.origin.", Assistant.Origin.values()));
    ends.addAll(named("run.state.", EvaluationRun.State.values()));
    Stream.of("all", "person", "streams", "tokens.day", "cost.day", "tokens.month", "cost.month")
        .forEach(limit -> ends.add("protection.limit." + limit));
    Stream.of("yes", "no", "off").forEach(verdict -> ends.add("widget.origin." + verdict));
    return ends;
  }

  private static List<String> endsOfThePlatform() {
    List<String> ends = new ArrayList<>();
    ends.add("page.platform");
    ends.addAll(named("tenant.state.", Overseen.State.values()));
    ends.addAll(named("tenant.health.", Look.Health.values()));
    Stream.of("AWAY", "FAILING").forEach(it -> ends.add("tenant.health." + it + ".next"));
    PlatformPage page = new PlatformPage();
    page.getTiers().forEach(it -> ends.addAll(List.of("tier." + it, "tier." + it + ".short")));
    page.getPlans().forEach(plan -> ends.add("plan." + plan));
    return ends;
  }

  private static List<String> endsOfReview() {
    List<String> ends = new ArrayList<>();
    ends.addAll(named("turn.outcome.", Turn.State.values()));
    ends.add("turn.outcome.UNANSWERED");
    ends.addAll(named("inquiry.status.", Inquiry.Status.values()));
    ends.addAll(named("step.", FirstSteps.Step.values()));
    Stream.of("tokens.day", "tokens.month", "cost.day", "cost.month")
        .forEach(budget -> ends.add("budget." + budget));
    Stream.of("conversations", "unanswered", "inquiries").forEach(page -> ends.add("page." + page));
    new SessionSearch(name -> null).getChannels().forEach(door -> ends.add("door." + door));
    return ends;
  }

  private static List<String> named(String beginning, Enum<?>... values) {
    return Arrays.stream(values).map(value -> beginning + value.name()).toList();
  }

  private static Set<String> found(Pattern pattern, Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .flatMap(file -> pattern.matcher(read(file)).results())
          .map(
              result ->
                  result.groupCount() > 1 && result.group(1) == null
                      ? result.group(2)
                      : result.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
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
