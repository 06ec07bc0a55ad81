package org.concierge.chat;

/** Questions as the chat API asks them. */
final class SampleAsked {
  private SampleAsked() {}

  static Asked of(String question) {
    return Asked.of(
        new ChatRequest(null, null, question, null, null, null, null, null, null, null));
  }
}
