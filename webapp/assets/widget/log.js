import { node } from "./dom.js";

/** Closer to the end than this is at the end. */
const AT_END = 48;

/**
 * The conversation as it is shown: it follows what is written as long as the reader is at its end,
 * and tells those who listen each answer once, when it is complete.
 */
export class Log {
  /** @param {import("./words.js").Words} words */
  constructor(words) {
    // Not live itself: who listens would hear each word as it comes.
    this.element = node("div", { class: "log", role: "log", "aria-live": "off", "aria-label": words.log, tabindex: 0 });
    this.status = node("div", { class: "quiet", role: "status", "aria-live": "polite" });
    this.jump = node("button", { type: "button", class: "jump", onclick: () => this.toEnd() }, words.latest);
    this.jump.hidden = true;
    this.follows = true;
    this.element.addEventListener("scroll", () => {
      this.follows = this.#isAtEnd();
      this.jump.hidden = this.follows;
    });
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < AT_END;
  }

  /** Something has grown. */
  grown() {
    if (this.follows) {
      this.element.scrollTop = this.element.scrollHeight;
    } else {
      this.jump.hidden = this.#isAtEnd();
    }
  }

  toEnd() {
    this.follows = true;
    this.jump.hidden = true;
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** @param {...Node} children */
  add(...children) {
    this.element.append(...children);
    this.grown();
  }

  clear() {
    this.element.replaceChildren();
    this.toEnd();
  }

  /** @param {boolean} busy */
  busy(busy) {
    this.element.setAttribute("aria-busy", String(busy));
  }

  /** @param {string} text */
  announce(text) {
    this.status.textContent = text;
  }
}
