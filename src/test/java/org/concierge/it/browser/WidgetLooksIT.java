package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
    Files.createDirectories(PHOTOGRAPHS);
    try (InputStream in = WidgetLooksIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    host = new HostPages(installation.url().toString());
    stage = new WidgetStage(installation, "widget-looks");
    stage.publish("returns.txt", "A product can be returned within thirty days of delivery.");
    stage.answer(
        "## Returns\n\nA product can be returned **within thirty days** [1].\n\n- Keep the box\n"
            + "- Print the [label](https://parcels.example/label)\n\n| Country | Days |\n|---|---|\n"
            + "| Germany | 30 |\n");
    stage.widget(
        "site",
        host.origin(),
        Map.of(
            "suggested_questions", List.of("How can a product be returned?"),
            "colour", "#ffd500",
            "privacy_url", "https://acme.example/privacy"));
    stage.widget(
        "consent",
        host.origin(),
        Map.of(
            "consent", "We keep questions for 30 days.",
            "privacy_url", "https://acme.example/privacy"));
  }

  @AfterAll
  static void end() {
    host.close();
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, en", "DARK, en", "MOBILE, en", "LIGHT, de"})
  void everyStateIsReadableForEveryone(Look look, String language) {
    List<String> wrong = new ArrayList<>();
    String suffix =
        "-" + look.name().toLowerCase(Locale.ROOT) + (language.equals("en") ? "" : "-de");
    try (BrowserContext context = chromium.stranger(look, language)) {
      Page page = context.newPage();
      open(page, "consent", language);
      inspect(page, "widget-closed" + suffix, wrong);
      page.locator(".launcher").click();
      inspect(page, "widget-consent" + suffix, wrong);
      open(page, "site", language);
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
      stage.answer(
          "## Returns\n\nWithin **thirty days** [1].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    }
    assertThat(wrong).isEmpty();
  }

  private static void open(Page page, String key, String language) {
    host.with(stage.id(), key);
    page.navigate(host.origin() + "/public.html");
    if (!language.equals("en")) {
      // The page says its language; here it is the visitor's tag that does.
      page.evaluate("() => document.querySelector('[data-concierge]')?.remove()");
      page.evaluate(
          """
          language => new Promise(ready => {
            const tag = document.querySelector('script[data-tenant]').cloneNode();
            tag.dataset.language = language;
            tag.nonce = 'page';
            tag.onload = ready;
            document.querySelector('[data-concierge]')?.remove();
            document.body.append(tag);
          })
          """,
          language);
      page.evaluate("() => ConciergeWidget.close()");
      page.evaluate(
          "() => [...document.querySelectorAll('[data-concierge]')].slice(0, -1)"
              + ".forEach(other => other.remove())");
    }
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
