import { words as de } from "./words.de.js";
import { words as en } from "./words.en.js";

const LANGUAGES = { en, de };
let spoken = en;

/**
 * From now on in the first of these languages that we speak.
 *
 * @param {string[]} wanted language tags
 */
export function speak(wanted) {
  const known = wanted.map((tag) => (tag || "").split("-")[0]).find((tag) => LANGUAGES[tag]) || "en";
  spoken = LANGUAGES[known];
  document.documentElement.lang = known;
}

/**
 * @param {string} key
 * @param {...unknown} values for {0}, {1}, ...
 * @returns {string}
 */
export function say(key, ...values) {
  return spoken[key].replace(/\{(\d)\}/g, (place, n) => String(values[n]));
}

/** Fills what the page's own elements say. */
export function label() {
  document.querySelectorAll("[data-word]").forEach((element) => (element.textContent = say(element.dataset.word)));
  document.querySelectorAll("[data-hint]").forEach((element) => (element.placeholder = say(element.dataset.hint)));
  document.querySelectorAll("[data-label]").forEach((element) => {
    element.setAttribute("aria-label", say(element.dataset.label));
    if (element.classList.contains("icon")) {
      element.title = say(element.dataset.label);
    }
  });
}
