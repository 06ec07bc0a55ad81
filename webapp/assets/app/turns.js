import { render } from "../markdown.js";
import { iconButton, make } from "./dom.js";
import { feedback } from "./feedback.js";
import { question } from "./question.js";
import { trouble } from "./trouble.js";
import { say } from "./words.js";

/** So often, in milliseconds, a growing answer is drawn. */
const PACE = 60;

/**
 * How a turn looks. Drawn anew when it changes, at most every few milliseconds.
 *
 * @typedef {object} Deeds
 * @property {(turn: object, n: number, from: Element) => void} source
 * @property {(turn: object, from: Element) => void} why
 * @property {(turn: object) => void} again
 * @property {(turn: object, question: string) => void} edit
 */
export class TurnView {
  /** @param {object} turn @param {Deeds} deeds */
  constructor(turn, deeds) {
    this.turn = turn;
    this.deeds = deeds;
    this.timer = 0;
    this.question = question(turn, (text) => deeds.edit(turn, text));
    this.answer = make("div", { class: "answer" });
    this.status = make("p", { class: "state quiet" });
    this.below = make("div", { class: "below" });
    this.element = make("article", { class: "turn" }, this.question, this.answer, this.status, this.below);
    this.element.setAttribute("aria-label", turn.question.slice(0, 80));
    this.draw();
  }

  changed() {
    if (this.turn.state !== "ANSWERING") {
      clearTimeout(this.timer);
      this.timer = 0;
      this.draw();
    } else if (!this.timer) {
      this.timer = setTimeout(() => this.draw(), PACE);
    }
  }

  draw() {
    this.timer = 0;
    const { turn } = this;
    const growing = turn.state === "ANSWERING";
    this.element.toggleAttribute("data-growing", growing);
    this.element.setAttribute("aria-busy", String(growing));
    this.answer.replaceChildren(render(turn.answer || "", this.rendering(turn)));
    this.status.textContent = this.words(growing);
    this.status.hidden = this.status.textContent === "";
    if (!growing) {
      this.below.replaceChildren(...this.tools());
    }
  }

  words(growing) {
    if (growing) {
      return say(this.turn.answer === "" ? "searching" : "writing");
    }
    return this.turn.state === "STOPPED" ? say("stopped") : "";
  }

  rendering(turn) {
    return {
      onCitation: (n, from) => this.deeds.source(turn, n, from),
      isCitation: (n) => turn.sources.some((source) => source.n === n),
      citationLabel: (n) => `[${n}] ${label(turn.sources.find((source) => source.n === n))}`,
    };
  }

  tools() {
    const { turn, deeds } = this;
    const parts = [];
    if (turn.answer !== "" && turn.context_used !== false && turn.sources.length > 0) {
      parts.push(this.sources());
    }
    if (turn.failure) {
      parts.push(trouble(turn.failure, () => deeds.again(turn)));
    }
    if (turn.full) {
      parts.push(make("p", { class: "quiet", text: say("full") }));
    }
    const row = make("div", { class: "tools" });
    if (turn.answer !== "") {
      const copy = iconButton("copy", "copy", () => this.copy(copy));
      row.append(copy);
    }
    if (!turn.failure && !turn.full) {
      row.append(iconButton("again", "again", () => deeds.again(turn)));
    }
    if (turn.id && turn.state !== "FAILED") {
      row.append(...feedback(turn, this.below), iconButton("why", "why", (event) => deeds.why(turn, event.currentTarget)));
    }
    parts.push(row);
    if (turn.former.length > 0) {
      parts.push(this.former());
    }
    return parts;
  }

  sources() {
    const items = this.turn.sources.map((source) =>
      make("li", {}, make("button", { type: "button", class: "source", "data-n": source.n, click: (event) => this.deeds.source(this.turn, source.n, event.currentTarget) },
        make("span", { class: "n", text: source.n }), make("span", { text: label(source) }))));
    return make("ul", { class: "sources", "aria-label": say("sources") }, ...items);
  }

  former() {
    const turn = this.turn.former[0];
    const details = make("details", { class: "former" }, make("summary", { text: say("former") }));
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) {
        details.append(make("p", { class: "quiet", text: turn.question }), render(turn.answer || "", this.rendering(turn)));
      }
    });
    return details;
  }

  async copy(from) {
    await navigator.clipboard.writeText(this.turn.answer);
    from.classList.add("done");
    from.setAttribute("aria-label", say("copied"));
    from.title = say("copied");
  }
}

/** A source in a few words. */
export function label(source) {
  return source.title || source.filename ? (source.title || source.filename) + (source.page > 0 ? ", " + say("page", source.page) : "") : "";
}
