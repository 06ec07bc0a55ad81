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

/** Longer than the server is ever silent: it says that it lives every ten seconds. */
const SILENCE = 45_000;

/** Why something could not be done, in a word that there is a sentence for. */
export class Failure extends Error {
  /** @param {"offline" | "busy" | "model" | "refused" | "signedOut" | "broken"} kind */
  constructor(kind, seconds = 0, detail = "") {
    super(kind);
    this.kind = kind;
    this.seconds = seconds;
    this.detail = detail;
  }

  static of(status, retryAfter, detail) {
    if (status === 429) {
      return new Failure("busy", Math.min(3600, Number(retryAfter) || 30));
    }
    if (status === 401) {
      return new Failure("signedOut");
    }
    if (status === 400) {
      return new Failure("broken", 0, detail);
    }
    return new Failure(status === 403 || status === 404 ? "refused" : status >= 500 ? "model" : "broken");
  }
}

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

/** Reads server-sent events until the answer is complete. */
async function listen(body, { onSources, onDelta }) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await orSilence(reader);
    if (done) {
      throw new Failure("offline");
    }
    const events = (rest + value.replaceAll("\r", "")).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const name = /^event: ?(.*)$/m.exec(event)?.[1];
      const data = [...event.matchAll(/^data: ?(.*)$/gm)].map((line) => line[1]).join("\n");
      if (name === "delta") {
        onDelta(JSON.parse(data).text);
      } else if (name === "citations") {
        onSources(JSON.parse(data).sources);
      } else if (name === "problem") {
        const problem = JSON.parse(data);
        throw Failure.of(problem.status, 0, problem.detail);
      } else if (name === "done") {
        reader.cancel().catch(() => {});
        return JSON.parse(data);
      }
    }
  }
}

async function orSilence(reader) {
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Failure("offline")), SILENCE);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } catch (error) {
    if (error.name === "AbortError" || error instanceof Failure) {
      throw error;
    }
    throw new Failure("offline");
  } finally {
    clearTimeout(timer);
  }
}
