package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.concierge.tenant.ImportSettings.Transcription;
import org.concierge.tenant.ImportSettings.VirusScan;
import org.junit.jupiter.api.Test;

class ImportSettingsTest {
  @Test
  void anyHostIsAllowedUntilOneIsNamed() {
    assertThat(settings("").allows("www.example.com")).isTrue();
    ImportSettings named = settings("URL_IMPORT_HOSTS=WWW.example.com, *.example.org");
    assertThat(named.allows("www.Example.com")).isTrue();
    assertThat(named.allows("example.com")).isFalse();
    assertThat(named.allows("a.example.org")).isTrue();
    assertThat(named.allows("badexample.org")).isFalse();
  }

  @Test
  void aKeyIsNotShownToAnotherProvider() {
    Transcription own =
        settings("OPENAI_API_KEY=sk-one", "TRANSCRIPTION_BASE_URL=https://voice.example/v1")
            .transcription();

    assertThat(own.key().isEmpty()).isTrue();
    assertThat(own.isConfigured()).isTrue();
    assertThat(settings("OPENAI_API_KEY=sk-one").transcription().key().value()).isEqualTo("sk-one");
    assertThat(settings("").transcription().isConfigured()).isFalse();
  }

  @Test
  void aScanIsAskedForByName() {
    assertThat(settings("VIRUS_SCAN=required").virusScan()).isEqualTo(VirusScan.REQUIRED);
    assertThat(settings("").virusScan()).isEqualTo(VirusScan.IF_AVAILABLE);
    assertThatThrownBy(() -> settings("VIRUS_SCAN=maybe")).hasMessageContaining("VIRUS_SCAN");
    assertThatThrownBy(() -> settings("URL_IMPORT_HOSTS=https://example.com/"))
        .hasMessageContaining("URL_IMPORT_HOSTS");
  }

  private static ImportSettings settings(String... lines) {
    return SampleTenant.with(lines).imports();
  }
}
