import { button, iconButton, make } from "./dom.js";
import { say } from "./words.js";

/**
 * What was asked, which can be put in other words.
 *
 * @param {object} turn
 * @param {(text: string) => void} askAnew
 */
export function question(turn, askAnew) {
  const place = make("div", { class: "question" });
  const show = () => {
    const edit = iconButton("edit", "edit", change, { "data-edit": true });
    place.replaceChildren(make("span", { class: "hidden", text: say("you") + ":" }), make("p", { text: turn.question }), edit);
    return edit;
  };
  const change = () => {
    const field = make("textarea", { maxlength: 10000, "aria-label": say("edit"), rows: 3 });
    field.value = turn.question;
    const back = () => show().focus();
    const send = () => field.value.trim() && askAnew(field.value.trim());
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        back();
      } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        send();
      }
    });
    const tools = make("div", { class: "tools" }, button("askAgain", send, "strong"), button("cancel", back));
    place.replaceChildren(field, tools);
    field.focus();
  };
  show();
  return place;
}
