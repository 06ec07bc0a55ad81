package org.concierge.content;

import java.util.regex.Pattern;

/**
 * Sentences, English and German, that a document has for a model and not for its readers: to forget
 * what it was told, to be somebody else, to send something away, to call a tool.
 */
final class Instructions {

  private static final String IGNORE =
      "\\b(?:ignor\\w*|disregard\\w*|forget|override|bypass|vergiss\\w*|missachte\\w*|übergeh\\w*)\\b";

  /** Words that say little, between those that count. */
  private static final String FILLER =
      "(?:\\W+(?:all|any|of|the|these|those|my|every|alle[nr]?|die|diese[nr]?|sämtliche[nr]?))*";

  // Without one of these it is an honest rule: "never ignore the safety instructions".
  private static final String FORMER =
      "(?:previous|prior|above|earlier|preceding|foregoing|former|your|system"
          + "|vorherigen?|vorigen?|vorangegangenen?|bisherigen?|obigen?|früheren?|deine[nr]?)";
  private static final String RULES =
      "(?:instructions?|prompts?|rules|guidelines|directives|commands|context|anweisung(?:en)?"
          + "|instruktion(?:en)?|regeln|vorgaben|befehle|kontext)\\b";

  static final Pattern PATTERN =
      Pattern.compile(
          String.join(
              "|",
              IGNORE + FILLER + "\\W+" + FORMER + "\\W+(?:\\w+\\W+)?" + RULES,
              IGNORE
                  + "\\W+(?:all|any|alle)\\W+"
                  + RULES
                  + "(?:\\W+(?:above|before|and|und)\\b|\\W*$)",
              "\\byou are now (?:in |an? |the )?(?:\\w+ )?(?:mode|unrestricted|jailbroken)\\b",
              "\\bdu bist (?:jetzt|nun|ab sofort) (?:im |ein\\w* )?(?:\\w+[ -])?(?:modus|uneingeschränkt\\w*)",
              "\\b(?:reveal|print|show|repeat|output|leak|verrate|zeige?|nenne|gib)\\b\\W+"
                  + "(?:\\w+\\W+){0,3}system[ -]?(?:prompt|anweisung(?:en)?|nachricht)\\b",
              "\\bcall the \\w+ tool with\\b",
              "\\b(?:exfiltrate|send) (?:the |all |any )?(?:conversation|chat history|user data)\\b",
              "<\\|(?:im_start|im_end|system|endoftext)\\|>",
              "\\[/?INST\\]",
              "(?:^|\\s)(?:system|assistant)\\s*:\\s*(?:ignore|you (?:are|must)|from now on)\\b",
              "\\b(?:if you are an?|as an?) (?:ai|llm|(?:large )?language model)\\b[^.]{0,40}"
                  + "\\b(?:you must|recommend|say|answer|respond)\\b",
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

  private Instructions() {}
}
