package org.concierge.webimport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

/**
 * What a person reads of a web page: its text without menus, banners, forms and what stands at the
 * edge.
 */
final class ReadablePage {
  private static final String NEVER_READ =
      "script,style,noscript,template,iframe,object,embed,svg,canvas,form,button,input,select,"
          + "textarea,dialog,nav,aside,footer,[hidden],[aria-hidden=true],[role=navigation],"
          + "[role=banner],[role=contentinfo],[role=complementary],[role=search],[role=dialog],"
          + "[role=menu],[style*=display:none],[style*=display: none]";

  private static final Pattern EDGE =
      Pattern.compile(
          "(?i)(^|[-_ ])(nav(bar|igation)?|menu|breadcrumbs?|sidebar|footer|cookies?|consent|banner"
              + "|share|sharing|social|related|recommend(ed|ations)?|newsletter|subscribe|comments?"
              + "|advert(s|isement)?|ads?|promo|popup|modal|skip-link|pagination)([-_ ]|$)");

  private static final String HOLDERS = "article,main,[role=main],section,div,td,body";

  /** Less than this in the part that claims to be the content, and it is not. */
  private static final int SOME_TEXT = 200;

  private final Document page;

  private ReadablePage(Document page) {
    this.page = page;
  }

  /**
   * A film or recording that a page shows.
   *
   * @param captions addresses of what is said in it, the page's own language first
   */
  record Media(boolean video, Optional<URI> source, List<URI> captions) {}

  /**
   * @param charset as the server names it; null: as the page does
   */
  static ReadablePage of(byte[] html, String charset, URI address) {
    try {
      return new ReadablePage(
          Jsoup.parse(new ByteArrayInputStream(html), charset, address.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String title() {
    String own = page.select("meta[property=og:title]").attr("content").strip();
    String title = own.isEmpty() ? page.title().strip() : own;
    return title.isEmpty()
        ? page.select("h1").stream().map(Element::text).findFirst().orElse("")
        : title;
  }

  String language() {
    return page.select("html").attr("lang").strip();
  }

  /** Empty if the page does not say. */
  Optional<Duration> duration() {
    String text = page.select("[itemprop=duration]").attr("content").strip();
    String seconds = page.select("meta[property=video:duration]").attr("content").strip();
    try {
      return text.isEmpty()
          ? seconds.isEmpty()
              ? Optional.empty()
              : Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
          : Optional.of(Duration.parse(text));
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The film or recording that the page is about; empty if it shows none. */
  Optional<Media> media() {
    Element player = page.select("video,audio").first();
    if (player == null) {
      boolean film = page.select("meta[property=og:type]").attr("content").startsWith("video");
      return film ? Optional.of(new Media(true, Optional.empty(), List.of())) : Optional.empty();
    }
    List<Element> tracks =
        new ArrayList<>(player.select("track[src]:not([kind=metadata]):not([kind=chapters])"));
    String language = language();
    tracks.sort(
        Comparator.comparing(
            track -> !track.hasAttr("default") && !track.attr("srclang").equals(language)));
    Element source = player.hasAttr("src") ? player : player.select("source[src]").first();
    return Optional.of(
        new Media(
            player.tagName().equals("video"),
            source == null ? Optional.empty() : address(source),
            tracks.stream().flatMap(track -> address(track).stream()).toList()));
  }

  private static Optional<URI> address(Element element) {
    try {
      return Optional.of(URI.create(element.absUrl("src"))).filter(uri -> uri.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether there is more to read than a caption. */
  boolean hasText() {
    return readable().text().length() >= SOME_TEXT;
  }

  /**
   * A page of its own that holds the readable part alone, and nothing that acts.
   *
   * @param said what is said in the page's film; stands below the rest
   */
  String html(List<String> said) {
    Document readable = Document.createShell(page.baseUri());
    readable.title(title());
    if (!language().isEmpty()) {
      readable.select("html").attr("lang", language());
    }
    readable.head().prependElement("meta").attr("charset", "utf-8");
    readable.body().html(clean(readable()));
    said.forEach(paragraph -> readable.body().appendElement("p").text(paragraph));
    return readable.outerHtml();
  }

  private Element readable() {
    Document copy = page.clone();
    copy.select(NEVER_READ).remove();
    copy.select("body *").stream().filter(ReadablePage::isEdge).forEach(Element::remove);
    Element content = content(copy);
    content.select("header").stream()
        .filter(header -> header.select("h1").isEmpty())
        .forEach(Element::remove);
    return content;
  }

  private String clean(Element content) {
    return Jsoup.clean(
        content.html(),
        page.baseUri(),
        Safelist.relaxed().removeTags("img").addTags("article", "section", "figcaption"));
  }

  private static boolean isEdge(Element element) {
    return EDGE.matcher(element.className() + " " + element.id()).find()
        && element.select("main,[role=main],article").isEmpty();
  }

  /** What names itself the content, else the part with most text that is no links. */
  private static Element content(Document page) {
    Optional<Element> named =
        page.select("main,[role=main],article").stream()
            .max(Comparator.comparingDouble(ReadablePage::weight));
    if (named.isPresent() && named.get().text().length() >= SOME_TEXT) {
      return named.get();
    }
    double all = weight(page.body());
    Element best = page.body();
    for (Element holder : page.select(HOLDERS)) {
      // Inner parts are looked at last: the innermost that still holds nearly everything wins.
      if (weight(holder) >= 0.8 * all) {
        best = holder;
      }
    }
    return best;
  }

  /** Characters of text outside links. */
  private static double weight(Element element) {
    int links = element.select("a").stream().mapToInt(link -> link.text().length()).sum();
    return Math.max(0, element.text().length() - links);
  }
}
