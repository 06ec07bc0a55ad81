package org.concierge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Everybody who works for the company has twenty-eight days of leave in each year.",
        "de | Jeder, der für die Firma arbeitet, hat achtundzwanzig Tage Urlaub, und das ist viel.",
        "fr | Tous les employés de la société ont droit à des congés payés pour une année.",
        "es | Todos los empleados de la empresa tienen derecho a vacaciones, y no es poco para un año.",
        "it | Tutti i dipendenti della società hanno diritto alle ferie, che non sono poche per un anno.",
        "nl | Iedereen die voor het bedrijf werkt heeft recht op vakantie en dat is niet weinig.",
        "pl | Każdy, kto pracuje dla firmy, ma prawo do urlopu i nie jest to mało, że tak się stało.",
        "ru | Каждый, кто работает в компании, имеет право на отпуск, и это не так мало, как он думал.",
        "uk | Кожен, хто працює в компанії, має право на відпустку, і це не так мало, як він думав.",
        "el | Κάθε εργαζόμενος έχει δικαίωμα σε άδεια.",
        "ja | すべての従業員には年次有給休暇があります。",
        "zh | 每位员工每年享有二十八天假期。",
        "'' | A-113 B-220 C-987 Total 4711",
        "'' | Invoice"
      })
  void theTextTellsItsLanguage(String language, String text) {
    assertThat(Language.of(List.of(Block.paragraph(0, text)))).isEqualTo(language);
  }
}
