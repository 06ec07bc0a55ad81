package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.concierge.settings.Settings.Setting;
import org.junit.jupiter.api.Test;

class SettingsFormTest {
  private final SettingsForm form =
      new SettingsForm(
          List.of(
              new Setting("OPENAI_MODEL", "gpt-4o-mini", true, false),
              new Setting("OPENAI_API_KEY", null, true, true),
              new Setting("SYSTEM_PROMPT", "One\nTwo", true, false),
              new Setting("TENANT_NAME", null, false, false)));

  @Test
  void onlyWhatWasTypedAnewIsAChange() {
    form.getTyped().put("OPENAI_MODEL", "gpt-5");
    form.getTyped().put("SYSTEM_PROMPT", "One\r\nTwo");

    assertThat(changes()).isEqualTo(Map.of("OPENAI_MODEL", "gpt-5"));
  }

  @Test
  void anEmptyFieldGoesBackToItsDefaultAndAnEmptySecretStays() {
    form.getTyped().put("OPENAI_MODEL", "  ");
    form.getTyped().put("OPENAI_API_KEY", "");

    assertThat(changes()).hasSize(1).containsEntry("OPENAI_MODEL", null);
  }

  @Test
  void aSecretIsTakenAwayByItsTick() {
    form.getTyped().put("OPENAI_API_KEY-remove", true);

    assertThat(changes()).hasSize(1).containsEntry("OPENAI_API_KEY", null);
  }

  @Test
  void aPageLeftOpenDoesNotUndoWhatOthersDid() {
    form.getTyped().put("OPENAI_MODEL", "gpt-4");

    assertThat(form.changes(Map.of("OPENAI_MODEL", "gpt-4")::get)).isEmpty();
  }

  @Test
  void whatIsOfAnotherFormIsLeftAlone() {
    form.getTyped().put("OPENAI_MODEL", "gpt-5");

    assertThat(form.changes(key -> null)).isEmpty();
  }

  private Map<String, String> changes() {
    Map<String, String> shown =
        Map.of(
            "OPENAI_MODEL", "gpt-4o-mini",
            "OPENAI_API_KEY", "",
            "SYSTEM_PROMPT", "One\r\nTwo",
            "TENANT_NAME", "");
    return form.changes(shown::get);
  }
}
