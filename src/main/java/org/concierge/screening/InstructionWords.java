package org.concierge.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.content.Block;
import org.concierge.content.Suspicion;

/**
 * Finds text that tells a model what to do: to forget what it was told, to be somebody else, to
 * send something away, to call a tool. In English and German, the languages of most documents here.
 */
final class InstructionWords {
  private static final int AROUND = 80;

  private static final Pattern WORDS =
      Pattern.compile(
          String.join(
              "|",
              "(?:ignore|disregard|forget|override)\\W+(?:\\w+\\W+){0,3}"
                  + "(?:previous|prior|above|earlier|preceding|system)\\W+(?:\\w+\\W+){0,2}"
                  + "(?:instructions?|prompts?|rules|directions|messages?|context)",
              "(?:ignorier|missacht|vergiss|vergesse)\\w*\\W+(?:\\w+\\W+){0,3}"
                  + "(?:vorherig|bisherig|vorig|obig|früher)\\w*\\W+(?:\\w+\\W+){0,2}"
                  + "(?:anweisung|anleitung|regel|prompt|vorgabe)\\w*",
              "you are (?:now |no longer )(?:in |an? |the )?(?:\\w+ ){0,2}"
                  + "(?:mode|assistant|model|ai|jailbroken|unrestricted|dan)\\b",
              "(?:reveal|print|repeat|output|show)\\W+(?:\\w+\\W+){0,3}system prompt",
              "<\\|?(?:im_start|im_end|system|endoftext)\\|?>|\\[/?INST\\]|<</?SYS>>",
              "</?(?:context|documents?|passages?|system)>\\s*$",
              "\\bsystem\\s*:\\s*(?:ignore|you|do not|reveal|from now)",
              "(?:if you are|to the|note to|attention) (?:an? |the |any )?"
                  + "(?:ai|llm|language model|chatbot|ai assistant)\\b[^.]{0,60}"
                  + "(?:must|should|please|always|never|ignore|say|answer|recommend|rate)",
              "!\\[[^\\]]*\\]\\(https?://[^)]*(?:\\?|=)[^)]*"
                  + "(?:SECRET|\\{|%7B|password|token|api_?key)"),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private InstructionWords() {}

  /** At most {@link Suspicion#MOST}, one a block, in reading order. */
  static List<Suspicion> in(List<Block> blocks) {
    List<Suspicion> found = new ArrayList<>();
    for (Block block : blocks) {
      Matcher matcher = WORDS.matcher(block.text());
      if (found.size() < Suspicion.MOST && matcher.find()) {
        int from = Math.max(0, matcher.start() - AROUND);
        int to = Math.min(block.text().length(), matcher.end() + AROUND);
        String passage = block.text().substring(from, to).strip();
        found.add(new Suspicion(Suspicion.Kind.INSTRUCTION, block.page(), passage));
      }
    }
    return found;
  }
}
