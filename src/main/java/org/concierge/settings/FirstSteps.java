package org.concierge.settings;

import java.util.EnumSet;
import java.util.Set;
import org.concierge.document.DocumentStatus;
import org.concierge.library.Library;
import org.concierge.persistence.Page;
import org.concierge.review.Activity;
import org.concierge.tenant.TenantId;
import org.concierge.widget.Widgets;

/**
 * What an administrator does until people of a new tenant get answers. Nothing is remembered: a
 * step is done when its outcome is there. Thread safe; works inside the tenant's scope.
 */
public final class FirstSteps {
  /** Who writes the answers: chosen, be it nobody, when one of these is set. */
  private static final Set<String> MODEL =
      Set.of("LLM_PROVIDER", "OPENAI_API_KEY", "ANTHROPIC_API_KEY");

  private final Settings settings;
  private final Library library;
  private final Activity activity;
  private final Widgets widgets;

  public FirstSteps(Settings settings, Library library, Activity activity, Widgets widgets) {
    this.settings = settings;
    this.library = library;
    this.activity = activity;
    this.widgets = widgets;
  }

  /** In the order in which they make sense. */
  public enum Step {
    MODEL,
    DOCUMENT,
    QUESTION,
    WIDGET
  }

  /** Those that are done. */
  public Set<Step> done(TenantId tenant) {
    Set<Step> done = EnumSet.noneOf(Step.class);
    if (settings.all(tenant).stream().anyMatch(one -> one.set() && MODEL.contains(one.key()))) {
      done.add(Step.MODEL);
    }
    if (library.counts(tenant).getOrDefault(DocumentStatus.READY, 0L) > 0) {
      done.add(Step.DOCUMENT);
    }
    if (activity.isAny(tenant)) {
      done.add(Step.QUESTION);
    }
    if (!widgets.list(tenant, Page.FIRST).isEmpty()) {
      done.add(Step.WIDGET);
    }
    return done;
  }
}
