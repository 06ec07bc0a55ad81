package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.settings.Settings;
import org.concierge.settings.Settings.Setting;
import org.concierge.settings.SettingsTrial;
import org.concierge.settings.SettingsTrial.Tried;

/** What the tenant's administrators may set, group by group, and whether it works. */
@Page
@Requires(Scope.SETTINGS)
public class SettingsPage {
  private static final Pattern KEY = Pattern.compile("\\b[A-Z][A-Z0-9_]{3,}\\b");

  /** Where a use case tells the line of the file, which nobody here sees. */
  private static final Pattern PLACE = Pattern.compile("^settings[^A-Z]*");

  private Settings settings;
  private SettingsTrial trial;
  private Visit visit;
  private HttpServletRequest request;
  private SettingsForm form;
  private Tried tried;

  SettingsPage() {}

  @Inject
  SettingsPage(Settings settings, SettingsTrial trial, Visit visit, HttpServletRequest request) {
    this.settings = settings;
    this.trial = trial;
    this.visit = visit;
    this.request = request;
  }

  /** Of the group whose form was sent. */
  public String save() {
    Map<String, String> changes = getForm().changes(key -> request.getParameter(key + "-was"));
    if (changes.isEmpty()) {
      visit.tellNext("settings.same");
      return Pages.redirect("settings");
    }
    try {
      settings.change(visit.caller(), changes);
    } catch (Problem problem) {
      if (problem.type().status() != 400 && problem.type().status() != 422) {
        throw problem;
      }
      tell(problem, changes);
      return null;
    }
    visit.tellNext("settings.saved", String.join(", ", changes.keySet()));
    return Pages.redirect("settings");
  }

  /** At the field that the problem names, else at the only one that was changed. */
  private static void tell(Problem problem, Map<String, String> changes) {
    String field =
        KEY.matcher(problem.detail())
            .results()
            .map(MatchResult::group)
            .filter(changes::containsKey)
            .findFirst()
            .orElse(changes.keySet().iterator().next());
    String detail = PLACE.matcher(problem.detail()).replaceFirst("");
    Told.detailAtField(field, "settings.wrong", detail);
  }

  public String testModel() {
    tried = visit.within(() -> trial.model(visit.tenant()));
    return null;
  }

  public String testEmbedding() {
    tried = visit.within(() -> trial.embedding(visit.tenant()));
    return null;
  }

  /** To the address of whoever asks. */
  public String testMail() {
    tried = visit.within(() -> trial.mail(visit.tenant(), visit.principal().person()));
    return null;
  }

  public List<SettingGroup> getGroups() {
    return SettingGroup.ALL;
  }

  public SettingsForm getForm() {
    if (form == null) {
      form = new SettingsForm(settings.all(visit.principal().tenant()));
    }
    return form;
  }

  /** How a key is called in the file, and whether it is set there or as usual. */
  public String hint(String key) {
    Setting setting = getForm().getPresent().get(key);
    String source = setting.secret() ? (setting.set() ? "kept" : "missing") : "usual";
    String usual = Told.known("setting." + key + ".hint").orElse("");
    String now =
        visit.text("settings.source." + (setting.set() && !setting.secret() ? "set" : source));
    return key + " · " + now + (usual.startsWith("(") || usual.isEmpty() ? " " : ". ") + usual;
  }

  /** What a choice is called; as it stands in the file where that says it. */
  public String choice(String key, String value) {
    return Told.known("setting." + key + "." + value)
        .or(() -> Told.known("setting.value." + value))
        .orElse(value);
  }

  /** How the test went; null before one. */
  public Tried getTried() {
    return tried;
  }
}
