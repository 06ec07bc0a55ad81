package org.concierge.assistant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concierge.access.Principal;
import org.concierge.access.Reader;
import org.concierge.access.ReaderScope;
import org.concierge.assistant.Assistant.Origin;
import org.concierge.catalogue.Collecting;
import org.concierge.catalogue.Collection;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.prompt.SecretTexts;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * A tenant's assistants: those that were made in it, those of its own file, those of the
 * installation's file; of two with the same id the first of these counts. Thread safe; works inside
 * the tenant's scope.
 */
public final class Assistants {
  private static final int MAX = 100;

  private final AssistantRepository made;
  private final AssistantFiles files;
  private final Collecting collecting;

  public Assistants(AssistantRepository made, AssistantFiles files, Collecting collecting) {
    this.made = made;
    this.files = files;
    this.collecting = collecting;
  }

  /** All of the tenant's, whoever may ask them, by name. */
  public List<Assistant> all(Tenant tenant) {
    Map<String, Assistant> byId = new LinkedHashMap<>();
    files.of(tenant.id()).forEach(one -> byId.put(one.id(), one));
    made.all(tenant.id()).forEach(one -> byId.put(one.id(), one));
    return byId.values().stream()
        .filter(one -> !SecretTexts.isIn(one.instructions(), tenant))
        .sorted(Comparator.comparing(Assistant::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /** Those that the caller may ask, by name. */
  public List<Assistant> open(Tenant tenant, Principal who) {
    return all(tenant).stream().filter(one -> Admission.admits(one, who)).toList();
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public Assistant get(Tenant tenant, String id) {
    return named(all(tenant), id);
  }

  /**
   * One that the caller may ask.
   *
   * @throws Problem NOT_FOUND, whether it does not exist or is not the caller's to ask
   */
  public Assistant open(Tenant tenant, Principal who, String id) {
    return named(open(tenant, who), id);
  }

  /**
   * What the caller's answer is made by.
   *
   * @param id null or "" for nobody in particular
   * @throws Problem NOT_FOUND as above
   */
  public Guide guide(Tenant tenant, Principal who, String id) {
    return id == null || id.isEmpty() ? Guide.NONE : guide(tenant, open(tenant, who, id));
  }

  /** The assistant at work, whoever asks: to try it. */
  public Guide guide(Tenant tenant, Assistant one) {
    return new Guide(
        one.id(), one.name(), one.instructions(), one.model(), bounds(tenant.id(), one));
  }

  /** One line for each file that cannot be used. */
  public List<String> complaints(TenantId tenant) {
    return files.complaints(tenant);
  }

  /**
   * Makes an assistant. One of a file with the same id stays as it is, and comes back when this one
   * is deleted.
   *
   * @throws Problem BAD_REQUEST, CONFLICT if the tenant has made one with this id, or too many
   */
  public Assistant create(Tenant tenant, String id, AssistantFields wanted) {
    Assistant next = checked(tenant, id, wanted);
    List<Assistant> before = made.all(tenant.id());
    if (before.stream().anyMatch(one -> one.id().equals(id))) {
      throw new Problem(ProblemType.CONFLICT, "There is an assistant " + id + " already.");
    }
    if (before.size() >= MAX) {
      throw new Problem(ProblemType.CONFLICT, "A tenant has " + MAX + " assistants at most.");
    }
    made.put(tenant.id(), next);
    return next;
  }

  /**
   * Puts an assistant in the place of the one with its id, as a whole; of one that a file defines,
   * until it is deleted.
   *
   * @throws Problem NOT_FOUND, BAD_REQUEST
   */
  public Assistant replace(Tenant tenant, String id, AssistantFields wanted) {
    get(tenant, id);
    Assistant next = checked(tenant, id, wanted);
    made.put(tenant.id(), next);
    return next;
  }

  /**
   * @throws Problem NOT_FOUND, CONFLICT if it is a file's
   */
  public void delete(Tenant tenant, String id) {
    if (!made.delete(tenant.id(), id)) {
      get(tenant, id);
      throw new Problem(
          ProblemType.CONFLICT, "This assistant is defined in a file, and deleted there.");
    }
  }

  private Assistant checked(Tenant tenant, String id, AssistantFields wanted) {
    Assistant next;
    try {
      next = wanted.checked(id, Origin.TENANT);
    } catch (WrongField e) {
      throw new Problem(
          ProblemType.BAD_REQUEST, "\"" + e.field() + "\" " + e.getMessage() + ".", e);
    }
    if (!Admission.serves(next, tenant.id())) {
      throw Problem.badRequest("\"scopes\" name another tenant.");
    }
    if (SecretTexts.isIn(next.instructions(), tenant)) {
      throw Problem.badRequest(
          "\"instructions\" hold a key or a password: the model could tell it.");
    }
    List<String> ids = new ArrayList<>();
    for (String named : next.collections()) {
      // By id: it stays the same when somebody renames it.
      ids.add(collection(tenant.id(), named).id().toString());
    }
    return new Assistant(
        next.id(),
        next.name(),
        next.description(),
        next.instructions(),
        ids,
        next.model(),
        next.roles(),
        next.groups(),
        next.scopes(),
        next.questions(),
        next.enabled(),
        next.origin());
  }

  private Collection collection(TenantId tenant, String named) {
    try {
      return collecting.named(tenant, named);
    } catch (Problem problem) {
      if (problem.type() != ProblemType.NOT_FOUND) {
        throw problem;
      }
      throw new Problem(
          ProblemType.BAD_REQUEST, "\"collections\" name one that does not exist.", problem);
    }
  }

  /**
   * Looked up with all eyes: it tells nobody of a collection, and the documents in it have readers
   * of their own. What there is not adds nothing, so that a misspelt one never means "everywhere".
   */
  private Set<UUID> bounds(TenantId tenant, Assistant one) {
    if (one.collections().isEmpty()) {
      return null;
    }
    return ReaderScope.get(
        Reader.ofEverything(),
        () -> {
          List<UUID> named =
              collecting.list(tenant).stream()
                  .filter(known -> one.collections().stream().anyMatch(text -> is(known, text)))
                  .map(Collection::id)
                  .toList();
          return Set.copyOf(collecting.within(tenant, named));
        });
  }

  private static boolean is(Collection known, String text) {
    return known.path().equals(text.replaceAll("^/+|/+$", ""))
        || known.id().toString().equalsIgnoreCase(text);
  }

  private static Assistant named(List<Assistant> among, String id) {
    return among.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("assistant"));
  }

  /** As they are shown: paths of those that the reader sees, else what was written. */
  public List<String> collectionsOf(TenantId tenant, Assistant one) {
    Map<String, String> paths =
        collecting.list(tenant).stream()
            .collect(Collectors.toMap(known -> known.id().toString(), Collection::path));
    return one.collections().stream().map(text -> paths.getOrDefault(text, text)).toList();
  }
}
