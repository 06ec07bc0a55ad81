package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The administrators' list of conversations: what is in it, how it is narrowed, as a table. */
class SessionsIT {
  private static final String SESSIONS = "/api/v1/admin/sessions";

  private static TestTenant tenant;
  private static TestPerson ann;

  @BeforeAll
  static void someConversations() {
    TestInstallation installation = TestInstallation.shared();
    tenant = TestTenant.withModel(installation, "sessions", Map.of());
    tenant.learn("parking.txt", "The parking deck opens at six and is free for visitors.");
    ann = TestPerson.in(installation, tenant.id(), "ann@example.com", Role.MEMBER);
    Api api = ann.api();
    String rated = ask(api, "rated", "When does the parking deck open?");
    api.post("/api/v1/turns/" + rated + "/feedback", Map.of("rating", -1, "reason", "wrong"));
    ask(api, "silent", "Who painted the ceiling of that chapel in Rome?");
    ask(tenant.chat(), "of-a-program", "Is the parking deck free?");
  }

  private static String ask(Api api, String session, String question) {
    return api.post("/api/v1/chat", Map.of("message", question, "session_id", session))
        .json()
        .path("turn_id")
        .asText();
  }

  private static List<String> found(String query) {
    Answer answer = tenant.admin().get(SESSIONS + query);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return TestTenant.texts(answer.json().path("items"), "session_id");
  }

  @ParameterizedTest
  @CsvSource({
    "'', of-a-program silent rated",
    "?rating=-1, rated",
    "?rating=1, ''",
    "?unanswered=true, silent",
    "?channel=app, silent rated",
    "?channel=api, of-a-program",
    "?q=CHAPEL, silent",
    "?q=deck, of-a-program rated",
    "?user=ann@example.com, silent rated",
    "?user=nobody@example.com, ''",
    "?user=ann@example.com&q=deck&rating=-1, rated",
    "?from=2020-01-01&to=2020-02-01, ''",
  })
  void theListIsNarrowed(String query, String sessions) {
    assertThat(found(query))
        .containsExactly(sessions.isEmpty() ? new String[0] : sessions.split(" "));
  }

  @Test
  void aTimeIsTheFirstOfOneBoundAndTheEndOfTheOther() {
    Instant later = Instant.now().plus(1, ChronoUnit.HOURS);

    assertThat(found("?from=2020-01-01&to=" + later)).hasSize(3);
    assertThat(found("?from=" + later)).isEmpty();
    assertThat(found("?user=" + ann.id())).containsExactly("silent", "rated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?from=soon", "?rating=3", "?unanswered=x", "?channel=A%20B", "?limit=x"})
  void whatMakesNoSenseIsRefused(String query) {
    assertThat(tenant.admin().get(SESSIONS + query).status()).isEqualTo(400);
  }

  @Test
  void anItemTellsWhoseItIsAndWhatCameOfIt() {
    JsonNode item = tenant.admin().get(SESSIONS + "?rating=-1").json().at("/items/0");

    assertThat(item.path("user").asText()).isEqualTo("ann@example.com");
    assertThat(item.path("user_id").asText()).isEqualTo(ann.id());
    assertThat(item.path("turns").asInt()).isEqualTo(1);
    assertThat(item.path("bad").asInt()).isEqualTo(1);
    assertThat(item.path("unanswered").asInt()).isZero();
    assertThat(item.at("/channels/0").asText()).isEqualTo("app");
    JsonNode turn =
        tenant.admin().get(SESSIONS + "/" + item.path("id").asText()).json().at("/turns/0");
    assertThat(turn.at("/feedback/reason").asText()).isEqualTo("wrong");
    assertThat(turn.at("/sources/0/filename").asText()).isEqualTo("parking.txt");
  }

  @Test
  void theListIsATableForASpreadsheet() {
    Answer csv = tenant.admin().with("Accept", "text/csv").get(SESSIONS + "?user=ann@example.com");

    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.header("Content-Disposition")).contains("sessions.csv");
    assertThat(csv.text().lines().toList()).hasSize(3);
    assertThat(csv.text())
        .startsWith("conversation_id,")
        .contains(",rated,", "ann@example.com", "[1] parking.txt", ",-1,wrong,");
    Answer events = tenant.admin().get("/api/v1/audit?action=conversation.exported_others");
    assertThat(events.json().path("items")).isNotEmpty();
  }

  @Test
  void oneConversationIsATableToo() {
    String id = tenant.admin().get(SESSIONS + "?rating=-1").json().at("/items/0/id").asText();

    Answer csv = tenant.admin().with("Accept", "text/csv").get(SESSIONS + "/" + id);

    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.text().lines().toList()).hasSize(2);
    assertThat(csv.text()).startsWith("conversation_id,").contains("\n" + id + ",rated,");
  }

  @Test
  void pagesFollowEachOther() {
    JsonNode first = tenant.admin().get(SESSIONS + "?limit=2").json();

    assertThat(TestTenant.texts(first.path("items"), "session_id"))
        .containsExactly("of-a-program", "silent");
    assertThat(found("?limit=2&cursor=" + first.path("next_cursor").asText()))
        .containsExactly("rated");
  }

  @Test
  void aLinkGetsTheTableToo() {
    Answer csv = tenant.admin().get(SESSIONS + "?format=csv&limit=1000&rating=-1");

    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.text().lines().toList()).hasSize(2);
    assertThat(tenant.admin().get(SESSIONS + "?format=xml").status()).isEqualTo(400);
    assertThat(tenant.admin().get(SESSIONS + "?limit=1000").status()).isEqualTo(400);
  }

  @Test
  void aConversationIsExportedAndDeleted() {
    ask(tenant.chat(), "short-lived", "Is the parking deck free on Sundays?");
    String path = SESSIONS + "/" + tenant.session("short-lived").path("id").asText();

    Answer json = tenant.admin().get(path + "/export?format=json");
    assertThat(json.header("Content-Disposition")).contains("attachment", ".json");
    assertThat(json.json().path("turns")).hasSize(1);
    Answer csv = tenant.admin().get(path + "/export?format=csv");
    assertThat(csv.text()).startsWith("conversation_id,").contains("on Sundays?");
    assertThat(tenant.chat().delete(path).status()).isEqualTo(403);

    assertThat(tenant.admin().delete(path).status()).isEqualTo(204);
    assertThat(tenant.admin().get(path).status()).isEqualTo(404);
    assertThat(tenant.admin().delete(path).status()).isEqualTo(404);
    assertThat(tenant.admin().get("/api/v1/audit?action=conversation.deleted").json().path("items"))
        .isNotEmpty();
  }

  @Test
  void whatHasNoGoodAnswerIsToBeDoneUntilSomebodySaysSo() {
    String path = "/api/v1/admin/unanswered";
    JsonNode todo = tenant.admin().get(path).json().path("items");
    assertThat(TestTenant.texts(todo, "question"))
        .containsExactly(
            "Who painted the ceiling of that chapel in Rome?", "When does the parking deck open?");
    assertThat(todo.at("/0/unanswered").asBoolean()).isTrue();
    assertThat(todo.at("/1/bad").asBoolean()).isTrue();
    assertThat(tenant.admin().get(path + "?reason=bad").json().path("items")).hasSize(1);

    String silent = path + "/" + todo.at("/0/id").asText();
    assertThat(tenant.admin().patch(silent, Map.of("done", true)).status()).isEqualTo(200);
    assertThat(tenant.admin().get(path).json().path("items")).hasSize(1);
    assertThat(tenant.admin().get(path + "?done=true").json().path("items")).hasSize(1);
    assertThat(tenant.admin().patch(silent, Map.of("done", false)).status()).isEqualTo(200);
    assertThat(tenant.admin().get(path).json().path("items")).hasSize(2);
    assertThat(tenant.admin().patch(silent, Map.of()).status()).isEqualTo(400);
  }

  @Test
  void theFiguresOfTheDaysAddUp() {
    Answer answer = tenant.admin().get("/api/v1/usage/activity");
    JsonNode totals = answer.json().path("totals");

    assertThat(answer.json().path("items")).hasSize(30);
    assertThat(totals.path("questions").asInt()).isEqualTo(3);
    assertThat(totals.path("unanswered").asInt()).isEqualTo(1);
    assertThat(totals.path("conversations").asInt()).isEqualTo(3);
    assertThat(totals.path("bad").asInt()).isEqualTo(1);
    assertThat(totals.path("first_delta_ms").asInt()).isPositive();
    Answer csv =
        tenant.admin().get("/api/v1/usage/activity?format=csv&from=2026-01-01&to=2026-01-07");
    assertThat(csv.text().lines().toList()).hasSize(8);
    assertThat(tenant.admin().get("/api/v1/usage/activity?from=x").status()).isEqualTo(400);
    assertThat(tenant.chat().get("/api/v1/usage/activity").status()).isEqualTo(403);
  }
}
