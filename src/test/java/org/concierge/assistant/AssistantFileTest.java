package org.concierge.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.concierge.access.Role;
import org.concierge.assistant.Assistant.Origin;
import org.concierge.assistant.AssistantFile.BadFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden file, and what is wrong with others. */
class AssistantFileTest {
  private static final String GOLDEN =
      """
      # Whom people can ask.
      assistants:
        - id: hr-help
          name: HR help
          description: Leave, benefits, onboarding.
          instructions: |
            Answer as the HR desk would.
            Name the form to fill in.
          collections: [Handbooks/HR]
          model: gpt-4o-mini
          roles: [member]
          groups: [hr]
          security:
            oauth2:
              scopes: ["tenant:{{tenant_id}}", "user:{{user_id}}"]
          isolation: per_tenant
          tenant_aware: true
          questions: ["How many days of leave are there?"]
        - {id: guests, name: Guests, anonymous: true, enabled: false}
      """;

  @Test
  void aFileIsReadAsItIsWritten() throws BadFile {
    assertThat(read(GOLDEN))
        .containsExactly(
            new Assistant(
                "hr-help",
                "HR help",
                "Leave, benefits, onboarding.",
                "Answer as the HR desk would.\nName the form to fill in.",
                List.of("Handbooks/HR"),
                "gpt-4o-mini",
                Set.of(Role.MEMBER),
                Set.of("hr"),
                List.of("tenant:{{tenant_id}}", "user:{{user_id}}"),
                List.of("How many days of leave are there?"),
                true,
                Origin.FILE),
            new Assistant(
                "guests",
                "Guests",
                "",
                "",
                List.of(),
                "",
                Set.of(),
                Set.of(),
                List.of("anonymous"),
                List.of(),
                false,
                Origin.FILE));
  }

  @Test
  void withoutScopesItIsForTheTenantsOwn() throws BadFile {
    assertThat(read("assistants: [{id: a, name: A}]"))
        .singleElement()
        .satisfies(one -> assertThat(one.scopes()).containsExactly("tenant:{{tenant_id}}"));
  }

  @Test
  void anEmptyFileDefinesNobody() throws BadFile {
    assertThat(read("")).isEmpty();
    assertThat(read("# nothing yet\n")).isEmpty();
    assertThat(read("assistants: []")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role: [admin]|3: unknown key role",
        "roles: [viewer]|3: roles are \"admin\" and \"member\": others cannot ask",
        "roles: admin|3: roles must be a list",
        "enabled: yes please|3: enabled must be true or false",
        "isolation: shared|3: isolation can only be per_tenant",
        "tenant_aware: false|3: tenant_aware can only be true",
        "name: B|3: name stands twice",
        "model: a model|3: model is not the name of a model",
        "scopes: [\"tenant:*\"]|3: scopes are",
        "scopes: [anonymous, user]|2: anonymous opens it to everybody",
        "collections: [\"\"]|3: collections has an empty entry",
        "instructions: Use sk-abcdefghijklmnop1234.|3: instructions hold a key or a password",
        "instructions: [x|3: ",
        "description: !!javax.script.ScriptEngineManager []|3: Global tag is not allowed",
      })
  void aMistakeIsNamedByFileAndLine(String line, String complaint) {
    String file = "assistants:\n  - {id: a, name: A,\n  " + line + "}\n";

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadFile.class)
        .hasMessageMatching("assistants\\.yaml:\\d+: .*")
        .hasMessageStartingWith("assistants.yaml:" + complaint);
  }

  @Test
  void anIdStandsOnce() {
    assertThatThrownBy(() -> read("assistants:\n- {id: a, name: A}\n- {id: a, name: B}\n"))
        .hasMessageStartingWith("assistants.yaml:3: id a stands twice");
    assertThatThrownBy(() -> read("assistants:\n- {id: A b, name: A}\n"))
        .hasMessageStartingWith("assistants.yaml:2: id must be");
    assertThatThrownBy(() -> read("assistants:\n- {name: A}\n"))
        .hasMessageStartingWith("assistants.yaml:2: id must be");
  }

  @Test
  void whatIsNoMappingIsRefused() {
    assertThatThrownBy(() -> read("- a\n")).hasMessageStartingWith("assistants.yaml:1: ");
    assertThatThrownBy(() -> read("assistants: [a]")).hasMessageStartingWith("assistants.yaml:1: ");
    assertThatThrownBy(() -> read("[".repeat(100) + "]".repeat(100)))
        .hasMessageStartingWith("assistants.yaml:1: ");
  }

  private static List<Assistant> read(String text) throws BadFile {
    return AssistantFile.parse("assistants.yaml", text, Origin.FILE);
  }
}
