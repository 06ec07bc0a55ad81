import { Widget } from "../widget/widget.js";

/** A widget as its settings would make it, for whoever writes them; it asks nobody and keeps nothing. */

const OWN = new URL(location.href).origin;
const NAME = "preview";
let open = true;

/** Answers from the page that holds this one, in place of the server. */
function wire({ answer, source, sources }) {
  const shown = sources === "none" ? [] : [{ n: 1, filename: "", title: source, page: 1, text: sources === "passages" ? answer : "" }];
  return {
    inquire: async () => undefined,
    ask: async (_question, hearing) => {
      hearing.onSources(shown);
      hearing.onDelta(answer);
      const response = shown.length > 0 ? `${answer} [1]` : answer;
      return { response, sources: shown, context_used: true, session_id: NAME, limit_reached: false };
    },
  };
}

function show(config) {
  document.querySelectorAll("[data-concierge]").forEach((former) => former.remove());
  localStorage.removeItem(`concierge:${NAME}`);
  const widget = new Widget("customer", wire(config), config, NAME);
  widget.memory.area = null;
  // The focus belongs to the form beside.
  widget.gate.focus = () => undefined;
  const page = widget.page();
  if (open) {
    page.open();
  }
  page.on("open", () => (open = true));
  page.on("close", () => (open = false));
}

addEventListener("message", (event) => {
  // Whoever else frames this page is told nothing and shown nothing.
  if (event.source === parent && event.origin === OWN) {
    show(event.data);
  }
});
parent.postMessage("ready", OWN);
