package org.concierge.docling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.concierge.content.Block;
import org.concierge.format.SampleFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoclingClientTest {

  @TempDir Path folder;
  private final DoclingClient service =
      new DoclingClient(Duration.ofSeconds(30), Duration.ofMillis(1));
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    file = new SampleFiles(folder).text("stored", "the bytes of the file");
  }

  @Test
  void aFileIsSubmittedPolledAndFetched() throws Exception {
    try (FakeDocling docling = new FakeDocling("succeeded.json")) {
      // when
      List<Block> blocks = service.read(docling.address(), file, "le ave\".pdf");

      // then
      assertThat(docling.requests())
          .containsExactly(
              "POST /v1/convert/file/async",
              "GET /v1/status/poll/0f3a7c1e-52de-4b44-9d5e-6f0e3c1b7a20",
              "GET /v1/status/poll/0f3a7c1e-52de-4b44-9d5e-6f0e3c1b7a20",
              "GET /v1/result/0f3a7c1e-52de-4b44-9d5e-6f0e3c1b7a20");
      assertThat(docling.submitted())
          .contains("name=\"to_formats\"\r\n\r\njson\r\n")
          .contains("filename=\"le_ave_.pdf\"")
          .contains("\r\n\r\nthe bytes of the file\r\n--");
      assertThat(SampleFiles.lines(blocks))
          .containsExactly(
              "HEADING 2 p1: Leave",
              "PARAGRAPH p1: Everybody who works here has twenty-eight days.",
              "LIST_ITEM 1 p1: 1. Ask your manager",
              "LIST_ITEM 1 p1: 2. Tell your friends",
              "PARAGRAPH p2: Table 1. By year",
              "TABLE_HEADER p2: Service | Days",
              "TABLE_ROW p2: 10 years | 2",
              "PARAGRAPH p2: That is all.");
    }
  }

  @Test
  void aTaskThatFailsIsToldAsAFailure() throws Exception {
    try (FakeDocling docling = new FakeDocling("failed.json")) {
      assertThatThrownBy(() -> service.read(docling.address(), file, "a.pdf"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("failure");
    }
  }

  @Test
  void aTaskWithoutAnEndIsGivenUp() throws Exception {
    DoclingClient hasty = new DoclingClient(Duration.ofMillis(50), Duration.ofMillis(5));
    try (FakeDocling docling = new FakeDocling("started.json")) {
      assertThatThrownBy(() -> hasty.read(docling.address(), file, "a.pdf"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("did not read the file");
    }
  }

  @Test
  void aServiceThatIsAwayOrSomethingElseIsToldAsAFailure() throws Exception {
    try (FakeDocling docling = new FakeDocling("succeeded.json")) {
      URI elsewhere = URI.create(docling.address() + "/other/");
      assertThatThrownBy(() -> service.read(elsewhere, file, "a.pdf"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("404");
    }
    assertThatThrownBy(() -> service.read(URI.create("http://127.0.0.1:1"), file, "a.pdf"))
        .isInstanceOf(IOException.class);
  }
}
