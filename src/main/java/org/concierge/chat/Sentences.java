package org.concierge.chat;

import java.util.Locale;
import java.util.Optional;
import org.concierge.access.Person;

/** What we say ourselves, without a model, in the asker's language. */
record Sentences(String notFound, String full, String quoted) {
  private static final Sentences ENGLISH =
      new Sentences(
          "I could not find anything about this in the documents.",
          "This conversation has reached its full length. Press + to begin a new one.",
          "From the documents:");

  private static final Sentences GERMAN =
      new Sentences(
          "Dazu habe ich in den Dokumenten nichts gefunden.",
          "Dieses Gespräch hat seine volle Länge erreicht. Mit + beginnt ein neues.",
          "Aus den Dokumenten:");

  /** English for whoever has chosen no language, or one that we do not speak. */
  static Sentences in(Optional<Person> person) {
    String language =
        person.map(known -> Locale.forLanguageTag(known.language()).getLanguage()).orElse("");
    return language.equals("de") ? GERMAN : ENGLISH;
  }
}
