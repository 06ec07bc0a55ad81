import { Failure } from "./failure.js";

/** Longer than the server is ever silent: it says that it lives every ten seconds. */
const SILENCE = 45_000;

/**
 * Reads server-sent events until the answer is complete.
 *
 * @param {ReadableStream} body
 * @param {import("./wire.js").Hearing} hearing
 * @returns {Promise<import("./wire.js").Answer>}
 */
export async function listen(body, { onSources, onDelta }) {
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
