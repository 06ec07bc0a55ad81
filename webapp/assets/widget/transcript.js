import { node } from "./dom.js";

/** @param {import("./memory.js").Turn[]} turns @param {import("./words.js").Words} words */
export function transcript(turns, words) {
  return turns
    .map(({ question, answer, sources }) => {
      const named = sources.map((source) => `[${source.n}] ${source.title || source.filename}`);
      return [`${words.you}: ${question}`, answer, ...named].join("\n");
    })
    .join("\n\n");
}

/** Saves a text as a file of the reader's. */
export function save(text, filename) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  node("a", { href, download: filename }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
