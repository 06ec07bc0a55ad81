package org.concierge.content;

import java.util.regex.Pattern;

/** Sentences, English and German, that a document has for a model and not for its readers. */
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
                  + "\\b(?:you must|recommend|say|answer|respond)\\b"),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private Instructions() {}
}
