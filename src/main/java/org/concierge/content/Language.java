package org.concierge.content;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells in which language a text is written: by its script, and among languages of Latin and
 * Cyrillic script by the small words that only one of them has so often.
 */
public final class Language {

  /** More changes nothing; a book is looked at from its beginning. */
  private static final int CHARACTERS = 20_000;

  /** Fewer small words than this, and a name or a formula decides. */
  private static final int FEWEST = 4;

  /** Of all words; prose has .3 and more, a list of parts in any language next to none. */
  private static final double SHARE = 0.06;

  /** How much the best must have more than the next: names in brackets must not decide. */
  private static final double AHEAD = 1.1;

  private static final Map<UnicodeScript, String> BY_SCRIPT =
      Map.of(
          UnicodeScript.HAN, "zh",
          UnicodeScript.HIRAGANA, "ja",
          UnicodeScript.HANGUL, "ko",
          UnicodeScript.ARABIC, "ar",
          UnicodeScript.HEBREW, "he",
          UnicodeScript.GREEK, "el",
          UnicodeScript.THAI, "th",
          UnicodeScript.DEVANAGARI, "hi");

  private static final Map<String, List<String>> BY_WORD = new HashMap<>();

  static {
    words("en", "the and of to is in that for it with as are this be by or from have was not you");
    words(
        "de", "der die und das ist nicht ein eine zu mit den von für auf dem sich des auch werden");
    words("fr", "le la les et des est une dans que pour qui du au pas sur avec sont par ce vous");
    words("es", "el la los las en que es un una por con para del se no su como más al");
    words("it", "il la di che un una per non in con del della sono le gli alla nel dei");
    words("pt", "os as de que em um uma para com não do da no na por se dos");
    words("nl", "de het een en van is dat niet op te zijn voor met die aan er ook bij wordt deze");
    words("sv", "och att det som en är på för med av den till inte om ett har de jag kan vid");
    words("da", "og at det som en er på for med af den til ikke om et har de jeg kan ved");
    words("no", "og at det som en er på for med av den til ikke om et har de jeg kan ved");
    words("fi", "ja on ei että se hän oli mutta kun niin kuin tai myös ovat sen joka mitä ole");
    words("pl", "nie na się z do to że jest jak co za od przez oraz dla po są");
    words("cs", "je se na že to do jako ale který pro jsou by při nebo");
    words("tr", "ve bir bu da de için ile ne olarak daha çok gibi olan en ya ama var değil her");
    words("ru", "и в не на что с по это как но он она они к из от за для его все");
    words("uk", "і в не на що з та це як але він вона до із від за для його є про");
  }

  private Language() {}

  /** Returns the two letters of the language, or nothing if the text does not show it. */
  public static String of(List<Block> blocks) {
    StringBuilder sample = new StringBuilder();
    for (Block block : blocks) {
      if (sample.length() > CHARACTERS) {
        break;
      }
      sample.append(block.text(), 0, Math.min(block.text().length(), CHARACTERS)).append(' ');
    }
    UnicodeScript script = script(sample);
    if (script == UnicodeScript.LATIN || script == UnicodeScript.CYRILLIC) {
      return byWords(sample.toString());
    }
    return BY_SCRIPT.getOrDefault(script, "");
  }

  private static void words(String language, String words) {
    for (String word : words.split(" ")) {
      BY_WORD.merge(word, List.of(language), Language::joined);
    }
  }

  private static List<String> joined(List<String> one, List<String> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  private static UnicodeScript script(CharSequence text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(c -> letters.merge(UnicodeScript.of(c), 1, Integer::sum));
    int japanese =
        letters.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
    // Japanese writes half of its words in Chinese characters.
    if (japanese > 0 && japanese * 5 > letters.getOrDefault(UnicodeScript.HAN, 0)) {
      letters.merge(
          UnicodeScript.HIRAGANA, letters.getOrDefault(UnicodeScript.HAN, 0), Integer::sum);
      letters.remove(UnicodeScript.HAN);
    }
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(UnicodeScript.UNKNOWN);
  }

  private static String byWords(String text) {
    Map<String, Double> scores = new LinkedHashMap<>();
    int words = 0;
    int small = 0;
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
      words++;
      List<String> languages = BY_WORD.getOrDefault(word, List.of());
      small += languages.isEmpty() ? 0 : 1;
      // A word that many languages have says little about any of them.
      languages.forEach(one -> scores.merge(one, 1.0 / languages.size(), Double::sum));
    }
    if (small < FEWEST || small < words * SHARE) {
      return "";
    }
    List<Map.Entry<String, Double>> best =
        scores.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .toList();
    double second = best.size() > 1 ? best.get(1).getValue() : 0;
    return best.get(0).getValue() >= Math.max(2, second * AHEAD) ? best.get(0).getKey() : "";
  }
}
