package org.concierge.mail;

/**
 * A mail to one person, as plain text.
 *
 * @param to one address
 */
public record Mail(String to, String subject, String text) {
  @Override
  public String toString() {
    return "Mail";
  }
}
