/** Longer than the server is ever silent: it says that it lives every ten seconds. */
const SILENCE = 45_000;

/**
 * Reads server-sent events; ends with the stream.
 *
 * @param {ReadableStream} body
 * @returns {AsyncGenerator<{name: string, data: any}>}
 * @throws {Error} if nothing comes for too long, or the connection breaks
 */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await orSilence(reader);
      if (done) {
        return;
      }
      const parts = (rest + value.replaceAll("\r", "")).split("\n\n");
      rest = parts.pop();
      for (const part of parts) {
        const name = /^event: ?(.*)$/m.exec(part)?.[1] || "";
        const data = [...part.matchAll(/^data: ?(.*)$/gm)].map((line) => line[1]).join("\n");
        // A comment only keeps the stream awake.
        if (data) {
          yield { name, data: JSON.parse(data) };
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function orSilence(reader) {
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("silence")), SILENCE);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } finally {
    clearTimeout(timer);
  }
}
