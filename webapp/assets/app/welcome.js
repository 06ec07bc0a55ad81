import { byId, make } from "./dom.js";
import { say } from "./words.js";

/** What an empty conversation shows: where one is, and what one could ask. */
export function welcome(view, ask) {
  const ideas = view.suggestions.map((one) =>
    one.topic ? say("suggestion", one.document, one.topic) : say("suggestionPlain", one.document));
  byId("welcome").replaceChildren(
    make("h2", { text: say("welcome") }),
    make("p", { class: "quiet", text: say("welcomeMore", view.tenant_name) }),
    make("ul", { class: "ideas", hidden: true, id: "theirs" }),
    make("ul", { class: "ideas" }, ...ideas.map((text) => idea(text, ask))));
}

/** In the place of the others: what an assistant suggests; nothing brings the others back. */
export function suggest(questions, ask) {
  const theirs = byId("theirs");
  if (theirs) {
    theirs.replaceChildren(...questions.map((text) => idea(text, ask)));
    theirs.hidden = questions.length === 0;
    theirs.nextElementSibling.hidden = questions.length > 0;
  }
}

function idea(text, ask) {
  return make("li", {}, make("button", { type: "button", class: "idea", text, click: () => ask(text) }));
}
