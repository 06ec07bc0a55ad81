import { button, node } from "./dom.js";

/** @param {{ privacy_url: string }} config @param {import("./words.js").Words} words */
export function privacy(config, words) {
  return node("a", { href: config.privacy_url, target: "_blank", rel: "noopener noreferrer" }, words.privacy);
}

/**
 * What a visitor agrees to before the first question.
 *
 * @param {{ consent: string, privacy_url: string }} config
 * @param {import("./words.js").Words} words
 * @param {() => void} onAgree
 */
export function consent(config, words, onAgree) {
  return node("div", { class: "consent" },
    node("p", { tabindex: 0 }, config.consent),
    config.privacy_url ? privacy(config, words) : "",
    button(words.agree, onAgree));
}
