package org.concierge.assistant;

/** A field of an assistant that cannot be as it is written; the message follows its name. */
final class WrongField extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  WrongField(String field, String message) {
    super(message);
    this.field = field;
  }

  String field() {
    return field;
  }
}
