package org.concierge.content;

import java.util.Objects;

/**
 * Why a file gave no text. The message is one plain sentence for the person who uploaded it; the
 * cause, where there is one, is for the log only.
 */
public final class ExtractionFailed extends Exception {

  private static final long serialVersionUID = 1L;

  /** What the person who uploaded the file can act on. */
  public enum Reason {
    EMPTY("The file is empty."),
    UNSUPPORTED("Files of this kind cannot be read."),
    PASSWORD_PROTECTED(
        "The file is protected by a password; remove the protection and upload it again."),
    CORRUPT("The file is damaged and cannot be read; save it anew and upload it again."),
    NO_TEXT("The document holds no text, only images; it needs OCR."),
    TOO_LARGE("The document holds more text than can be taken in; split it into smaller files."),
    TIMED_OUT("Reading the file took too long; split it into smaller files or save it anew.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** What is said of it where nothing more is known. */
    public String sentence() {
      return sentence;
    }
  }

  private final Reason reason;

  public ExtractionFailed(Reason reason) {
    this(reason, reason.sentence, null);
  }

  public ExtractionFailed(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  /** A document without text; OCR is the way out only where it may show pictures of text. */
  public static ExtractionFailed noText(boolean onlyCharacters) {
    return onlyCharacters
        ? new ExtractionFailed(Reason.NO_TEXT, "The document holds no text.", null)
        : new ExtractionFailed(Reason.NO_TEXT);
  }

  public Reason reason() {
    return reason;
  }

  /**
   * Finds the reason in whatever a parser threw, errors included: a StackOverflowError means a file
   * nested too deeply, an OutOfMemoryError one that claims too much.
   */
  public static ExtractionFailed because(Throwable thrown) {
    int depth = 0;
    for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
      if (cause instanceof ExtractionFailed known) {
        return known;
      }
      Reason found = reasonOf(cause);
      if (found != null) {
        return new ExtractionFailed(found, found.sentence, thrown);
      }
    }
    return new ExtractionFailed(Reason.CORRUPT, Reason.CORRUPT.sentence, thrown);
  }

  private static Reason reasonOf(Throwable cause) {
    // By name: half a dozen libraries have a class of their own for this, some of them optional.
    String name = cause.getClass().getSimpleName();
    if (name.contains("Encrypted") || name.contains("InvalidPassword")) {
      return Reason.PASSWORD_PROTECTED;
    }
    if (cause instanceof OutOfMemoryError || name.contains("ZipBomb")) {
      return Reason.TOO_LARGE;
    }
    return cause instanceof java.io.InterruptedIOException ? Reason.TIMED_OUT : null;
  }
}
