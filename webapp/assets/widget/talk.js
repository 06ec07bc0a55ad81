import { Failure } from "./failure.js";
import { TurnView } from "./turn-view.js";

/**
 * Questions and answers: asks, shows what comes, keeps it, and says to the page what happens.
 *
 * @typedef {object} Parts
 * @property {import("./wire.js").Wire} wire
 * @property {import("./memory.js").Memory} memory
 * @property {import("./log.js").Log} log
 * @property {import("./composer.js").Composer} composer
 * @property {import("./words.js").Words} words
 * @property {(event: string, detail?: object) => void} tell
 * @property {((question: string) => void) | null} inquire
 */
export class Talk {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {AbortController | null} */
    this.asking = null;
  }

  /** What was said before. */
  showKept() {
    this.parts.memory.turns.forEach((turn) => this.#show(turn));
  }

  #show(turn) {
    const { log, words, inquire } = this.parts;
    const view = new TurnView(turn, words, {
      retry: () => this.#retry(turn, view),
      inquire: inquire && (() => inquire(turn.question)),
      announce: (text) => log.announce(text),
      grown: () => log.grown(),
    });
    log.add(view.question, view.answer);
    return view;
  }

  /** @param {string} question */
  async ask(question) {
    if (this.asking) {
      return;
    }
    const { memory, log, composer } = this.parts;
    /** @type {import("./memory.js").Turn} */
    const turn = { question, answer: "", sources: [], state: "asking" };
    memory.turns.push(turn);
    composer.clear();
    log.toEnd();
    await this.#answer(turn, this.#show(turn));
  }

  #retry(turn, view) {
    if (this.asking) {
      return;
    }
    Object.assign(turn, { answer: "", sources: [], state: "asking", failure: undefined });
    view.show();
    this.parts.composer.focus();
    this.#answer(turn, view);
  }

  async #answer(turn, view) {
    const { memory, log, composer, words, tell } = this.parts;
    const asking = new AbortController();
    this.asking = asking;
    composer.busy(true);
    log.busy(true);
    log.announce(words.searching);
    tell("question", { question: turn.question });
    try {
      await this.#hear(turn, view, asking.signal);
      turn.state = "done";
      view.show();
      log.announce(view.text.innerText);
      tell("answer", { question: turn.question, answer: turn.answer, sources: turn.sources });
    } catch (error) {
      turn.state = error.name === "AbortError" ? "stopped" : "failed";
      turn.failure = error instanceof Failure ? error : new Failure("broken");
      log.announce(turn.state === "stopped" ? words.stopped : this.#said(turn.failure));
      if (turn.state === "failed") {
        tell("error", { kind: turn.failure.kind });
      }
    }
    if (this.asking === asking) {
      this.asking = null;
      composer.busy(false);
      log.busy(false);
      memory.save();
    }
    if (turn.state !== "done") {
      view.show();
    }
  }

  #said({ kind, seconds, detail }) {
    return kind === "busy" ? this.parts.words.busy(seconds) : detail || this.parts.words[kind];
  }

  async #hear(turn, view, signal) {
    const { wire, memory, words } = this.parts;
    const question = {
      visitor_id: memory.visitor,
      session_id: memory.session,
      message: turn.question,
    };
    const answer = await wire.ask(question, {
      signal,
      onSources: (sources) => {
        turn.sources = sources;
      },
      onDelta: (text) => {
        turn.answer += text;
        view.written();
      },
    });
    turn.answer = answer.limit_reached ? words.full : answer.response;
    turn.sources = answer.sources;
    turn.nothingFound = !answer.context_used;
  }

  /** @returns {boolean} whether there was something to stop */
  stop() {
    this.asking?.abort();
    return this.asking !== null;
  }

  /** Begins anew; what is still being answered is nobody's any more. */
  end() {
    this.asking?.abort();
    this.asking = null;
    this.parts.composer.busy(false);
    this.parts.log.busy(false);
    this.parts.log.clear();
  }
}
