import { events } from "../events.js";
import { ApiProblem, send } from "./api.js";

/**
 * Asks, and tells of the answer while it is written.
 *
 * @param {object} body as the chat API takes it
 * @param {AbortSignal} signal stops it
 * @param {{citations: (sources: object[]) => void, delta: (text: string) => void}} heard
 * @returns {Promise<any>} the complete answer
 * @throws {ApiProblem}
 */
export async function ask(body, signal, heard) {
  const response = await send("POST", "chat", body, { Accept: "text/event-stream" }, signal);
  try {
    for await (const { name, data } of events(response.body)) {
      if (name === "done") {
        return data;
      }
      if (name === "problem") {
        throw new ApiProblem(data.status, data, Number(data.retry_after) || 0);
      }
      if (name === "citations") {
        heard.citations(data.sources);
      } else if (name === "delta") {
        heard.delta(data.text);
      }
    }
  } catch (failure) {
    throw signal.aborted || failure instanceof ApiProblem ? failure : new ApiProblem(0);
  }
  // The connection broke in the middle.
  throw new ApiProblem(0);
}
