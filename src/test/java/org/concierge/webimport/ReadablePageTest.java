package org.concierge.webimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.concierge.webimport.ReadablePage.Media;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ReadablePageTest {
  private static final String STORY =
      "<p>Every parcel that leaves the depot carries a label with three numbers. The first one names"
          + " the route, the second one the driver, the third one the hour.</p>"
          + "<p>Whoever finds a parcel without a label brings it to the counter.</p>";

  @Test
  void menusAndEdgesAreNotRead() {
    String text =
        text(
            "<header class='site'><a href='/'>Home</a> Company slogan</header>"
                + "<nav><ul><li>Products<li>Contact</ul></nav>"
                + "<div class='cookie-banner'>We use cookies</div>"
                + "<div id='content'><h1>Labels</h1>"
                + STORY
                + "</div><div class='sidebar'>Related stories</div><aside>Adverts</aside>"
                + "<footer>Imprint</footer><script>alert(1)</script>");

    assertThat(text).contains("Labels", "three numbers", "brings it to the counter");
    assertThat(text)
        .doesNotContain("Products", "cookies", "Related", "Adverts", "Imprint", "alert", "slogan");
  }

  @Test
  void whatCallsItselfTheContentIsRead() {
    String text =
        text(
            "<div>Much more text stands outside, but it is about other things. ".repeat(20)
                + "</div><main><h1>Labels</h1>"
                + STORY
                + "</main>");

    assertThat(text).contains("three numbers").doesNotContain("other things");
  }

  @Test
  void aPageWithoutAnyMarkIsReadWhole() {
    assertThat(text("<h1>Labels</h1>" + STORY)).contains("Labels", "three numbers", "counter");
  }

  @Test
  void aTableAndAListStay() {
    String html =
        page("<main><h1>Rates</h1>"
                + STORY
                + "<table><tr><th>Zone<th>Fee<tr><td>A<td>3</table><ul><li>one</ul></main>")
            .html(List.of());

    assertThat(Jsoup.parse(html).select("table td").eachText()).containsExactly("A", "3");
    assertThat(Jsoup.parse(html).select("li").eachText()).containsExactly("one");
  }

  @Test
  void nothingThatActsIsKept() {
    String html =
        page("<main>"
                + STORY
                + "<p onclick='x()'>Click</p><a href='javascript:x()'>go</a>"
                + "<iframe src='https://elsewhere.example/'></iframe><p hidden>secret</p></main>")
            .html(List.of());

    assertThat(html).doesNotContain("onclick", "javascript", "iframe", "secret").contains("Click");
  }

  @Test
  void titleAndLanguageAreKept() {
    ReadablePage page =
        parsed(
            "<html lang=de><head><title>Etiketten | Firma</title>"
                + "<meta property='og:title' content='Etiketten'></head><body>"
                + STORY);

    assertThat(page.title()).isEqualTo("Etiketten");
    assertThat(Jsoup.parse(page.html(List.of())).title()).isEqualTo("Etiketten");
    assertThat(Jsoup.parse(page.html(List.of())).select("html").attr("lang")).isEqualTo("de");
  }

  @Test
  void theCharsetOfThePageIsItsOwn() {
    byte[] latin =
        "<html><head><meta charset='iso-8859-1'><title>Größe</title></head></html>"
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(ReadablePage.of(latin, null, URI.create("https://example.com/")).title())
        .isEqualTo("Größe");
  }

  @Test
  void aFilmIsKnownByItsPlayerAndItsTracks() {
    Media media =
        page("<video><source src='/film.mp4'><track kind=captions srclang=fr src='fr.vtt'>"
                + "<track kind=captions srclang=en default src='en.vtt'>"
                + "<track kind=metadata src='meta.vtt'></video>")
            .media()
            .orElseThrow();

    assertThat(media.video()).isTrue();
    assertThat(media.source()).contains(URI.create("https://example.com/film.mp4"));
    assertThat(media.captions())
        .containsExactly(
            URI.create("https://example.com/a/en.vtt"), URI.create("https://example.com/a/fr.vtt"));
    assertThat(page(STORY).media()).isEmpty();
  }

  @Test
  void howLongItLastsIsReadFromThePage() {
    assertThat(page("<meta itemprop=duration content=PT1H2M>").duration())
        .contains(Duration.ofMinutes(62));
    assertThat(page("<meta itemprop=duration content=long>").duration()).isEmpty();
  }

  @Test
  void whatIsSaidStandsBelow() {
    String html = page("<main>" + STORY + "</main>").html(List.of("[00:00:01] a < b"));

    assertThat(Jsoup.parse(html).select("p").last().text()).isEqualTo("[00:00:01] a < b");
  }

  private static ReadablePage page(String body) {
    return parsed(
        "<html lang=en><head><title>A page</title></head><body>" + body + "</body></html>");
  }

  private static ReadablePage parsed(String html) {
    return ReadablePage.of(
        html.getBytes(StandardCharsets.UTF_8), "utf-8", URI.create("https://example.com/a/page"));
  }

  private static String text(String body) {
    return Jsoup.parse(page(body).html(List.of())).body().text();
  }
}
