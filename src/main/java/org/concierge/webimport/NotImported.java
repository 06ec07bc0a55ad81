package org.concierge.webimport;

/** Why nothing came of an address, for good. The message is a sentence for whoever named it. */
final class NotImported extends Exception {
  private static final long serialVersionUID = 1L;

  NotImported(String why) {
    super(why);
  }

  NotImported(String why, Throwable cause) {
    super(why, cause);
  }
}
