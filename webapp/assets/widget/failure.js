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
