package org.concierge.assistant;

import static org.concierge.assistant.FieldChecks.line;
import static org.concierge.assistant.FieldChecks.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.concierge.access.Role;
import org.concierge.access.TenantSelecting;
import org.concierge.assistant.Assistant.Origin;
import org.concierge.prompt.SecretTexts;

/**
 * An assistant as somebody writes it, null for what is left out: then it is as usual.
 *
 * @param id of a new one; elsewhere its address or its file says it
 * @param scopes without any: those of the tenant's people and keys
 * @param anonymous short for the scope {@code anonymous}: open to visitors
 */
public record AssistantFields(
    String tenantId,
    String id,
    String name,
    String description,
    String instructions,
    List<String> collections,
    String model,
    List<String> roles,
    List<String> groups,
    List<String> scopes,
    Boolean anonymous,
    List<String> questions,
    Boolean enabled)
    implements TenantSelecting {
  private static final int MAX_NAME = 100;
  private static final int MAX_DESCRIPTION = 500;
  private static final int MAX_INSTRUCTIONS = 8_000;
  private static final int MAX_LIST = 50;
  private static final int MAX_PATH = 1_100;
  private static final int MAX_GROUP = 60;
  private static final int MAX_QUESTIONS = 10;
  private static final int MAX_QUESTION = 300;

  /** The definition that these make. */
  Assistant checked(String id, Origin origin) throws WrongField {
    FieldChecks.id(id);
    String shown = line("name", name, MAX_NAME);
    if (shown.isEmpty()) {
      throw new WrongField("name", "is missing");
    }
    Set<Role> circle = FieldChecks.roles(roles);
    List<String> named = lines("groups", groups, MAX_LIST, MAX_GROUP);
    List<String> required = required();
    if (required.contains(Admission.ANONYMOUS)
        && (!circle.isEmpty() || !named.isEmpty() || required.size() > 1)) {
      throw new WrongField(
          "anonymous", "opens it to everybody: it cannot ask for roles, groups or scopes too");
    }
    String told = FieldChecks.text("instructions", instructions, MAX_INSTRUCTIONS);
    if (SecretTexts.looksLikeOne(told)) {
      throw new WrongField("instructions", "hold a key or a password: the model could tell it");
    }
    return new Assistant(
        id,
        shown,
        line("description", description, MAX_DESCRIPTION),
        told,
        lines("collections", collections, MAX_LIST, MAX_PATH),
        FieldChecks.model(model),
        circle,
        Set.copyOf(named),
        required,
        lines("questions", questions, MAX_QUESTIONS, MAX_QUESTION),
        enabled == null || enabled,
        origin);
  }

  private List<String> required() throws WrongField {
    List<String> given = lines("scopes", scopes, MAX_LIST, MAX_NAME);
    for (String scope : given) {
      FieldChecks.scope(scope);
    }
    List<String> all = new ArrayList<>(given);
    if (Boolean.TRUE.equals(anonymous) && !all.contains(Admission.ANONYMOUS)) {
      all.add(Admission.ANONYMOUS);
    } else if (Boolean.FALSE.equals(anonymous) && all.contains(Admission.ANONYMOUS)) {
      throw new WrongField("anonymous", "is false, and a scope says otherwise");
    }
    return all.isEmpty() ? List.of(Admission.TENANT_PREFIX + Admission.OWN_TENANT) : all;
  }
}
