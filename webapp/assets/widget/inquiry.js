import { button, node } from "./dom.js";

/**
 * The form for those who want to ask a person.
 *
 * @param {import("./words.js").Words} words
 * @param {{ question: string, transcript: string }} about
 * @param {(inquiry: object) => Promise<void>} submit
 * @param {(done: boolean) => void} onEnd
 * @returns {HTMLFormElement}
 */
export function inquiry(words, about, submit, onEnd) {
  const shown = Date.now();
  const name = node("input", { name: "name", autocomplete: "name", required: true, maxlength: 100 });
  const email = node("input", { name: "email", type: "email", autocomplete: "email", required: true, maxlength: 200 });
  const question = node("textarea", { name: "question", required: true, maxlength: 4000, rows: 3, dir: "auto" });
  question.value = about.question;
  const attach = node("input", { type: "checkbox", name: "attach" });
  // People do not see it; what fills in every field does.
  const trap = node("input", { name: "website", tabindex: -1, autocomplete: "off", "aria-hidden": "true", class: "trap" });
  const problem = node("p", { class: "note bad", role: "alert" });
  const send = button(words.submit, () => {}, { type: "submit" });
  const form = node("form", {
    class: "inquiry",
    "aria-label": words.inquire,
    onsubmit: async (event) => {
      event.preventDefault();
      send.disabled = true;
      try {
        await submit({
          name: name.value,
          email: email.value,
          question: question.value,
          transcript: attach.checked ? about.transcript : undefined,
          website: trap.value,
          elapsed_ms: Date.now() - shown,
        });
        form.replaceChildren(node("p", { tabindex: -1 }, words.thanks));
        onEnd(true);
      } catch (failure) {
        problem.textContent = failure.kind === "busy" ? words.busy(failure.seconds) : failure.detail || words[failure.kind] || words.broken;
        send.disabled = false;
      }
    },
  },
    node("label", {}, words.name, name),
    node("label", {}, words.email, email),
    node("label", {}, words.message, question),
    about.transcript ? node("label", { class: "tick" }, attach, words.attach) : "",
    trap,
    problem,
    node("div", { class: "tools" }, send, button(words.cancel, () => {
      form.remove();
      onEnd(false);
    })),
  );
  return form;
}
