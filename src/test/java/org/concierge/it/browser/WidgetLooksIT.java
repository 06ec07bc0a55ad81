package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.concierge.it.TestInstallation;
import org.concierge.it.browser.Chromium.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the widgets look and read on the demonstration pages, and how much a page loads for them. */
class WidgetLooksIT {
  private static final Path PHOTOGRAPHS =
      Path.of(System.getProperty("concierge.build", "target"), "screenshots");

  private static final String ANSWER =
      """
      ## Returns

      A product can be returned **within thirty days** [1].

      - Keep the box
      - Print the [label](https://parcels.example/label)

      | Country | Days |
      |---|---|
      | Germany | 30 |
      """;

  private static final String AXE =
      """
      axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(
        found => found.id + ': ' + found.help + ' ' + found.nodes.map(node => node.html).join(' ')))
      """;

  private static TestInstallation installation;
  private static Chromium chromium;
  private static HostPages host;
  private static WidgetStage stage;
  private static String axe;

  @BeforeAll
  static void aPublicPage() throws IOException {
    installation = TestInstallation.shared();
    chromium = new Chromium();
    setDefaultAssertionTimeout(20_000);
    Files.createDirectories(PHOTOGRAPHS);
    try (InputStream in = WidgetLooksIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    host = new HostPages(installation.url().toString());
    stage = new WidgetStage(installation, "widget-looks");
    stage.publish("returns.txt", "A product can be returned within thirty days of delivery.");
    for (String language : List.of("en", "de")) {
      Map<String, Object> site =
          Map.of(
              "suggested_questions",
              List.of("How can a product be returned?"),
              "colour",
              "#ffd500",
              "language",
              language,
              "privacy_url",
              "https://acme.example/privacy");
      stage.widget("site-" + language, host.origin(), site);
      Map<String, Object> asking = new HashMap<>(site);
      asking.put("consent", "We keep questions for 30 days.");
      stage.widget("consent-" + language, host.origin(), asking);
    }
  }

  @AfterAll
  static void end() {
    host.close();
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, en", "DARK, de", "MOBILE, en"})
  void everyStateIsReadableForEveryone(Look look, String language) {
    List<String> wrong = new ArrayList<>();
    String suffix =
        "-" + look.name().toLowerCase(Locale.ROOT) + (language.equals("en") ? "" : "-de");
    stage.answer(ANSWER);
    try (BrowserContext context = chromium.stranger(look, language)) {
      Page page = context.newPage();
      open(page, "consent-" + language);
      inspect(page, "widget-closed" + suffix, wrong);
      page.locator(".launcher").click();
      inspect(page, "widget-consent" + suffix, wrong);
      open(page, "site-" + language);
      page.locator(".launcher").click();
      inspect(page, "widget-open" + suffix, wrong);
      page.locator(".suggestions button").click();
      assertThat(page.locator("details")).isVisible();
      page.locator(".md-citation").click();
      inspect(page, "widget-answer" + suffix, wrong);
      stage.behave("503");
      page.locator("textarea").fill("Who repairs it?");
      page.locator("textarea").press("Enter");
      assertThat(page.locator(".bad").first()).isVisible();
      page.locator(".answer").last().locator(".tools button").last().click();
      inspect(page, "widget-inquiry" + suffix, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static void open(Page page, String key) {
    host.with(stage.id(), key);
    page.navigate(host.origin() + "/public.html");
    page.locator(".launcher").waitFor();
  }

  @SuppressWarnings("unchecked")
  private static void inspect(Page page, String name, List<String> wrong) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PHOTOGRAPHS.resolve(name + ".png")));
    page.evaluate(axe);
    ((List<String>) page.evaluate(AXE)).forEach(found -> wrong.add(name + ": " + found));
    List<?> small =
        (List<?>)
            page.evaluate(
                """
                () => [...document.querySelector('[data-concierge]').shadowRoot
                  .querySelectorAll('button:not(.md-citation), summary')]
                  .filter(it => it.offsetParent !== null)
                  .filter(it => it.offsetHeight < 44 || it.offsetWidth < 44)
                  .map(it => it.outerHTML)
                """);
    small.forEach(found -> wrong.add(name + ": is smaller than 44 pixels: " + found));
  }

  @Test
  void aPageLoadsThirtyKilobytesAtMost() throws IOException {
    try (Stream<Path> modules = Files.walk(Path.of("webapp/assets"))) {
      long bytes =
          Stream.concat(
                  modules.filter(
                      path ->
                          path.getParent().endsWith("widget")
                              || path.getFileName().toString().startsWith("markdown")),
                  Stream.of(Path.of("webapp/customer-widget.js")))
              .filter(Files::isRegularFile)
              .mapToLong(WidgetLooksIT::zipped)
              .sum();
      assertThat(bytes).isBetween(5_000L, 30L * 1024);
    }
  }

  private static long zipped(Path script) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(Files.readAllBytes(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.size();
  }
}
