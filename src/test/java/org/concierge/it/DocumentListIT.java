package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of a tenant's documents: its pages and its filters. */
class DocumentListIT {
  private static final String DOCUMENTS = "/api/v1/documents";

  private static TestInstallation installation;
  private static TestTenant nobody;

  @BeforeAll
  static void installation() {
    installation = TestInstallation.shared();
    nobody = TestTenant.fast(installation, "refused", Map.of());
  }

  @Test
  void pagesFollowEachOtherWithoutLossOrDoubling() {
    TestTenant reader = TestTenant.fast(installation, "pages", Map.of());
    List<String> uploaded = new ArrayList<>();
    for (int batch = 0; batch < 3; batch++) {
      int from = batch * 4;
      uploaded.addAll(
          reader.upload(
              IntStream.range(from, from + 4)
                  .mapToObj(i -> Part.file("page-" + i + ".txt", "Text number " + i))
                  .toArray(Part[]::new)));
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = reader.admin().get(DOCUMENTS + "?limit=5&cursor=" + cursor).json();
      listed.addAll(TestTenant.texts(page.path("items"), "id"));
      cursor = page.path("next_cursor").asText("");
      pages++;
    } while (!cursor.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(uploaded);
  }

  @Test
  void administratorsGetTheListAsATable() {
    TestTenant reader = TestTenant.fast(installation, "table", Map.of());
    String id = reader.learn("=sum.txt", "Nothing is added up.");

    Answer csv = reader.admin().with("Accept", "text/csv").get("/admin/documents");

    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.text().lines().toList()).hasSize(2);
    assertThat(csv.text())
        .startsWith("id,filename,")
        .contains("\n" + id + ",'=sum.txt,", ",READY,");
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    for (String list : List.of("/users", "/keys", "/audit", "/conversations", "/inquiries")) {
      assertThat(nobody.admin().get("/api/v1" + list + "?limit=many").status())
          .as(list)
          .isEqualTo(400);
    }
    assertThat(nobody.admin().get("/api/v1/nothing?limit=many").status()).isEqualTo(404);
  }

  @Test
  void aListIsNarrowedByStatusTypeAndName() {
    TestTenant reader = TestTenant.fast(installation, "filters", Map.of());
    List<String> ids =
        reader.upload(
            Part.file("Leave_policy.txt", "Leave is granted."),
            Part.file("tools.md", "# Tools\n\nHammers and nails."),
            Part.file("broken.pdf", "application/octet-stream", new byte[] {'%', 'P', 'D', 'F'}));
    ids.forEach(reader::settled);

    assertThat(listed(reader, "status=READY")).containsOnly(ids.get(0), ids.get(1));
    assertThat(listed(reader, "status=failed")).containsOnly(ids.get(2));
    assertThat(listed(reader, "type=markdown")).containsOnly(ids.get(1));
    assertThat(listed(reader, "q=leave_")).containsOnly(ids.get(0));
    assertThat(listed(reader, "q=%25")).isEmpty();
    assertThat(listed(reader, "q=%27%20or%20%271%27%3D%271")).isEmpty();
    assertThat(listed(reader, "q=tools&status=FAILED")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=1e308",
        "status=GONE",
        "cursor=x",
        "q=%00"
      })
  void aListThatCannotBeIsRefused(String query) {
    Answer answer = nobody.admin().get(DOCUMENTS + "?" + query);

    assertThat(answer.status()).as(answer.toString()).isBetween(400, 404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  private static List<String> listed(TestTenant reader, String query) {
    Answer answer = reader.admin().get(DOCUMENTS + "?" + query);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return TestTenant.texts(answer.json().path("items"), "id");
  }
}
