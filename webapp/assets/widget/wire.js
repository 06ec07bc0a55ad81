import { Failure } from "./failure.js";
import { listen } from "./stream.js";

/**
 * What a widget says to the server, and what it hears.
 *
 * @typedef {object} Source
 * @property {number} n
 * @property {string} filename
 * @property {string} title
 * @property {number} page
 * @property {string} text
 *
 * @typedef {object} Answer
 * @property {string} response
 * @property {Source[]} sources
 * @property {boolean} context_used
 * @property {string} session_id
 * @property {boolean} limit_reached
 *
 * @typedef {object} Hearing
 * @property {AbortSignal} signal
 * @property {(sources: Source[]) => void} onSources
 * @property {(text: string) => void} onDelta
 */

export class Wire {
  /**
   * @param {string} api
   * @param {string} tenant
   * @param {string} key
   */
  constructor(api, tenant, key) {
    this.api = api;
    this.query = new URLSearchParams({ tenant, key });
    /** @type {{ token: (fresh: boolean) => Promise<string> } | null} */
    this.identity = null;
  }

  async config() {
    const response = await this.#fetch("widget-config", {});
    if (!response.ok) {
      throw await failure(response);
    }
    return response.json();
  }

  async inquire(inquiry) {
    const response = await this.#fetch("inquiries", { body: inquiry });
    if (!response.ok) {
      throw await failure(response);
    }
  }

  /**
   * @param {object} question
   * @param {Hearing} hearing
   * @returns {Promise<Answer>}
   */
  async ask(question, hearing) {
    let response = await this.#ask(question, hearing, false);
    if (response.status === 401 && this.identity) {
      response = await this.#ask(question, hearing, true);
    }
    if (!response.ok) {
      throw await failure(response);
    }
    return listen(response.body, hearing);
  }

  async #ask(question, hearing, fresh) {
    const headers = { Accept: "text/event-stream" };
    if (this.identity) {
      headers["X-Widget-Token"] = await this.identity.token(fresh);
    }
    return this.#fetch("customer-chat", { body: question, headers, signal: hearing.signal });
  }

  async #fetch(route, { body, headers, signal }) {
    try {
      return await fetch(`${this.api}/api/v1/${route}?${this.query}`, {
        method: body ? "POST" : "GET",
        headers: body ? { "Content-Type": "application/json", ...headers } : headers,
        body: body && JSON.stringify(body),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal,
      });
    } catch (error) {
      throw error.name === "AbortError" ? error : new Failure("offline");
    }
  }
}

async function failure(response) {
  const problem = await response.json().catch(() => ({}));
  return Failure.of(response.status, response.headers.get("Retry-After"), problem.detail);
}
