package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents from addresses: pages, files, recordings. */
class UrlImportIT {
  private static final String UPLOAD = "/api/v1/upload";
  private static final String STORY =
      "<p>The ferry to the island leaves at half past ten from the northern pier, every day but"
          + " Sunday. Tickets are sold on board, and bicycles travel without a fee.</p>"
          + "<p>In winter the last boat returns at four in the afternoon, because of the dark.</p>";

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static FakeSite site;

  @BeforeAll
  static void start() throws IOException {
    installation = TestInstallation.shared();
    site = FakeSite.start();
    tenant =
        TestTenant.fast(
            installation,
            "url-import",
            Map.of(
                "MAX_UPLOAD_SIZE_MB", "1",
                "TRANSCRIPTION_BASE_URL", site.at("/v1"),
                "TRANSCRIPTION_API_KEY", "sk-voice"));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aPageBecomesADocumentWithoutItsMenus() {
    site.page(
        "/ferry",
        "<html lang=en><head><title>The ferry</title></head><body><nav>Products Contact</nav>"
            + "<div class=content><h1>The ferry</h1>"
            + STORY
            + "</div>"
            + "<footer>Imprint</footer></body></html>");

    JsonNode document = tenant.ready(imported("/ferry"));

    assertThat(document.path("title").asText()).isEqualTo("The ferry");
    assertThat(document.path("source_url").asText()).isEqualTo(site.at("/ferry"));
    assertThat(document.path("filename").asText()).isEqualTo("The ferry.html");
    String chunks =
        tenant.admin().get("/api/v1/documents/" + document.path("id").asText() + "/chunks").text();
    assertThat(chunks).contains("half past ten").doesNotContain("Imprint", "Products");
    assertThat(tenant.search("When does the ferry leave?", 5).text()).contains("half past ten");
  }

  @Test
  void aFileIsTakenByItsContent() {
    byte[] handbook = DemoFiles.bytes("acme-corp", "employee-handbook.pdf");
    site.put(
        "/download",
        200,
        Map.of(
            "Content-Type",
            "text/html",
            "Content-Disposition",
            "attachment; filename=\"handbook.pdf\""),
        handbook);
    site.redirect("/moved", "/download");

    JsonNode document = tenant.ready(imported("/moved"));

    assertThat(document.path("filename").asText()).isEqualTo("handbook.pdf");
    assertThat(document.path("media_type").asText()).isEqualTo("application/pdf");
    assertThat(document.path("size_bytes").asLong()).isEqualTo(handbook.length);
  }

  @Test
  void theSameAddressIsTheSameDocumentFetchedAnew() {
    site.page("/news", "<main><h1>News</h1>" + STORY + "</main>");
    String id = imported("/news");
    tenant.ready(id);
    site.page("/news", "<main><h1>News</h1>" + STORY.replace("half past ten", "noon") + "</main>");

    JsonNode again = tenant.uploader().post(UPLOAD, Map.of("url", site.at("/news"))).json();

    assertThat(again.at("/documents/0/id").asText()).isEqualTo(id);
    assertThat(again.at("/documents/0/duplicate").asBoolean()).isTrue();
    tenant.ready(id);
    assertThat(tenant.admin().get("/api/v1/documents/" + id + "/chunks").text())
        .contains("noon")
        .doesNotContain("half past ten");
  }

  @Test
  void whatWasStagedOfFormerBytesIsNotToldOfNewOnes() {
    site.page("/timetable", "<main><h1>Timetable</h1>" + STORY + "</main>");
    String id = imported("/timetable");
    tenant.ready(id);
    new Rows(installation.postgres())
        .change(
            Rows.RAGDB,
            "insert into staged_chunk (tenant_id, document_id, index_id, chunk_index, page,"
                + " heading_path, content) select tenant_id, document_id, index_id, 0, 1, '',"
                + " 'left behind' from chunk where document_id = ? limit 1",
            UUID.fromString(id));
    site.page(
        "/timetable", "<main><h1>Timetable</h1>" + STORY.replace("half", "quarter") + "</main>");

    imported("/timetable");

    tenant.ready(id);
    assertThat(tenant.admin().get("/api/v1/documents/" + id + "/chunks").text())
        .contains("quarter past ten")
        .doesNotContain("left behind");
  }

  @Test
  void anAddressComesInAFormTooAndBesideFiles() {
    site.put("/note.txt", 200, Map.of(), "A note about the lighthouse.");
    site.put("/other.txt", 200, Map.of(), "A note about the harbour.");

    Answer mixed =
        tenant
            .uploader()
            .upload(UPLOAD, Map.of("url", site.at("/note.txt")), Api.Part.file("a.txt", "A buoy."));
    Answer form =
        tenant
            .uploader()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send(
                "POST",
                UPLOAD,
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    "url=" + encoded(site.at("/other.txt"))));

    assertThat(mixed.status()).isEqualTo(202);
    List<String> ids = TestTenant.texts(mixed.json().path("documents"), "id");
    assertThat(ids).hasSize(2);
    ids.forEach(tenant::ready);
    assertThat(form.status()).as(form.toString()).isEqualTo(202);
    tenant.ready(form.json().at("/documents/0/id").asText());
  }

  @Test
  void aFilmIsReadByItsCaptions() {
    site.page(
        "/film",
        "<html><head><title>How ropes are made</title></head><body>"
            + "<video src=film.mp4><track kind=captions srclang=en src=film.vtt></video></body></html>");
    site.put(
        "/film.vtt",
        200,
        Map.of(),
        "WEBVTT\n\n00:12:30.000 --> 00:12:40.000\nThe hemp is twisted seventy times.\n");

    tenant.ready(imported("/film"));

    JsonNode passage = tenant.search("How often is the hemp twisted?", 1).json().at("/passages/0");
    assertThat(passage.path("text").asText()).contains("[00:12:30] The hemp");
    assertThat(passage.path("start_seconds").asInt()).isEqualTo(750);
  }

  @Test
  void aRecordingIsWrittenDown() {
    byte[] sound = "ID3\u0003\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    site.put("/talk.mp3", 200, Map.of("Content-Type", "audio/mpeg"), sound);
    site.put(
        "/v1/audio/transcriptions",
        200,
        Map.of("Content-Type", "application/json"),
        "{\"text\": \"x\", \"segments\": [{\"start\": 65.2, \"text\": \" Albatrosses sleep in flight.\"}]}");

    tenant.ready(imported("/talk.mp3"));

    JsonNode passage = tenant.search("Do albatrosses sleep?", 1).json().at("/passages/0");
    assertThat(passage.path("filename").asText()).isEqualTo("talk.txt");
    assertThat(passage.path("start_seconds").asInt()).isEqualTo(65);
  }

  @Test
  void whatCannotBeFetchedSaysWhy() {
    assertThat(tenant.failed(imported("/missing"))).contains("nothing at this address");
    site.put("/private", 401, Map.of(), "");
    assertThat(tenant.failed(imported("/private"))).contains("login");
    site.put("/huge", 200, Map.of(), new byte[1024 * 1024 + 1]);
    assertThat(tenant.failed(imported("/huge"))).contains("too large");
    site.put("/picture", 200, Map.of(), new byte[] {1, 2, 3, 4, 0, 0, 9});
    assertThat(tenant.failed(imported("/picture"))).isNotBlank();
  }

  @Test
  void whatStandsThereIsToldBefore() {
    site.page(
        "/talk",
        "<html><head><title>A talk</title></head><body>"
            + "<meta itemprop=duration content=PT12M34S><video src=x.mp4><track src=x.vtt></video>");
    site.put("/plain.txt", 200, Map.of(), "Plain text.");

    JsonNode film = info("/talk");
    assertThat(film.path("kind").asText()).isEqualTo("video");
    assertThat(film.path("title").asText()).isEqualTo("A talk");
    assertThat(film.path("duration").asInt()).isEqualTo(754);
    assertThat(film.path("captions").asBoolean()).isTrue();
    assertThat(info("/plain.txt").path("kind").asText()).isEqualTo("file");
    assertThat(tenant.uploader().get("/media-info").status()).isEqualTo(400);
    assertThat(tenant.uploader().get("/media-info?url=" + encoded(site.at("/none"))).status())
        .isEqualTo(422);
  }

  /** The document is promised before its bytes are there: so it must survive whoever promised. */
  @Test
  void aServerThatDiesWhileItFetchesGoesOn() throws IOException {
    try (TestInstallation own = TestInstallation.fresh();
        FakeSite slow = FakeSite.start()) {
      TestTenant one = TestTenant.fast(own, "death", Map.of());
      slow.page("/slow", "<main><h1>Slow</h1>" + STORY + "</main>");
      slow.hold();
      String id =
          one.uploader()
              .post(UPLOAD, Map.of("url", slow.at("/slow")))
              .json()
              .at("/documents/0/id")
              .asText();
      await().until(() -> slow.asked().size() == 1);
      assertThat(one.document(id).path("stage").asText()).isEqualTo("fetching");

      own.server().kill();
      slow.release();
      own.server().restart();

      await().atMost(Duration.ofSeconds(60)).until(() -> one.ready(id).path("chunks").asInt() > 0);
      assertThat(slow.asked()).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  private static String imported(String path) {
    Answer answer = tenant.uploader().post(UPLOAD, Map.of("url", site.at(path)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    JsonNode document = answer.json().at("/documents/0");
    assertThat(document.path("location").asText())
        .isEqualTo("/api/v1/documents/" + document.path("id").asText());
    return document.path("id").asText();
  }

  private static JsonNode info(String path) {
    Answer answer = tenant.uploader().get("/media-info?url=" + encoded(site.at(path)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
