import { button, node } from "./dom.js";

/** What stands below all else. @param {{ privacy_url: string }} config @param {import("./words.js").Words} words */
export function foot(config, words) {
  return node("p", { class: "foot" }, words.mistakes, " ", config.privacy_url ? privacy(config, words) : "");
}

function privacy(config, words) {
  return node("a", { href: config.privacy_url, target: "_blank", rel: "noopener noreferrer" }, words.privacy);
}

/** What a visitor agrees to before the first question; until then nothing can be asked. */
export class Gate {
  /**
   * @param {{ consent: string, privacy_url: string }} config
   * @param {import("./words.js").Words} words
   * @param {import("./memory.js").Memory} memory
   * @param {import("./composer.js").Composer} composer
   */
  constructor(config, words, memory, composer) {
    this.composer = composer;
    this.memory = memory;
    this.isClosed = config.consent !== "" && !memory.consent;
    composer.element.hidden = this.isClosed;
    this.button = button(words.agree, () => this.#open());
    this.element = node("div", { class: "consent" },
      node("p", { tabindex: 0 }, config.consent),
      config.privacy_url ? privacy(config, words) : "",
      this.button);
    this.element.hidden = !this.isClosed;
  }

  #open() {
    this.memory.consent = true;
    this.memory.save();
    this.isClosed = false;
    this.element.hidden = true;
    this.composer.element.hidden = false;
    this.composer.focus();
  }

  focus() {
    this.isClosed ? this.button.focus() : this.composer.focus();
  }
}
