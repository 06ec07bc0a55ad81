package org.concierge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.concierge.tenant.SettingsFile.BadValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingSettingsTest {

  @Test
  void aFileThatSaysNothingGetsTheUsual() throws BadValue {
    assertThat(read("")).isEqualTo(Tenant.Reading.USUAL);
  }

  @Test
  void everySettingIsRead() throws BadValue {
    Tenant.Reading settings =
        read(
            "CHUNK_TOKENS=300\nCHUNK_MAX_TOKENS=350\nOCR_LANGUAGES=fra+chi_sim\n"
                + "DOCLING_SERVICE_URL=http://docling:5001");

    assertThat(settings.chunkTokens()).isEqualTo(300);
    assertThat(settings.maxChunkTokens()).isEqualTo(350);
    assertThat(settings.ocrLanguages()).isEqualTo("fra+chi_sim");
    assertThat(settings.docling()).contains(URI.create("http://docling:5001"));
  }

  @Test
  void theMaximumFollowsTheTarget() throws BadValue {
    assertThat(read("CHUNK_TOKENS=500").maxChunkTokens()).isEqualTo(800);
    assertThat(read("CHUNK_TOKENS=2000").maxChunkTokens()).isEqualTo(2_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHUNK_TOKENS     | 49       | must be a whole number from 50 to 2000",
        "CHUNK_MAX_TOKENS | 100      | must be at least CHUNK_TOKENS, 200",
        "OCR_LANGUAGES    | eng; ls  | must be names of Tesseract's languages such as eng+deu"
      })
  void aBadValueIsRefused(String key, String value, String complaint) {
    assertThatThrownBy(() -> read(key + "='" + value + "'")).hasMessageContaining(complaint);
  }

  private static Tenant.Reading read(String text) throws BadValue {
    return TenantSettings.read(
            new TenantId("acme"), SettingsFile.parse(".env", text), Optional.empty())
        .reading();
  }
}
