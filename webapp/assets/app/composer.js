import { call } from "./api.js";
import { Assistants } from "./assistants.js";
import { keep, kept } from "./drafts.js";
import { byId, make } from "./dom.js";
import { say } from "./words.js";

/** From here on it is told how much room is left. */
const NEAR_LIMIT = 500;

/** Where questions are typed. */
export class Composer {
  /** @param {{ask: (text: string) => void, stop: () => void, editLast: () => void}} deeds */
  constructor(deeds) {
    this.field = byId("question");
    this.session = "";
    this.assistants = new Assistants(deeds.ask);
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event, deeds));
    byId("stop").addEventListener("click", deeds.stop);
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(deeds);
    });
  }

  /** Goes over to another conversation, where something else may have been begun. */
  enter(session, lastTurn) {
    this.session = session;
    this.assistants.enter(lastTurn);
    this.set(kept(session));
  }

  /** The new conversation has got its place: what is being typed belongs to it. */
  settle(session) {
    keep(this.session, "");
    this.session = session;
    keep(session, this.field.value);
  }

  set(text) {
    this.field.value = text;
    this.typed();
  }

  typed() {
    const { field } = this;
    keep(this.session, field.value);
    field.style.height = "auto";
    field.style.height = field.scrollHeight + "px";
    const left = field.maxLength - field.value.length;
    byId("left").textContent = left < NEAR_LIMIT ? say("left", left) : "";
  }

  key(event, deeds) {
    // While an input method composes a word, Enter chooses it.
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send(deeds);
    } else if (event.key === "ArrowUp" && this.field.value === "") {
      event.preventDefault();
      deeds.editLast();
    }
  }

  send(deeds) {
    const text = this.field.value.trim();
    // While an answer is written, the next question waits where it is.
    if (text !== "" && byId("stop").hidden) {
      this.set("");
      deeds.ask(text);
    }
  }

  busy(is) {
    byId("stop").hidden = !is;
    byId("send").hidden = is;
  }

  /** As the chat API takes it. */
  limits() {
    const chosen = byId("collection").value;
    return { ...this.assistants.limits(), ...(chosen ? { collections: [chosen] } : {}) };
  }

  /** What there is to choose from. */
  async load() {
    await Promise.all([this.assistants.load(), this.loadCollections()]);
  }

  async loadCollections() {
    const select = byId("collection");
    select.replaceChildren(make("option", { value: "", text: say("everywhere") }));
    const { items } = await call("GET", "collections");
    select.append(...items.map((one) => make("option", { value: one.id, text: one.path })));
    select.closest("label").hidden = items.length === 0;
  }
}
