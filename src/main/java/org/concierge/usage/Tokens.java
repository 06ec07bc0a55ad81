package org.concierge.usage;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts tokens where a provider does not say how many there were: as the models of OpenAI count
 * them, near enough for others.
 */
public final class Tokens {
  private Tokens() {}

  /** Loaded when first needed: its vocabulary has some megabytes. */
  private static final class Loaded {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
  }

  public static int count(String text) {
    return text.isEmpty() ? 0 : Loaded.ENCODING.countTokensOrdinary(text);
  }
}
