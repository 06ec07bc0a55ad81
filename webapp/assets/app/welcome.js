import { byId, make } from "./dom.js";
import { say } from "./words.js";

/** What an empty conversation shows: where one is, and what one could ask. */
export function welcome(view, ask) {
  const ideas = view.suggestions.map((one) => {
    const text = one.topic ? say("suggestion", one.document, one.topic) : say("suggestionPlain", one.document);
    return make("li", {}, make("button", { type: "button", class: "idea", text, click: () => ask(text) }));
  });
  byId("welcome").replaceChildren(
    make("h2", { text: say("welcome") }),
    make("p", { class: "quiet", text: say("welcomeMore", view.tenant_name) }),
    make("ul", { class: "ideas" }, ...ideas));
}
