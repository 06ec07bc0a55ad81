import { call } from "./api.js";
import { byId, make } from "./dom.js";
import { suggest } from "./welcome.js";
import { say } from "./words.js";

/** Who is asked: one of the assistants that are open to this person, or none in particular. */
export class Assistants {
  /** @param {(text: string) => void} ask */
  constructor(ask) {
    this.select = byId("assistant");
    this.ask = ask;
    this.known = [];
    this.turn = null;
    this.select.addEventListener("change", () => this.show());
  }

  async load() {
    this.known = (await call("GET", "assistants")).items;
    this.select.replaceChildren(
      make("option", { value: "", text: say("nobody") }),
      ...this.known.map((one) => make("option", { value: one.id, text: one.name })));
    this.select.closest("label").hidden = this.known.length === 0;
    this.enter(this.turn);
  }

  /** Goes over to another conversation, which goes on with whoever has answered last. */
  enter(turn) {
    this.turn = turn;
    const last = turn?.limits ? turn.limits.assistant : turn?.assistant;
    this.select.value = this.known.some((one) => one.id === last) ? last : "";
    this.show();
  }

  show() {
    const one = this.known.find((known) => known.id === this.select.value);
    this.select.title = one?.description || "";
    suggest(one?.questions || [], this.ask);
  }

  /** As the chat API takes it. */
  limits() {
    return this.select.value ? { assistant: this.select.value } : {};
  }
}
