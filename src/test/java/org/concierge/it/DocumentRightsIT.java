package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.it.Sql.column;
import static org.concierge.it.Sql.execute;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.identity.NewUser;
import org.concierge.identity.User;
import org.concierge.it.Api.Part;
import org.concierge.persistence.DataSources;
import org.concierge.persistence.Databases;
import org.concierge.persistence.InstalledDatabases;
import org.concierge.persistence.Migrations;
import org.concierge.tenant.Installation;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read which document: by the API, and by PostgreSQL whatever it is asked. */
class DocumentRightsIT {
  private static final String ANNA = "6f0c5e5e-38d1-4f0b-9a52-0c6f7b7a1d11";

  private static TestInstallation installation;
  private static TestTenant tenant;
  private static String open;
  private static String hidden;
  private static String annas;
  private static String published;

  @BeforeAll
  static void documentsForSomeReaders() {
    installation = TestInstallation.shared();
    tenant = TestTenant.fast(installation, "rights", Map.of());
    open = tenant.learn("open.txt", "The canteen serves soup on Monday.");
    hidden = tenant.learn("hidden.txt", "The canteen budget of the board is secret.");
    annas = tenant.learn("annas.txt", "The canteen owes Anna a pudding.");
    published = tenant.learn("published.txt", "The canteen is open to guests.");
    readers(hidden, "group:board, north");
    readers(annas, "user:" + ANNA);
    readers(published, "public");
  }

  private static Answer readers(String id, String... readers) {
    return tenant.admin().patch("/api/v1/documents/" + id, Map.of("readers", List.of(readers)));
  }

  private static List<String> found(Api api) {
    Answer answer = api.post("/api/v1/search", Map.of("query", "canteen", "limit", 100));
    return TestTenant.texts(answer.json().path("passages"), "document_id");
  }

  @Test
  void aNewDocumentIsForTheWholeTenant() {
    assertThat(TestTenant.texts(tenant.document(open).path("readers"), "")).hasSize(1);
    assertThat(tenant.document(open).path("readers").path(0).asText()).isEqualTo("tenant");
  }

  @Test
  void aKeyFindsWhatIsOpenToTheTenantAndTheAdministratorAll() {
    assertThat(found(tenant.chat())).contains(open, published).doesNotContain(hidden, annas);
    assertThat(found(tenant.admin())).contains(open, hidden, annas, published);
  }

  @Test
  void aPersonFindsWhatIsForThemTheirGroupsAndTheTenant() {
    try (People people = new People(installation)) {
      User member =
          people
              .users()
              .create(
                  Caller.commandLine(new TenantId(tenant.id())),
                  new NewUser("cook@example.org", "Cook", "", Role.MEMBER, Set.of("cooks"), ""),
                  People.PASSWORD);
      User colleague = people.create(tenant.id(), Role.MEMBER);
      String own = tenant.learn("own.txt", "The canteen has a table for one person.");
      String groups = tenant.learn("cooks.txt", "The canteen needs another cook.");
      readers(own, "user:" + member.id());
      readers(groups, "group:cooks");

      assertThat(found(people.as(member))).contains(own, groups, open).doesNotContain(hidden);
      assertThat(found(people.as(colleague))).contains(open).doesNotContain(own, groups, hidden);
      assertThat(found(people.as(people.create(tenant.id(), Role.ADMIN))))
          .contains(own, groups, hidden, open);
      for (String below : List.of("", "/chunks", "/content")) {
        String path = "/api/v1/documents/" + groups + below;
        assertThat(people.as(member).get(path).status()).isEqualTo(200);
        assertThat(people.as(colleague).get(path).status()).isEqualTo(404);
      }
    }
  }

  @Test
  void aListShowsWhatItsCallerMayRead() {
    List<String> listed =
        TestTenant.texts(
            tenant.chat().get("/api/v1/documents?limit=200").json().path("items"), "id");

    assertThat(listed).contains(open, published).doesNotContain(hidden, annas);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/chunks", "/content"})
  void whatMayNotBeReadDoesNotExist(String below) {
    Api chat = tenant.chat().with("X-Request-Id", "rights");
    Answer refused = chat.get("/api/v1/documents/" + hidden + below);

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text())
        .isEqualTo(chat.get("/api/v1/documents/" + UUID.randomUUID() + below).text());
    assertThat(chat.get("/api/v1/documents/" + open + below).status()).isEqualTo(200);
    assertThat(tenant.admin().get("/api/v1/documents/" + hidden + below).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/search", "/api/v1/chat"})
  void aFilterThatMayNotBeReadDoesNotExist(String path) {
    Api chat = tenant.chat().with("X-Request-Id", "rights");
    String body = "{\"query\": \"canteen\", \"message\": \"canteen\", \"documents\": [\"%s\"]}";

    Answer refused = chat.post(path, body.formatted(hidden));

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text()).isEqualTo(chat.post(path, body.formatted(UUID.randomUUID())).text());
    assertThat(tenant.admin().post(path, body.formatted(hidden)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[\"everybody\"]",
        "[null]",
        "[\"user:anna\"]",
        "[\"group:\"]",
        "[\"group:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"]"
      })
  void marksThatNobodyCanHaveAreRefused(String readers) {
    Answer refused =
        tenant
            .admin()
            .patch("/api/v1/documents/" + open, "{\"readers\": " + readers + ", \"title\": \"x\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(tenant.document(open).path("title").asText()).isNotEqualTo("x");
  }

  @Test
  void anUploadSaysWhoMayReadIt() {
    Answer upload =
        tenant
            .uploader()
            .upload(
                "/api/v1/upload",
                Map.of("readers", "group:hr, user:" + ANNA),
                Part.file("hr.txt", "The canteen knows " + UUID.randomUUID()));
    String id = upload.json().at("/documents/0/id").asText();
    tenant.ready(id);

    assertThat(tenant.document(id).path("readers").toString())
        .isEqualTo("[\"group:hr\",\"user:" + ANNA + "\"]");
    assertThat(found(tenant.chat())).doesNotContain(id);
  }

  @Test
  void theSameBytesStayWithTheReadersThatTheyHave() {
    Part same = Part.file("again.txt", "The canteen budget of the board is secret.");
    JsonNode again = tenant.uploader().upload("/api/v1/upload", same).json().at("/documents/0");

    assertThat(again.path("id").asText()).isEqualTo(hidden);
    assertThat(again.path("duplicate").asBoolean()).isTrue();
    assertThat(found(tenant.chat())).doesNotContain(hidden);
  }

  /** What a worker writes while it reads must not undo what was decided meanwhile. */
  @Test
  void readersGivenWhileItIsReadCount() {
    String text = ("The canteen has many words. " + UUID.randomUUID() + " ").repeat(2_000);
    String id = tenant.upload(Part.file("long.txt", text)).get(0);
    assertThat(readers(id, "group:hr").status()).isEqualTo(200);
    tenant.ready(id);

    assertThat(tenant.document(id).path("readers").path(0).asText()).isEqualTo("group:hr");
    assertThat(found(tenant.chat())).doesNotContain(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|annas.txt hidden.txt open.txt published.txt",
        "{}|",
        "|",
        "{tenant,public}|open.txt published.txt",
        "{public}|published.txt",
        "{\"group:board, north\"}|hidden.txt",
        "{group:board}|",
        "{tenant,user:6f0c5e5e-38d1-4f0b-9a52-0c6f7b7a1d11}|annas.txt open.txt",
        "{*}|"
      })
  void anUnfilteredQuestionToTheDatabaseShowsOnlyWhatTheReaderMayRead(String eyes, String names)
      throws Exception {
    List<String> expected = names == null ? List.of() : List.of(names.split(" "));
    try (Connection server = asServer(eyes)) {
      String ours = " filename in ('open.txt', 'hidden.txt', 'annas.txt', 'published.txt')";
      assertThat(column(server, "select filename from document where" + ours + " order by 1"))
          .isEqualTo(expected);
      // Neither the tenant nor the reader is asked for: a mistake of ours, or somebody's injection.
      for (String all :
          List.of(
              "select distinct document_id from chunk",
              "select document_id from chunk order by embedding <=>"
                  + " (select embedding from chunk limit 1) limit 1000",
              "select document_id from chunk where words @@ to_tsquery('english', 'canteen')")) {
        List<String> seen = column(server, all);
        for (Map.Entry<String, String> document : documents().entrySet()) {
          assertThat(seen.contains(document.getValue()))
              .as(all + " shows " + document.getKey())
              .isEqualTo(expected.contains(document.getKey()));
        }
      }
    }
  }

  private static Map<String, String> documents() {
    return Map.of(
        "open.txt", open, "hidden.txt", hidden, "annas.txt", annas, "published.txt", published);
  }

  @Test
  void aChunkIsReadByWhomItsDocumentIsRead() throws Exception {
    try (Connection server = asServer("*")) {
      execute(server, "update chunk set readers = '{tenant}' where document_id = '" + hidden + "'");
      execute(
          server,
          "insert into chunk (tenant_id, document_id, index_id, chunk_index, page, heading_path, content,"
              + " embedding, words, readers) select tenant_id, document_id, index_id, 999, page,"
              + " heading_path, content, embedding, words, '{public}' from chunk where document_id"
              + " = '"
              + hidden
              + "' limit 1");

      assertThat(
              column(
                  server,
                  "select count(*) from chunk c join document d on d.id = c.document_id"
                      + " where d.readers <> c.readers"))
          .containsExactly("0");
      server.rollback();
    }
  }

  @Test
  void withoutAReaderAThreadSeesNoDocument() {
    Installation settings = Installation.from(installation.settings()::get);
    TenantId id = new TenantId(tenant.id());
    Tenants tenants = new Tenants(settings.tenantsFolder());
    try (Databases databases =
        new Databases(
            settings, tenants, new DataSources(1), new Migrations(java.time.Clock.systemUTC()))) {
      List<String> seen =
          TenantScope.get(
              id,
              () ->
                  databases.inTenant(
                      id, connection -> column(connection, "select id from document")));

      assertThat(seen).isEmpty();
    }
  }

  /** As a thief of the server's login: any statement, but within a transaction of ours. */
  private static Connection asServer(String eyes) throws Exception {
    InstalledDatabases installed = InstalledDatabases.read(installation.home()).orElseThrow();
    Connection server = Sql.open(installed.server().at("ragdb"));
    server.setAutoCommit(false);
    execute(
        server, "set search_path = concierge, public; set app.tenant_id = '" + tenant.id() + "'");
    if (eyes != null) {
      execute(server, "set app.readers = '" + eyes + "'");
    }
    return server;
  }
}
