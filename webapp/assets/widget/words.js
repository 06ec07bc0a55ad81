/** What a widget says, in the languages that it speaks. */

const EN = {
  language: "en",
  launcher: "Ask a question",
  close: "Close",
  newChat: "New conversation",
  transcript: "Save transcript",
  forget: "Delete my conversation",
  forgotten: "Deleted. Nothing is kept in this browser.",
  greeting: "Hello! Ask me anything about our services.",
  message: "Your question",
  send: "Send",
  stop: "Stop",
  log: "Conversation",
  you: "You",
  suggestions: "Suggested questions",
  searching: "Searching the documents …",
  stopped: "Stopped.",
  sources: (count) => (count === 1 ? "1 source" : `${count} sources`),
  source: (n) => `Source ${n}`,
  page: (n) => `page ${n}`,
  copy: "Copy",
  copied: "Copied.",
  latest: "Jump to latest",
  retry: "Try again",
  busy: (seconds) => `Too many questions at once. You can try again in ${seconds} s.`,
  ready: "You can try again now.",
  offline: "There is no connection. Your question is kept.",
  model: "The assistant is not available right now. Your question is kept.",
  refused: "This chat is not available on this page.",
  signedOut: "Please sign in to this page again. Your question is kept.",
  broken: "That did not work. Your question is kept.",
  full: "This conversation has become too long. Please begin a new one.",
  agree: "I agree",
  privacy: "Privacy",
  mistakes: "Answers can be wrong. Please check what matters.",
  inquire: "Leave a message for our team",
  name: "Name",
  email: "E-mail",
  attach: "Attach this conversation",
  submit: "Send message",
  cancel: "Cancel",
  thanks: "Thank you. Your message has arrived; we will answer by e-mail.",
};

/** @type {typeof EN} */
const DE = {
  language: "de",
  launcher: "Frage stellen",
  close: "Schließen",
  newChat: "Neue Unterhaltung",
  transcript: "Verlauf speichern",
  forget: "Meine Unterhaltung löschen",
  forgotten: "Gelöscht. In diesem Browser ist nichts mehr gespeichert.",
  greeting: "Guten Tag! Was möchten Sie wissen?",
  message: "Ihre Frage",
  send: "Senden",
  stop: "Anhalten",
  log: "Unterhaltung",
  you: "Sie",
  suggestions: "Vorgeschlagene Fragen",
  searching: "Die Dokumente werden durchsucht …",
  stopped: "Angehalten.",
  sources: (count) => (count === 1 ? "1 Quelle" : `${count} Quellen`),
  source: (n) => `Quelle ${n}`,
  page: (n) => `Seite ${n}`,
  copy: "Kopieren",
  copied: "Kopiert.",
  latest: "Zum Neuesten",
  retry: "Noch einmal",
  busy: (seconds) => `Zu viele Fragen auf einmal. In ${seconds} s geht es wieder.`,
  ready: "Jetzt geht es wieder.",
  offline: "Es besteht keine Verbindung. Ihre Frage bleibt erhalten.",
  model: "Der Assistent ist gerade nicht erreichbar. Ihre Frage bleibt erhalten.",
  refused: "Dieser Chat ist auf dieser Seite nicht verfügbar.",
  signedOut: "Bitte melden Sie sich auf dieser Seite neu an. Ihre Frage bleibt erhalten.",
  broken: "Das hat nicht geklappt. Ihre Frage bleibt erhalten.",
  full: "Diese Unterhaltung ist zu lang geworden. Bitte beginnen Sie eine neue.",
  agree: "Einverstanden",
  privacy: "Datenschutz",
  mistakes: "Antworten können falsch sein. Bitte prüfen Sie Wichtiges nach.",
  inquire: "Nachricht an unser Team",
  name: "Name",
  email: "E-Mail",
  attach: "Diese Unterhaltung mitsenden",
  submit: "Nachricht senden",
  cancel: "Abbrechen",
  thanks: "Danke. Ihre Nachricht ist angekommen; wir antworten per E-Mail.",
};

/** @typedef {typeof EN} Words */

/** @param {string} language BCP 47 @returns {Words} */
export function wordsIn(language) {
  return /^de\b/i.test(language) ? DE : EN;
}

/** @param {string} language @returns {"rtl" | "ltr"} */
export function direction(language) {
  return /^(ar|dv|fa|he|ps|ur|yi)\b/i.test(language) ? "rtl" : "ltr";
}
