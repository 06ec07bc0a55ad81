package org.concierge.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant's settings as they are changed one by one. */
class TenantFileTest {
  @TempDir private Path folder;

  @Test
  void aLongValueCanBeChangedAndTakenAway() {
    TenantFile file = new TenantFile(folder, new TenantId("acme"));
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("SYSTEM_PROMPT", "Be \"kind\".\n".repeat(2_000));
    entries.put("PLAN", "basic");
    file.write(entries);

    Map<String, String> gone = new LinkedHashMap<>();
    gone.put("SYSTEM_PROMPT", null);

    assertThat(file.changed(gone)).isEqualTo("PLAN=basic\n");
    assertThat(file.changed(Map.of("SYSTEM_PROMPT", "Short")))
        .isEqualTo("PLAN=basic\nSYSTEM_PROMPT=Short\n");
  }
}
