import { ApiProblem, call } from "./api.js";
import { keep } from "./drafts.js";
import { ask } from "./stream.js";

/**
 * The conversation that is open, and the answer that is being written in it.
 *
 * @typedef {object} Turn
 * @property {string} [id] absent until the server has told it
 * @property {string} question
 * @property {string} answer
 * @property {"ANSWERING"|"DONE"|"FAILED"|"STOPPED"} state
 * @property {object[]} sources
 * @property {ApiProblem|null} failure
 * @property {Turn[]} former those that were asked before in its place
 */
export class Thread {
  /** @param {{opened: Function, added: Function, changed: Function, ended: Function}} watcher */
  constructor(watcher) {
    this.watcher = watcher;
    this.stopping = null;
    this.id = "";
    this.session = "";
    this.turns = [];
  }

  /** A new one; it exists for others with its first question. */
  begin() {
    this.stop();
    this.show({ id: "", session_id: crypto.randomUUID(), title: "", turns: [] });
  }

  /** @param {string} id */
  async open(id) {
    const view = await call("GET", "conversations/" + encodeURIComponent(id));
    this.stop();
    this.show(view);
  }

  show(view) {
    this.id = view.id;
    this.session = view.session_id;
    this.title = view.title;
    this.turns = arranged(view.turns);
    this.watcher.opened();
  }

  get busy() {
    return this.stopping !== null;
  }

  /**
   * @param {string} question
   * @param {object} limits where to look, as the chat API takes it
   * @param {Turn|null} [replaced] the turn that this one is asked instead of
   */
  async ask(question, limits, replaced = null) {
    if (this.busy) {
      return;
    }
    const turn = { question, answer: "", state: "ANSWERING", sources: [], failure: null, former: [], limits };
    if (replaced) {
      const at = this.turns.indexOf(replaced);
      turn.former = replaced.state === "FAILED" ? replaced.former : [replaced, ...replaced.former];
      this.turns.splice(at, this.turns.length, turn);
      this.watcher.opened();
    } else {
      this.turns.push(turn);
      this.watcher.added(turn);
    }
    const body = { message: question, session_id: this.session, ...limits };
    if (replaced?.id) {
      body.replaces = replaced.id;
    }
    await this.answer(turn, body);
  }

  async answer(turn, body) {
    const controller = new AbortController();
    this.stopping = controller;
    this.change(turn, {});
    keep("unsent", turn.question);
    try {
      const done = await ask(body, controller.signal, {
        citations: (sources) => this.change(turn, { sources }),
        delta: (text) => this.change(turn, { answer: turn.answer + text }),
      });
      this.change(turn, { id: done.turn_id, answer: done.response, sources: done.sources, state: "DONE", full: done.limit_reached });
      keep("unsent", "");
    } catch (failure) {
      if (failure.name === "AbortError") {
        this.change(turn, { state: "STOPPED" });
        keep("unsent", "");
      } else {
        this.change(turn, { state: "FAILED", failure });
      }
    }
    if (this.stopping === controller) {
      this.stopping = null;
    }
    if (this.turns.includes(turn)) {
      this.watcher.ended(turn);
    }
  }

  change(turn, values) {
    Object.assign(turn, values);
    this.watcher.changed(turn);
  }

  /** What was written so far stays. */
  stop() {
    this.stopping?.abort();
    this.stopping = null;
  }

  /** What only the server knows: ids of what was stopped or failed. */
  learn(view) {
    this.id = view.id;
    this.title = view.title;
    const known = arranged(view.turns);
    this.turns.forEach((turn, at) => {
      // One that never reached the server is not among those that it knows.
      if (!turn.id && known[at]?.question === turn.question) {
        turn.id = known[at].id;
        this.watcher.changed(turn);
      }
    });
  }
}

/** The turns that hold, each with those that were asked before in its place. */
function arranged(turns) {
  const all = turns.map((turn) => ({
    ...turn,
    // Nobody here waits for it: it is shown as far as it came.
    state: turn.state === "ANSWERING" ? "STOPPED" : turn.state,
    former: [],
    failure: turn.state === "FAILED" ? new ApiProblem(502, { detail: turn.problem }) : null,
  }));
  const byId = new Map(all.map((turn) => [turn.id, turn]));
  all.filter((turn) => turn.replaced_by && turn.state !== "FAILED").forEach((turn) => {
    const next = byId.get(turn.replaced_by);
    // The first that was replaced; those behind it went with it.
    if (next && !next.former.some((one) => one.position < turn.position)) {
      next.former = [turn, ...turn.former];
    }
  });
  return all.filter((turn) => !turn.replaced_by);
}
