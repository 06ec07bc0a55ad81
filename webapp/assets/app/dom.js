import { icon } from "./icons.js";
import { say } from "./words.js";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [properties] attributes; functions listen to the event of that
 *     name, `text` is the content, false and null leave out
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      element.addEventListener(name, /** @type {EventListener} */ (value));
    } else if (name === "text") {
      element.textContent = String(value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button with a word. */
export function button(word, click, kind = "") {
  return make("button", { type: "button", class: `button ${kind}`, text: say(word), click });
}

/** A button with a picture; its name is the word. */
export function iconButton(picture, word, click, properties = {}) {
  const name = say(word);
  return make("button", { type: "button", class: "icon", "aria-label": name, title: name, click, ...properties }, icon(picture));
}

/** @param {string} id @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/** Says once, to those who listen rather than look. */
export function announce(text) {
  const place = byId("announce");
  place.textContent = "";
  // In the same moment it would be no change.
  setTimeout(() => (place.textContent = text), 50);
}
