package org.concierge.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.it.AssistantsIT.ask;
import static org.concierge.it.AssistantsIT.file;
import static org.concierge.it.AssistantsIT.ids;
import static org.concierge.it.AssistantsIT.put;
import static org.concierge.it.AssistantsIT.sources;
import static org.concierge.it.AssistantsIT.told;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concierge.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Assistants that files define, for one tenant or for all, and the cards that tell of them. */
class AssistantFilesIT {
  private static final String ASSISTANTS = "/api/v1/assistants";
  private static final String CHAT = "/api/v1/chat";
  private static final String CARD = "/.well-known/agent-card.json";
  private static final String FILE = "assistants.yaml";

  /** For a group that keys are not in: other tests' programs are not offered these. */
  private static final String FOR_ALL =
      """
      assistants:
        - id: desk
          name: Front desk
          collections: [Desk]
          groups: [staff]
          questions: ["When do the doors open?"]
          security: {oauth2: {scopes: ["tenant:{{tenant_id}}"]}}
          isolation: per_tenant
        - id: elsewhere
          name: Of somebody else
          scopes: ["tenant:no-such-tenant"]
        - id: porter
          name: Porter
          groups: [staff]
      """;

  private static final String OF_GLOBEX =
      """
      assistants:
        - {id: porter, name: Portier, groups: [staff]}
        - {id: greeter, name: Greeter, anonymous: true}
      """;

  private static TestInstallation installation;
  private static TestTenant acme;
  private static TestTenant globex;
  private static Api member;
  private static Api neighbour;

  @BeforeAll
  static void twoTenants() throws IOException {
    installation = TestInstallation.shared();
    acme = TestTenant.fast(installation, "filed", Map.of("TENANT_NAME", "ACME"));
    globex = TestTenant.fast(installation, "filed", Map.of("CHAT_AUTH", "public"));
    file(acme, "Desk", acme.learn("doors.txt", "The doors of ACME open at seven."));
    acme.learn("side.txt", "The side doors open at six.");
    file(globex, "Desk", globex.learn("gates.txt", "The doors of Globex open at nine."));
    String help = globex.learn("help.txt", "The shop does open at ten.");
    globex.admin().patch("/api/v1/documents/" + help, Map.of("readers", List.of("public")));
    member = TestPerson.in(installation, acme.id(), "m@example.org", Role.MEMBER).api();
    neighbour = TestPerson.in(installation, globex.id(), "n@example.org", Role.MEMBER).api();
    write(installation.tenantsFolder().resolve(FILE), FOR_ALL);
    write(installation.tenantsFolder().resolve(globex.id()).resolve(FILE), OF_GLOBEX);
  }

  @AfterAll
  static void nobodyElseIsOfferedThese() throws IOException {
    Files.deleteIfExists(installation.tenantsFolder().resolve(FILE));
  }

  @Test
  void oneDefinitionServesEachTenantFromItsOwnDocuments() {
    String question = "When do the doors open?";

    assertThat(sources(ask(member, "desk", question))).containsOnly("doors.txt");
    assertThat(sources(ask(neighbour, "desk", question))).containsOnly("gates.txt");
    assertThat(acme.admin().delete(ASSISTANTS + "/desk").status()).as("a file's").isEqualTo(409);
    assertThat(ids(acme.admin())).contains("desk").doesNotContain("elsewhere");
    assertThat(acme.admin().get(ASSISTANTS + "?all=true").text()).doesNotContain("elsewhere");
    assertThat(told(ask(member, "elsewhere", question)))
        .isEqualTo(told(ask(member, "nobody", question)));
  }

  @Test
  void aTenantsOwnStandsInThePlaceOfTheSharedOne() {
    assertThat(neighbour.get(ASSISTANTS + "/porter").json().path("name").asText())
        .isEqualTo("Portier");
    assertThat(member.get(ASSISTANTS + "/porter").json().path("name").asText()).isEqualTo("Porter");
    put(acme, "porter", Map.of("name", "Ours"));
    assertThat(member.get(ASSISTANTS + "/porter").json().path("name").asText()).isEqualTo("Ours");
    acme.admin().delete(ASSISTANTS + "/porter");
    assertThat(member.get(ASSISTANTS + "/porter").json().path("name").asText()).isEqualTo("Porter");
  }

  @Test
  void aFileWithAMistakeIsNamedWithItsLineAndOffersNobody() throws IOException {
    Path own = installation.tenantsFolder().resolve(acme.id()).resolve(FILE);
    write(own, "assistants:\n  - id: typo\n    name: Typo\n    role: [admin]\n");
    try {
      assertThat(acme.admin().get(ASSISTANTS + "?all=true").json().path("complaints").toString())
          .isEqualTo("[\"assistants.yaml:4: unknown key role\"]");
      assertThat(ids(member)).contains("desk").doesNotContain("typo");
    } finally {
      Files.delete(own);
    }
  }

  @Test
  void strangersSeeWhatIsOpenToEverybody() {
    Api stranger = installation.api();
    JsonNode card = stranger.get(CARD + "?tenant=" + globex.id()).json();

    assertThat(TestTenant.texts(card.path("skills"), "id")).containsExactly("greeter");
    assertThat(card.at("/securitySchemes/oauth2/flows/authorizationCode/tokenUrl").asText())
        .endsWith("/oauth/token");
    assertThat(stranger.get(CARD + "?tenant=" + acme.id()).text())
        .as("a tenant that opens nobody is like none")
        .isEqualTo(stranger.get(CARD + "?tenant=no-such-tenant").text())
        .isEqualTo(stranger.get(CARD).text());
    String of = "?tenant=" + globex.id();
    assertThat(stranger.get(ASSISTANTS + "/greeter/card" + of).status()).isEqualTo(200);
    assertThat(told(stranger.get(ASSISTANTS + "/desk/card" + of)))
        .isEqualTo(told(stranger.get(ASSISTANTS + "/nobody/card?tenant=no-such-tenant")));
  }

  @Test
  void whoHasSignedInSeesOnTheCardWhomTheyCanAsk() {
    JsonNode card = member.get(CARD).json();

    assertThat(card.path("name").asText()).isEqualTo("ACME");
    assertThat(TestTenant.texts(card.path("skills"), "id")).contains("desk");
    JsonNode one = member.get(ASSISTANTS + "/desk/card").json();
    assertThat(one.at("/skills/0/examples/0").asText()).isEqualTo("When do the doors open?");
    assertThat(one.at("/skills/0/security/0/oauth2/0").asText()).isEqualTo("chat");
    assertThat(member.get(CARD + "?tenant=" + globex.id()).status()).isEqualTo(403);
    assertThat(installation.api().withKey("ck_wrong_key").get(CARD).status()).isEqualTo(401);
  }

  @Test
  void visitorsAskWhatIsOpenToEverybodyAndReadPublicDocumentsOnly() {
    Map<String, Object> question = new HashMap<>();
    question.put("tenant_id", globex.id());
    question.put("message", "When does the shop open?");
    question.put("assistant", "greeter");
    assertThat(sources(installation.api().post(CHAT, question))).containsOnly("help.txt");
    question.put("assistant", "desk");
    assertThat(installation.api().post(CHAT, question).status()).isEqualTo(404);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }
}
