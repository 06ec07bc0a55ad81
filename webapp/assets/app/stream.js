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
  for await (const { name, data } of events(response.body, signal)) {
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
  // The connection broke in the middle.
  throw new ApiProblem(0);
}

async function* events(stream, signal) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      const parts = (rest + value.replace(/\r/g, "")).split("\n\n");
      rest = parts.pop();
      for (const part of parts) {
        const event = parse(part);
        if (event) {
          yield event;
        }
      }
    }
  } catch (failure) {
    throw signal.aborted ? failure : new ApiProblem(0);
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** Null for a comment, which only keeps the stream awake. */
function parse(part) {
  const lines = part.split("\n");
  const name = lines.find((line) => line.startsWith("event:"));
  const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trimStart());
  return data.length ? { name: name ? name.slice(6).trim() : "", data: JSON.parse(data.join("\n")) } : null;
}
