import { Composer } from "./composer.js";
import { foot, Gate } from "./consent.js";
import { ICONS } from "./dom.js";
import { Identity } from "./identity.js";
import { Desk } from "./desk.js";
import { Log } from "./log.js";
import { sheet } from "./look.js";
import { Memory, storage } from "./memory.js";
import { Panel } from "./panel.js";
import { Talk } from "./talk.js";
import { save, transcript } from "./transcript.js";
import { greeting, suggestions } from "./welcome.js";
import { direction, wordsIn } from "./words.js";

/**
 * A widget in a page: its parts, and what the page can do with it.
 *
 * @typedef {import("./memory.js").Turn} Turn
 */
export class Widget {
  constructor(kind, wire, config, name) {
    const language = config.language || document.documentElement.lang || navigator.language;
    this.config = config;
    this.words = wordsIn(language);
    this.events = new EventTarget();
    this.memory = new Memory(storage(kind === "chat" ? "sessionStorage" : "localStorage"), name);
    this.log = new Log(this.words);
    this.composer = new Composer(this.words, (text) => this.ask(text), () => this.talk.stop());
    this.panel = new Panel(config, this.words, sheet(config), direction(language), (open) => this.#toggled(open));
    this.gate = new Gate(config, this.words, this.memory, this.composer);
    if (kind === "chat") {
      this.identity = new Identity(config.tokenUrl, (user) => this.#isFor(user));
      wire.identity = this.identity;
    }
    const { memory, log, composer, words } = this;
    const parts = { wire, memory, log, composer, words, tell: (event, detail) => this.#tell(event, detail) };
    const desk = config.inquiries && kind === "customer" ? new Desk(parts) : null;
    this.talk = new Talk({ ...parts, inquire: desk && ((question) => desk.open(question)) });
    this.#furnish();
    this.#fill();
  }

  #furnish() {
    const { panel, words, config, talk } = this;
    panel.tool(ICONS.fresh, words.newChat, () => this.#restart());
    panel.tool(ICONS.save, words.transcript, () => save(transcript(this.memory.turns, words), "conversation.txt"));
    panel.tool(ICONS.bin, words.forget, () => this.#forget());
    panel.onEscape(() => talk.stop());
    panel.body.append(this.log.element, this.log.jump, this.log.status);
    panel.window.append(this.gate.element, this.composer.element, this.composer.counter, foot(config, words));
  }

  #fill() {
    const { log, words, config } = this;
    log.clear();
    log.add(greeting(config, words));
    if (this.memory.turns.length === 0 && config.suggested_questions?.length > 0) {
      this.suggestions = suggestions(config, words, (question) => this.ask(question));
      log.add(this.suggestions);
    }
    if (!this.identity || this.confirmed) {
      this.talk.showKept();
    }
    log.toEnd();
  }

  #toggled(open) {
    if (open) {
      this.#settle();
      this.log.toEnd();
      this.gate.focus();
    }
    this.#tell(open ? "open" : "close");
  }

  /** On internal pages nothing of what was said is shown before it is known who looks. */
  async #settle() {
    try {
      await this.identity?.token(false);
    } catch {
      // Nobody is signed in: told when they ask.
    }
  }

  #isFor(user) {
    const foreign = this.memory.belongsTo(user);
    if (foreign || !this.confirmed) {
      this.confirmed = true;
      this.talk.end();
      this.#fill();
    }
  }

  #forget() {
    this.talk.end();
    this.memory.forget();
    this.#fill();
    this.log.announce(this.words.forgotten);
    this.composer.focus();
  }

  #tell(name, detail) {
    this.events.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Opens the window and asks, if the visitor has agreed to that. @param {string} question */
  async ask(question) {
    this.panel.open();
    if (this.gate.isClosed) {
      this.composer.field.value = question;
      return;
    }
    await this.#settle();
    this.suggestions?.remove();
    return this.talk.ask(String(question));
  }

  #restart() {
    this.talk.end();
    this.memory.restart();
    this.#fill();
    this.composer.focus();
  }

  /** A new conversation; on internal pages also: nobody is signed in any more. */
  reset() {
    this.talk.end();
    if (this.identity) {
      this.identity.end();
      this.confirmed = false;
      this.memory.forget();
    } else {
      this.memory.restart();
    }
    this.#fill();
  }

  /** What the page can do. */
  page() {
    return {
      open: () => this.panel.open(),
      close: () => this.panel.close(),
      ask: (question) => this.ask(question),
      reset: () => this.reset(),
      on: (name, listener) => this.events.addEventListener(name, (event) => listener(/** @type {CustomEvent} */ (event).detail)),
      identify: (fetching) => this.identity?.use(fetching),
    };
  }
}
