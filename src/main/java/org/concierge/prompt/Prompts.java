package org.concierge.prompt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Person;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.prompt.PromptVersion.State;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * The tenants' prompts: written as drafts, tried, published, brought back. Where none is published
 * the tenant's settings say what the model is told. Thread safe; works inside the tenant's scope.
 */
public final class Prompts {
  private static final int MAX_TEXT = 20_000;
  private static final int MAX_NOTE = 300;

  /** Another node may answer with the former version for this long. */
  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  private final PromptRepository versions;
  private final PublishGate gate;
  private final Clock clock;
  private final Cache<TenantId, Optional<PromptVersion>> published =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  public Prompts(PromptRepository versions, PublishGate gate, Clock clock) {
    this.versions = versions;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * A tenant whose model is told what a version says.
   *
   * @param version null: what its settings say
   */
  public record Instructed(Tenant tenant, PromptVersion version) {
    /** The version's number; null if there is none. */
    public Integer number() {
      return version == null ? null : version.number();
    }
  }

  /** The tenant with what its model is told when this person asks. */
  public Instructed published(Tenant tenant, Optional<Person> asker) {
    Optional<PromptVersion> known = published.getIfPresent(tenant.id());
    if (known == null) {
      known = versions.published(tenant.id());
      published.put(tenant.id(), known);
    }
    return known
        .map(version -> instructed(tenant, version, asker))
        .orElseGet(() -> new Instructed(tenant, null));
  }

  /**
   * As {@link #published}, with another version: to try it.
   *
   * @throws Problem NOT_FOUND
   */
  public Instructed with(Tenant tenant, UUID version, Optional<Person> asker) {
    return instructed(tenant, get(tenant.id(), version), asker);
  }

  private Instructed instructed(Tenant tenant, PromptVersion version, Optional<Person> asker) {
    String text = Variables.filled(version.text(), tenant, asker, LocalDate.now(clock));
    Tenant.Model usual = tenant.model();
    return new Instructed(
        tenant.answeredBy(usual.with(Optional.of(text), usual.fallback())), version);
  }

  /** The newest first. */
  public List<PromptVersion> list(TenantId tenant) {
    return versions.all(tenant);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public PromptVersion get(TenantId tenant, UUID id) {
    return versions.get(tenant, id).orElseThrow(() -> Problem.notFound("prompt"));
  }

  /**
   * What one version has and another has not; {@code from} is null for what was before the first.
   */
  public record Diff(Integer from, Integer to, List<TextDiff.Line> lines) {}

  /**
   * @param with the older version; null: the one before, by number
   * @throws Problem NOT_FOUND
   */
  public Diff diff(TenantId tenant, UUID id, UUID with) {
    PromptVersion version = get(tenant, id);
    PromptVersion other =
        with != null
            ? get(tenant, with)
            : list(tenant).stream()
                .filter(one -> one.number() < version.number())
                .findFirst()
                .orElse(null);
    return new Diff(
        other == null ? null : other.number(),
        version.number(),
        TextDiff.of(other == null ? "" : other.text(), version.text()));
  }

  /**
   * @param author who wrote it, as the audit names people
   * @throws Problem BAD_REQUEST if it is empty, too long, has unknown variables or holds a secret
   */
  public PromptVersion draft(Tenant tenant, String text, String note, String author) {
    String wanted = text == null ? "" : text.strip();
    String why = note == null ? "" : note.strip();
    if (wanted.isEmpty() || wanted.length() > MAX_TEXT) {
      throw Problem.badRequest("\"text\" must have 1 to " + MAX_TEXT + " characters.");
    }
    if (why.length() > MAX_NOTE) {
      throw Problem.badRequest("\"note\" may have " + MAX_NOTE + " characters at most.");
    }
    Variables.check(wanted, tenant);
    SecretTexts.check(wanted, tenant);
    UUID id = UUID.randomUUID();
    versions.add(tenant.id(), id, wanted, why, author);
    return get(tenant.id(), id);
  }

  /**
   * Publishes a draft; the published version stays what it is.
   *
   * @throws Problem NOT_FOUND, CONFLICT if it is a former version or the gate refuses it
   */
  public PromptVersion publish(Tenant tenant, UUID id) {
    PromptVersion draft = get(tenant.id(), id);
    if (draft.state() == State.PUBLISHED) {
      return draft;
    }
    if (draft.state() == State.FORMER) {
      throw new Problem(
          ProblemType.CONFLICT, "Only a draft is published; a former version is restored.");
    }
    gate.check(tenant, draft, versions.published(tenant.id()));
    return publish(tenant.id(), id);
  }

  /**
   * Publishes a former version again; no gate asks, since it has been good enough before. The
   * published version stays what it is.
   *
   * @throws Problem NOT_FOUND, CONFLICT if it never was published
   */
  public PromptVersion restore(TenantId tenant, UUID id) {
    PromptVersion former = get(tenant, id);
    if (former.state() == State.DRAFT) {
      throw new Problem(ProblemType.CONFLICT, "Only a former version can be restored.");
    }
    return former.state() == State.PUBLISHED ? former : publish(tenant, id);
  }

  private PromptVersion publish(TenantId tenant, UUID id) {
    versions.publish(tenant, id);
    published.invalidate(tenant);
    return get(tenant, id);
  }

  /**
   * Deletes a draft, or takes the published version back: then the tenant's settings count.
   *
   * @throws Problem NOT_FOUND, CONFLICT if it is a former version, which stays
   */
  public void withdraw(TenantId tenant, UUID id) {
    get(tenant, id);
    if (!versions.withdraw(tenant, id)) {
      throw new Problem(ProblemType.CONFLICT, "A former version is kept.");
    }
    published.invalidate(tenant);
  }
}
