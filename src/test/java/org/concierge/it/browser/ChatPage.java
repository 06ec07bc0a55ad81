package org.concierge.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** The chat page, as somebody uses it. */
final class ChatPage {
  private final Visitor visitor;
  private final Page page;

  ChatPage(Visitor visitor) {
    this.visitor = visitor;
    this.page = visitor.page();
  }

  ChatPage open(String address) {
    visitor.open(address);
    return ready();
  }

  /** Waits until it can be used. */
  ChatPage ready() {
    page.locator("body[data-ready]").waitFor();
    return this;
  }

  Page page() {
    return page;
  }

  Locator field() {
    return page.locator("#question");
  }

  void type(String question) {
    field().fill(question);
    field().press("Enter");
  }

  /** Asks and waits for the answer's end. */
  Locator ask(String question) {
    int before = turns().count();
    type(question);
    return ended(before);
  }

  Locator turns() {
    return page.locator("#turns .turn");
  }

  /** The turn at this place, when nothing more comes to it. */
  Locator ended(int place) {
    turns().nth(place).waitFor();
    assertThat(page.locator("#turns [data-growing]")).hasCount(0);
    page.locator("#send").waitFor();
    return turns().nth(place);
  }

  Locator answer(int place) {
    return turns().nth(place).locator(".answer");
  }

  Locator panel() {
    return page.locator("#panel");
  }

  Locator conversation(String title) {
    return page.locator("#list li", new Page.LocatorOptions().setHasText(title)).first();
  }

  /** From the menu of a conversation. */
  void choose(String title, String deed) {
    Locator row = conversation(title);
    row.locator(".icon").click();
    row.locator(".menu button", new Locator.LocatorOptions().setHasText(deed)).first().click();
  }

  void photograph(String name) {
    Path folder = Path.of(System.getProperty("concierge.build", "target"), "screenshots");
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve("app-" + name + ".png")));
  }
}
