import { events } from "../events.js";
import { Failure } from "./failure.js";

/**
 * Reads server-sent events until the answer is complete.
 *
 * @param {ReadableStream} body
 * @param {import("./wire.js").Hearing} hearing
 * @returns {Promise<import("./wire.js").Answer>}
 */
export async function listen(body, { onSources, onDelta }) {
  try {
    for await (const { name, data } of events(body)) {
      if (name === "delta") {
        onDelta(data.text);
      } else if (name === "citations") {
        onSources(data.sources);
      } else if (name === "problem") {
        throw Failure.of(data.status, 0, data.detail);
      } else if (name === "done") {
        return data;
      }
    }
  } catch (error) {
    throw error.name === "AbortError" || error instanceof Failure ? error : new Failure("offline");
  }
  throw new Failure("offline");
}
