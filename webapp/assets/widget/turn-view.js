import { render } from "../markdown.js";
import { button, node } from "./dom.js";

/** Often enough to look like writing, seldom enough for slow machines. */
const PAUSE = 60;

/**
 * A question and its answer as they are shown, while it is written and after.
 *
 * @typedef {import("./memory.js").Turn} Turn
 *
 * @typedef {object} Doing what can be done with a turn
 * @property {() => void} retry
 * @property {(() => void) | null} inquire null if nobody takes inquiries
 * @property {(text: string) => void} announce
 * @property {() => void} grown
 */
export class TurnView {
  /**
   * @param {Turn} turn
   * @param {import("./words.js").Words} words
   * @param {Doing} doing
   */
  constructor(turn, words, doing) {
    this.turn = turn;
    this.words = words;
    this.doing = doing;
    this.text = node("div", { class: "text" });
    this.below = node("div", {});
    this.question = node("div", { class: "question", dir: "auto" }, node("span", { class: "quiet" }, `${words.you}: `), turn.question);
    this.answer = node("div", { class: "answer" }, this.text, this.below);
    this.show();
  }

  /** Soon: several pieces of an answer are shown together. */
  written() {
    this.timer ??= setTimeout(() => this.show(), this.turn.answer.length > 80 ? PAUSE : 0);
  }

  show() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { turn, words } = this;
    const asking = turn.state === "asking";
    this.text.classList.toggle("caret", asking && turn.answer !== "");
    this.text.replaceChildren(
      asking && turn.answer === ""
        ? node("p", { class: "note" }, words.searching)
        : render(turn.answer, {
            onCitation: (n) => this.#cite(n),
            isCitation: (n) => turn.sources.some((source) => source.n === n),
            citationLabel: words.source,
          }),
    );
    this.below.replaceChildren(...(asking ? [] : this.#ended()));
    this.doing.grown();
  }

  #ended() {
    const { turn, words } = this;
    const parts = [];
    if (turn.state === "stopped") {
      parts.push(node("p", { class: "note" }, words.stopped));
    }
    if (turn.state === "failed") {
      parts.push(this.#failed());
    }
    if (turn.sources.length > 0) {
      parts.push(this.#sources());
    }
    const tools = node("div", { class: "tools" });
    if (turn.answer && turn.state !== "failed") {
      tools.append(button(words.copy, () => this.#copy()));
    }
    if (this.doing.inquire && (turn.nothingFound || turn.state === "failed")) {
      tools.append(button(words.inquire, this.doing.inquire));
    }
    return tools.childElementCount > 0 ? [...parts, tools] : parts;
  }

  #failed() {
    const { kind = "broken", seconds = 0, detail = "" } = this.turn.failure ?? {};
    const told = node("p", { class: "note bad" });
    const retry = button(this.words.retry, this.doing.retry);
    const tell = (left) => {
      told.textContent =
        kind !== "busy" ? detail || this.words[kind] : left > 0 ? this.words.busy(left) : this.words.ready;
      retry.disabled = kind === "busy" && left > 0;
      if (left > 0) {
        setTimeout(() => told.isConnected && tell(left - 1), 1000);
      }
    };
    tell(seconds);
    return node("div", {}, told, kind === "refused" ? "" : node("div", { class: "tools" }, retry));
  }

  #sources() {
    const { turn, words } = this;
    this.list = node("details", {}, node("summary", {}, words.sources(turn.sources.length)));
    for (const source of turn.sources) {
      const where = source.page > 0 ? `, ${words.page(source.page)}` : "";
      this.list.append(
        node("div", { class: "source", tabindex: -1, "data-n": source.n, dir: "auto" },
          node("strong", {}, `[${source.n}] ${source.title || source.filename}`), where,
          source.text ? node("q", { tabindex: 0 }, source.text) : ""),
      );
    }
    return this.list;
  }

  #cite(n) {
    if (this.list) {
      this.list.open = true;
      this.list.querySelector(`[data-n="${n}"]`)?.focus();
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.turn.answer);
      this.doing.announce(this.words.copied);
    } catch {
      // A page that may not write there: the text can be marked by hand.
    }
  }
}
