package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.it.Api.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections, tags, metadata: given at upload, changed, filtered by, done to many at once. */
class OrganisationIT {
  private static final String DOCUMENTS = "/api/v1/documents";
  private static final String BULK = DOCUMENTS + "/bulk";

  private static TestTenant acme;
  private static TestTenant globex;
  private static String policies;
  private static String travel;

  @BeforeAll
  static void collections() {
    TestInstallation installation = TestInstallation.shared();
    acme = TestTenant.fast(installation, "organised", Map.of());
    globex = TestTenant.fast(installation, "organised", Map.of());
    policies = collection(acme, Map.of("name", "Policies"));
    travel = collection(acme, Map.of("name", "Travel", "parent", "Policies"));
  }

  private static String collection(TestTenant tenant, Map<String, ?> body) {
    Answer answer = tenant.admin().post("/api/v1/collections", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private static String upload(TestTenant tenant, String name, String text, String... fields) {
    Map<String, String> form = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    Answer answer = tenant.admin().upload("/api/v1/upload", form, Part.file(name, text));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    String id = answer.json().at("/documents/0/id").asText();
    tenant.ready(id);
    return id;
  }

  @Test
  void whatIsSaidAtTheUploadIsKnownOfTheDocument() {
    String id =
        upload(
            acme,
            "trains.txt",
            "Trains are second class " + UUID.randomUUID(),
            "collection",
            "Policies/Travel",
            "tags",
            "rail, approved",
            "metadata",
            "{\"document_type\": \"policy\", \"speaker\": \"Ann <b>\"}",
            "title",
            "Trains",
            "review_at",
            "2027-01-31");

    JsonNode document = acme.document(id);
    assertThat(document.path("collection").asText()).isEqualTo(travel);
    assertThat(document.path("title").asText()).isEqualTo("Trains");
    assertThat(document.path("tags").toString()).isEqualTo("[\"rail\",\"approved\"]");
    assertThat(document.at("/metadata/document_type").asText()).isEqualTo("policy");
    assertThat(document.path("review_at").asText()).isEqualTo("2027-01-31");
    assertThat(listed(acme, "collection=" + policies)).contains(id);
    assertThat(listed(acme, "collection=" + travel)).contains(id);
    assertThat(listed(acme, "tag=rail&collection=Policies")).contains(id);
    assertThat(listed(acme, "tag=ra")).isEmpty();
  }

  @Test
  void whatACollectionSharesItsNewDocumentsAreSharedWith() {
    String secret = collection(acme, Map.of("name", "Secret", "readers", List.of("group:board")));
    String id = upload(acme, "s.txt", "Secret " + UUID.randomUUID(), "collection", "Secret");

    assertThat(acme.document(id).path("readers").toString()).isEqualTo("[\"group:board\"]");
    Answer hidden = acme.chat().get("/api/v1/collections/" + secret);
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(acme.chat().get("/api/v1/collections").text()).doesNotContain("Secret");
    assertThat(acme.chat().get(DOCUMENTS + "?collection=Secret").status()).isEqualTo(404);
  }

  @Test
  void aFilterNeverCostsRows() {
    String kind = "k" + UUID.randomUUID();
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String metadata = "{\"kind\": \"" + (i % 8 == 0 ? kind : "other") + "\"}";
      String id =
          upload(acme, "n" + i + ".txt", "Notice " + i + " about ships", "metadata", metadata);
      if (i % 8 == 0) {
        wanted.add(id);
      }
    }

    JsonNode passages =
        search(Map.of("query", "ships", "limit", 5, "metadata", Map.of("kind", kind)));

    assertThat(TestTenant.texts(passages, "document_id"))
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(search(Map.of("query", "ships", "metadata", Map.of("kind", "nothing")))).isEmpty();
  }

  private static JsonNode search(Map<String, ?> body) {
    Answer answer = acme.chat().post("/api/v1/search", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().path("passages");
  }

  @Test
  void collectionsTagsAndTheOldFormOfMetadataFilterToo() {
    String id =
        upload(
            acme,
            "boats.txt",
            "Boats are blue " + UUID.randomUUID(),
            "collection",
            travel,
            "tags",
            "topic:boats");

    for (Map<String, ?> filter :
        List.<Map<String, ?>>of(
            Map.of("collections", List.of(policies), "tags", List.of("topic:boats")),
            Map.of("metadata", Map.of("topic", "boats")),
            Map.of("metadata", Map.of("topic", "boats", "file_id", id)))) {
      Map<String, Object> body = new HashMap<>(filter);
      body.put("query", "boats");
      assertThat(TestTenant.texts(search(body), "document_id")).containsOnly(id);
      body.put("message", "Which colour have boats?");
      assertThat(TestTenant.texts(acme.ask(body).json().path("sources"), "document_id"))
          .allMatch(id::equals);
    }
  }

  @Test
  void anotherTenantsCollectionIsOneThatNeverWas() {
    String foreign = collection(globex, Map.of("name", "Theirs"));
    for (String id : List.of(foreign, UUID.randomUUID().toString())) {
      List<Answer> answers =
          List.of(
              acme.admin().get("/api/v1/collections/" + id),
              acme.admin().get(DOCUMENTS + "?collection=" + id),
              acme.admin().patch("/api/v1/collections/" + id, Map.of("name", "Mine")),
              acme.admin().delete("/api/v1/collections/" + id),
              acme.admin().patch("/api/v1/collections/" + travel, Map.of("parent", id)),
              acme.chat().post("/api/v1/search", Map.of("query", "q", "collections", List.of(id))),
              acme.ask(Map.of("message", "q", "collections", List.of(id))),
              acme.admin()
                  .upload("/api/v1/upload", Map.of("collection", id), Part.file("x.txt", "x")));
      assertThat(answers)
          .allSatisfy(
              answer -> {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
                assertThat(answer.text()).contains("There is no such collection.");
              });
    }
  }

  @Test
  void aCollectionIsRenamedMovedAndDeletedAndItsDocumentsStay() {
    String top = collection(acme, Map.of("name", "Top"));
    String low = collection(acme, Map.of("name", "Low", "parent", top));
    String id = upload(acme, "low.txt", "Low " + UUID.randomUUID(), "collection", "Top/Low");

    Answer within = acme.admin().patch("/api/v1/collections/" + top, Map.of("parent", low));
    Answer twice = acme.admin().post("/api/v1/collections", Map.of("name", "Top"));
    Answer renamed = acme.admin().patch("/api/v1/collections/" + low, Map.of("name", "Deep"));
    Answer deleted = acme.admin().delete("/api/v1/collections/" + low);

    assertThat(within.status()).isEqualTo(400);
    assertThat(twice.status()).isEqualTo(409);
    assertThat(renamed.json().path("path").asText()).isEqualTo("Top/Deep");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(acme.document(id).path("collection").asText()).isEqualTo(top);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metadata\": {\"file_id\": \"x\"}}",
        "{\"metadata\": {\"' or 1=1\": \"x\"}}",
        "{\"metadata\": {\"topic\": null}}",
        "{\"review_at\": \"tomorrow\"}",
        "{\"review_at\": \"-99999-01-01\"}",
        "{\"readers\": []}"
      })
  void whatCannotBeSaidOfADocumentIsRefused(String body) {
    String id = acme.upload(Part.file("r.txt", "r" + UUID.randomUUID())).get(0);
    assertThat(acme.admin().patch(DOCUMENTS + "/" + id, body).status()).isEqualTo(400);
  }

  @Test
  void anOwnerIsAUserOfTheTenant() {
    String id = acme.upload(Part.file("o.txt", "o" + UUID.randomUUID())).get(0);
    String mine = FurnishedTenant.invite(acme.admin(), "o@acme.example").at("/user/id").asText();
    String theirs =
        FurnishedTenant.invite(globex.admin(), "o@globex.example").at("/user/id").asText();

    Answer answer = acme.admin().patch(DOCUMENTS + "/" + id, Map.of("owner", mine));

    assertThat(answer.json().path("owner").asText()).isEqualTo(mine);
    assertThat(acme.admin().patch(DOCUMENTS + "/" + id, Map.of("owner", theirs)).status())
        .isEqualTo(404);
    assertThat(acme.admin().patch(DOCUMENTS + "/" + id, Map.of("owner", "")).json().has("owner"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "-title", "size", "-size", "created_at", "status", "-status"})
  void everyOrderGoesThroughAllPagesWithoutLossOrDoubling(String sort) {
    TestTenant tenant = TestTenant.fast(TestInstallation.shared(), "sorted", Map.of());
    List<String> ids = new ArrayList<>();
    for (String name : List.of("b", "A", "a", "ä", "C", "x")) {
      ids.add(upload(tenant, name + ".txt", name.repeat(ids.size() % 3 + 1) + name));
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          tenant.admin().get(DOCUMENTS + "?limit=2&sort=" + sort + "&cursor=" + cursor).json();
      listed.addAll(TestTenant.texts(page.path("items"), "id"));
      cursor = page.path("next_cursor").asText("");
    } while (!cursor.isEmpty());

    assertThat(listed).containsExactlyInAnyOrderElementsOf(ids);
    String turned = sort.startsWith("-") ? sort.substring(1) : "-" + sort;
    List<String> back = listed(tenant, "sort=" + turned);
    Collections.reverse(back);
    assertThat(back).isEqualTo(listed);
  }

  @Test
  void whatIsDoneToManyTellsWhatFailed() {
    TestTenant tenant = TestTenant.fast(TestInstallation.shared(), "bulk", Map.of());
    String box = collection(tenant, Map.of("name", "Box"));
    String one = upload(tenant, "one.txt", "one");
    String two = upload(tenant, "two.txt", "two");
    String foreign = upload(acme, "f.txt", "foreign " + UUID.randomUUID());

    JsonNode tagged =
        tenant
            .admin()
            .post(BULK, Map.of("action", "tag", "tags", List.of("t"), "ids", List.of(one, foreign)))
            .json();
    JsonNode moved =
        tenant
            .admin()
            .post(BULK, Map.of("action", "move", "collection", "Box", "filter", Map.of()))
            .json();
    JsonNode deleted =
        tenant.admin().post(BULK, Map.of("action", "delete", "filter", Map.of("tag", "t"))).json();

    assertThat(tagged.path("done").asInt()).isEqualTo(1);
    assertThat(tagged.at("/failures/0/id").asText()).isEqualTo(foreign);
    assertThat(tagged.at("/failures/0/reason").asText()).isEqualTo("There is no such document.");
    assertThat(moved.path("matched").asInt()).isEqualTo(2);
    assertThat(moved.path("done").asInt()).isEqualTo(2);
    assertThat(deleted.path("done").asInt()).isEqualTo(1);
    assertThat(listed(tenant, "collection=" + box)).containsExactly(two);
    assertThat(acme.document(foreign).path("tags")).isEmpty();
    assertThat(tenant.admin().get(DOCUMENTS + "/counts").json().path("ready").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\": \"delete\"}",
        "{\"action\": \"drop\", \"filter\": {}}",
        "{\"action\": \"tag\", \"filter\": {}}",
        "{\"action\": \"move\", \"filter\": {}}",
        "{\"action\": \"delete\", \"ids\": [null]}",
        "{\"action\": \"delete\", \"ids\": [], \"filter\": {}}"
      })
  void whatCannotBeDoneToManyIsDoneToNone(String body) {
    assertThat(globex.admin().post(BULK, body).status()).isEqualTo(400);
  }

  private static List<String> listed(TestTenant tenant, String query) {
    Answer answer = tenant.admin().get(DOCUMENTS + "?" + query);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return TestTenant.texts(answer.json().path("items"), "id");
  }
}
