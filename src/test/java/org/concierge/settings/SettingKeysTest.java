package org.concierge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingKeysTest {
  @Test
  void thePageOfSettingsHasAFieldForEach() throws Exception {
    String groups =
        Files.readString(Path.of("src/main/java/org/concierge/console/SettingGroup.java"));

    assertThat(SettingKeys.ALL).isNotEmpty().allMatch(key -> groups.contains('"' + key + '"'));
  }
}
