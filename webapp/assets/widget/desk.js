import { inquiry } from "./inquiry.js";
import { transcript } from "./transcript.js";

/** Where visitors get the form for those who want to ask a person; one at a time. */
export class Desk {
  /** @param {Omit<import("./talk.js").Parts, "inquire">} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {HTMLFormElement | null} */
    this.form = null;
  }

  /** @param {string} question that led here */
  open(question) {
    const { wire, memory, log, composer, words, tell } = this.parts;
    if (!this.form?.isConnected) {
      const about = { question, transcript: transcript(memory.turns, words) };
      this.form = inquiry(words, about, (given) => wire.inquire(given), (done) => {
        this.form = null;
        composer.focus();
        if (done) {
          log.announce(words.thanks);
          tell("inquiry");
        }
      });
      log.add(this.form);
    }
    this.form.querySelector("input").focus();
  }
}
