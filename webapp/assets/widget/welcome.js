import { button, node } from "./dom.js";

/** @typedef {import("./words.js").Words} Words */

/** @param {{ greeting: string }} config @param {Words} words */
export function greeting(config, words) {
  return node("div", { class: "answer", dir: "auto" }, config.greeting || words.greeting);
}

/**
 * @param {{ suggested_questions: string[] }} config
 * @param {Words} words
 * @param {(question: string) => void} onAsk
 */
export function suggestions(config, words, onAsk) {
  const list = node("ul", { class: "suggestions", "aria-label": words.suggestions });
  for (const question of config.suggested_questions) {
    list.append(node("li", {}, button(question, () => onAsk(question), { dir: "auto" })));
  }
  return list;
}
