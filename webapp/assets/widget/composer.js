import { button, icon, ICONS, node } from "./dom.js";

const MAX = 10_000;
/** From here on the characters that are left are shown. */
const NEAR = 500;

/** Where a question is written. It is sent by Enter, and never while a word is being composed. */
export class Composer {
  /**
   * @param {import("./words.js").Words} words
   * @param {(text: string) => void} onSend
   * @param {() => void} onStop
   */
  constructor(words, onSend, onStop) {
    this.onSend = onSend;
    this.field = node("textarea", {
      rows: 1,
      maxlength: MAX,
      "aria-label": words.message,
      placeholder: words.message,
      dir: "auto",
      autocomplete: "off",
      onkeydown: (event) => this.#key(event),
      oninput: () => this.#count(),
    });
    this.send = button("", () => this.#submit(), { class: "go", "aria-label": words.send, title: words.send });
    this.send.append(icon(ICONS.send));
    this.stop = button("", onStop, { class: "go", "aria-label": words.stop, title: words.stop });
    this.stop.append(icon(ICONS.stop));
    this.stop.hidden = true;
    this.counter = node("p", { class: "foot count", "aria-live": "polite" });
    this.element = node("form", {
      class: "composer",
      onsubmit: (event) => {
        event.preventDefault();
        this.#submit();
      },
    }, this.field, this.send, this.stop);
  }

  #key(event) {
    // 229: what some browsers send for the Enter that ends a composition.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      this.#submit();
    }
  }

  #submit() {
    const text = this.field.value.trim();
    if (text && this.stop.hidden) {
      this.onSend(text);
    }
  }

  #count() {
    const left = MAX - this.field.value.length;
    this.counter.textContent = left < NEAR ? String(left) : "";
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  clear() {
    this.field.value = "";
    this.#count();
  }

  /** @param {boolean} busy whether an answer is being written */
  busy(busy) {
    const moved = this.field.getRootNode().activeElement;
    this.send.hidden = busy;
    this.stop.hidden = !busy;
    if (moved === this.send || moved === this.stop) {
      // The button under the reader's finger is gone: the focus must not go with it.
      this.field.focus();
    }
  }

  focus() {
    this.field.focus();
  }
}
