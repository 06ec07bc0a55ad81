package org.concierge.it.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.concierge.it.TestInstallation;

/** Somebody at a browser of their own, who sees the console. */
final class Visitor implements AutoCloseable {
  private final BrowserContext context;
  private final String url;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visitor(TestInstallation installation, BrowserContext context) {
    this.context = context;
    url = installation.url().toString();
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          // That a page answers 403 is no complaint of the page.
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  /**
   * The page, whole: a click waits until the next page begins, and what is counted in the middle of
   * one is wrong.
   */
  Page page() {
    page.waitForLoadState();
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** What the browser has found wrong: scripts that failed or were forbidden. */
  List<String> complaints() {
    return complaints;
  }

  /**
   * @return the status of the answer
   */
  int open(String address) {
    return page.navigate(address.startsWith("http") ? address : url + address).status();
  }

  Visitor signIn(String tenant, String email) {
    return signIn(tenant, email, People.PASSWORD);
  }

  Visitor signIn(String tenant, String email, String password) {
    open("/dashboard/login.xhtml" + (tenant.isEmpty() ? "" : "?tenant=" + tenant));
    type("E-mail", email);
    type("Password", password);
    press("Sign in");
    return this;
  }

  void type(String label, String text) {
    page().getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
  }

  void press(String button) {
    button(button).click();
  }

  Locator button(String name) {
    return page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Where the browser is, without the host. */
  String address() {
    return page().url().replace(url, "");
  }

  String path() {
    return address().replaceFirst("\\?.*", "");
  }

  String title() {
    return page().locator("h1").textContent();
  }

  String text() {
    return page().locator("main").innerText();
  }

  String secret() {
    return page().locator("#secret").textContent().strip();
  }

  void photograph(Path file) {
    page().screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file));
  }

  @Override
  public void close() {
    context.close();
  }
}
