/**
 * Who asks on an internal page: tokens that the program behind the page gets for whoever is signed
 * in there. They are kept nowhere but here.
 *
 * @typedef {object} Token
 * @property {string} token
 * @property {string} user_id
 * @property {number} expires_in seconds
 */

import { Failure } from "./failure.js";

/** A token that ends on its way would be a refusal. */
const SPARE = 30_000;

export class Identity {
  /**
   * @param {string | undefined} url of the page's own server; asked with the page's own session
   * @param {(user: string) => void} onUser told before each question whose it is
   */
  constructor(url, onUser) {
    this.fetching = url ? () => fetched(url) : null;
    this.onUser = onUser;
    this.known = "";
    this.until = 0;
  }

  /** @param {() => Promise<Token>} fetching */
  use(fetching) {
    this.fetching = fetching;
    this.known = "";
  }

  /** Nobody is signed in any more. */
  end() {
    this.known = "";
    this.until = 0;
  }

  /** @param {boolean} fresh whether the one that is known was refused */
  async token(fresh) {
    if (fresh || !this.known || Date.now() > this.until) {
      const token = await this.#next();
      this.known = token.token;
      this.until = Date.now() + token.expires_in * 1000 - SPARE;
      this.onUser(String(token.user_id));
    }
    return this.known;
  }

  async #next() {
    this.end();
    let token = null;
    try {
      token = await this.fetching?.();
    } catch {
      // The page's server is away, or says that nobody is signed in.
    }
    if (!token?.token) {
      throw new Failure("signedOut");
    }
    return token;
  }
}

async function fetched(url) {
  const response = await fetch(url, { method: "POST", credentials: "same-origin" });
  return response.ok ? response.json() : null;
}
