package org.concierge.oauth;

import java.util.Locale;

/** A failure in the words of RFC 6749, for programs that know those and no others. */
final class OauthProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  /** The values of {@code error}. */
  enum Code {
    INVALID_REQUEST,
    INVALID_CLIENT,
    INVALID_GRANT,
    INVALID_SCOPE,
    ACCESS_DENIED,
    UNSUPPORTED_GRANT_TYPE,
    UNSUPPORTED_RESPONSE_TYPE;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  OauthProblem(Code code, String description) {
    super(description);
    this.code = code;
  }

  Code code() {
    return code;
  }

  String description() {
    return getMessage();
  }
}
