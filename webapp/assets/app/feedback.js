import { call } from "./api.js";
import { announce, button, iconButton, make } from "./dom.js";
import { say } from "./words.js";

const REASONS = { wrong: "reasonWrong", incomplete: "reasonIncomplete", outdated: "reasonOutdated", source: "reasonSource" };

/**
 * The two thumbs; the second asks why.
 *
 * @param {object} turn
 * @param {Element} below where the question why is put
 */
export function feedback(turn, below) {
  const good = iconButton("good", "good", () => rate(1));
  const bad = iconButton("bad", "bad", () => (below.querySelector(".why-bad") ? close() : openForm()));
  const show = () => {
    good.setAttribute("aria-pressed", String(turn.feedback?.rating === 1));
    bad.setAttribute("aria-pressed", String(turn.feedback?.rating === -1));
  };
  const close = () => below.querySelector(".why-bad")?.remove();
  const rate = async (rating, more = {}) => {
    turn.feedback = await call("POST", `turns/${turn.id}/feedback`, { rating, ...more });
    show();
    close();
    announce(say("thanks"));
  };
  const openForm = () => {
    const form = reasons((more) => rate(-1, more), () => {
      close();
      bad.focus();
    });
    below.append(form);
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("input").focus();
  };
  show();
  return [good, bad];
}

function reasons(send, cancel) {
  const choices = Object.entries(REASONS).map(([value, word]) =>
    make("label", { class: "choice" }, make("input", { type: "radio", name: "reason", value }), document.createTextNode(" " + say(word))));
  const comment = make("textarea", { rows: 2, maxlength: 2000, placeholder: say("comment"), "aria-label": say("comment") });
  const form = make("form", { class: "why-bad" },
    make("fieldset", {}, make("legend", { text: say("whyBad") }), ...choices), comment,
    make("div", { class: "tools" }, make("button", { class: "button strong", text: say("sendFeedback") }), button("cancel", cancel)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const more = { reason: form.querySelector("input:checked")?.value, comment: comment.value.trim() || undefined };
    send(more);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      cancel();
    }
  });
  return form;
}
