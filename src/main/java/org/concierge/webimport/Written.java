package org.concierge.webimport;

/**
 * A text that was made of what stands at an address.
 *
 * @param title empty if it has none
 * @param ending of a file that holds it
 */
record Written(String title, String ending, String content) {}
