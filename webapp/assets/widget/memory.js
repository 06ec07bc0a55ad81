/**
 * What a page's browser keeps of a visitor: no cookie, nothing that another site can see, and gone
 * when the visitor says so. Of a tenant's own people it is kept for the window only, and for whoever
 * is signed in: the next one at the same machine finds nothing.
 *
 * @typedef {import("./wire.js").Source} Source
 *
 * @typedef {object} Turn
 * @property {string} question
 * @property {string} answer
 * @property {Source[]} sources
 * @property {"asking" | "done" | "stopped" | "failed"} state
 * @property {boolean} [nothingFound]
 * @property {import("./failure.js").Failure} [failure]
 */

const MAX_TURNS = 50;

export class Memory {
  /**
   * @param {Storage | null} area null where the browser allows none
   * @param {string} name
   */
  constructor(area, name) {
    this.area = area;
    this.name = `concierge:${name}`;
    this.#begin();
    try {
      Object.assign(this, JSON.parse(area?.getItem(this.name) ?? "{}"));
    } catch {
      // Nothing that can be read: as if there were nothing.
    }
    this.turns = this.turns.filter((turn) => turn && typeof turn.question === "string");
    for (const turn of this.turns.filter((it) => it.state === "asking")) {
      turn.state = "stopped";
    }
  }

  #begin() {
    /** @type {string} proves that a conversation is this visitor's */
    this.visitor = secret();
    this.session = crypto.randomUUID?.() ?? secret();
    this.consent = false;
    this.user = "";
    /** @type {Turn[]} */
    this.turns = [];
  }

  save() {
    const { visitor, session, consent, user } = this;
    const turns = this.turns
      .slice(-MAX_TURNS)
      .map(({ question, answer, sources, state, nothingFound }) => ({
        question, answer, sources, state, nothingFound,
      }));
    try {
      this.area?.setItem(this.name, JSON.stringify({ visitor, session, consent, user, turns }));
    } catch {
      // Full: the page goes on without.
    }
  }

  /** A new conversation; the visitor stays who they are. */
  restart() {
    this.session = crypto.randomUUID?.() ?? secret();
    this.turns = [];
    this.save();
  }

  /** Everything, also who the visitor was: nobody can continue what was said. */
  forget() {
    this.#begin();
    try {
      this.area?.removeItem(this.name);
    } catch {
      // Not there either then.
    }
  }

  /** Keeps nothing of anybody else. @param {string} user @returns {boolean} whether there was */
  belongsTo(user) {
    const foreign = this.user !== user && this.user !== "";
    if (foreign) {
      this.forget();
    }
    this.user = user;
    return foreign;
  }
}

/** @param {"localStorage" | "sessionStorage"} name @returns {Storage | null} */
export function storage(name) {
  try {
    return window[name];
  } catch {
    return null;
  }
}

function secret() {
  return Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
