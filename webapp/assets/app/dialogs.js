import { button, byId, make } from "./dom.js";
import { say } from "./words.js";

/** @returns {Promise<boolean>} whether they are sure */
export function sure(question, word) {
  return shown(question, (close) => [
    make("p", { text: question }),
    make("div", { class: "tools" }, button(word, () => close(true), "danger"), button("cancel", () => close(false))),
  ]);
}

/** @returns {Promise<string>} what they typed, "" for nothing */
export function typed(word, text) {
  return shown(say("rename"), (close) => {
    const field = make("input", { id: "typed", maxlength: 200, autocomplete: "off" });
    field.value = text;
    const form = make("form", {},
      make("label", { for: "typed", text: say(word) }), field,
      make("div", { class: "tools" }, make("button", { class: "button strong", text: say("save") }), button("cancel", () => close(""))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close(field.value.trim());
    });
    return [form];
  });
}

/** What to press for what. */
export function showKeys() {
  const apple = /Mac|iP/.test(navigator.platform);
  const command = apple ? "⌘" : "Ctrl";
  const keys = {
    keySend: "Enter",
    keyLine: "Shift + Enter",
    keyStop: "Esc",
    keyLast: "↑",
    keyQuestion: "/",
    keySearch: command + " + K",
    keyNew: command + " + Shift + O",
    keyHelp: "?",
  };
  const rows = Object.entries(keys).flatMap(([word, key]) => [make("dt", {}, make("kbd", { text: key })), make("dd", { text: say(word) })]);
  shown(say("shortcuts"), (close) => [
    make("h2", { text: say("shortcuts") }),
    make("dl", { class: "keys" }, ...rows),
    make("div", { class: "tools" }, button("close", () => close(undefined))),
  ]);
}

/** In the one dialog that there is; focus goes back to where it was. */
function shown(name, contents) {
  const dialog = byId("dialog");
  return new Promise((resolve) => {
    let result;
    const close = (value) => {
      result = value;
      dialog.close();
    };
    dialog.replaceChildren(...contents(close));
    dialog.setAttribute("aria-label", name);
    dialog.onclose = () => resolve(result);
    dialog.showModal();
  });
}
