import { address, call } from "./api.js";
import { byId, iconButton, make } from "./dom.js";
import { say } from "./words.js";

/** So many chunks before the passage, and behind it, show where it stands. */
const AROUND = 3;
let from = null;

/** What stands beside the conversation: a source, or why an answer is as it is. */
export function openPanel(title, opener, ...content) {
  const panel = byId("panel");
  from = opener || from;
  panel.setAttribute("aria-label", title);
  panel.replaceChildren(
    make("header", {}, make("h2", { text: title }), iconButton("close", "close", closePanel)), ...content);
  panel.hidden = false;
  document.body.dataset.panel = "open";
  panel.focus();
  return panel;
}

/** @returns whether there was one */
export function closePanel() {
  const panel = byId("panel");
  const open = !panel.hidden;
  panel.hidden = true;
  delete document.body.dataset.panel;
  if (open) {
    (from?.isConnected ? from : byId("question")).focus();
  }
  return open;
}

/** The passage that a source means, within its page. */
export async function showSource(source, opener) {
  const place = make("div", { class: "page", text: say("loading") });
  const facts = [source.page > 0 ? say("page", source.page) : "", source.heading_path].filter(Boolean).join(" · ");
  const about = make("p", { class: "quiet", text: facts });
  openPanel(say("source", source.n, source.title || source.filename), opener, make("p", { class: "file", text: source.filename }), about, place);
  try {
    const first = Math.max(0, source.chunk_index - AROUND);
    const path = `documents/${encodeURIComponent(source.document_id)}/chunks?limit=${2 * AROUND + 1}&cursor=${first}`;
    const chunks = (await call("GET", path)).items;
    place.replaceChildren(...chunks.filter((chunk) => source.page < 1 || chunk.page === source.page).map((chunk) => piece(chunk, source)));
    if (!place.querySelector("mark")) {
      // Read anew since: the passage is told as it was.
      place.prepend(piece({ index: source.chunk_index, text: source.text }, source));
    }
    place.querySelector("mark").scrollIntoView({ block: "center" });
    about.after(make("p", {}, make("a", { href: address(`documents/${source.document_id}/content`), download: true, text: say("openOriginal") })));
  } catch (problem) {
    place.textContent = problem.status === 404 || problem.status === 403 ? say("gone") : say("failed", problem.message);
  }
}

function piece(chunk, source) {
  const cited = chunk.index === source.chunk_index;
  const text = cited ? make("mark", { "aria-label": say("passage"), text: chunk.text }) : document.createTextNode(chunk.text);
  return make("p", { class: cited ? "cited" : "" }, text);
}

/** Question, passages, model, times: all that is kept of how an answer came about. */
export async function showWhy(turn, opener) {
  const place = make("div", { class: "why", text: say("loading") });
  openPanel(say("why"), opener, place);
  try {
    const why = await call("GET", `turns/${encodeURIComponent(turn.id)}/why`);
    place.replaceChildren(facts(why), make("h3", { text: say("whyPassages") }), passages(why));
  } catch (problem) {
    place.textContent = say("failed", problem.message);
  }
}

function facts(why) {
  const list = make("dl", { class: "facts" });
  const add = (word, text) => text && list.append(make("dt", { text: say(word) }), make("dd", { text }));
  add("question", why.question);
  add("whySearched", why.searched);
  add("whyModel", why.llm_provider === "quote" ? say("whyQuoted") : `${why.model} (${why.llm_provider})`);
  add("whyAssistant", why.assistant);
  add("whyPrompt", why.prompt_version);
  if (why.usage.completion_tokens > 0) {
    add("whyTokens", say("tokens", why.usage.prompt_tokens, why.usage.completion_tokens));
  }
  add("whyTimes", say("times", seconds(why.search_ms), seconds(why.first_delta_ms), seconds(why.total_ms)));
  return list;
}

function passages(why) {
  if (why.passages.length === 0) {
    return make("p", { class: "quiet", text: say("whyNone") });
  }
  const score = (word, value) => make("span", { text: `${say(word)} ${value.toFixed(2)}` });
  return make("ol", { class: "passages" }, ...why.passages.map((passage) =>
    make("li", {},
      make("button", { type: "button", class: "plain", text: passage.title || passage.filename, click: () => showSource(passage, null) }),
      make("p", { class: "scores quiet" }, passage.page > 0 ? make("span", { text: say("page", passage.page) }) : null,
        score("meaning", passage.similarity), score("wording", passage.keyword_score), score("both", passage.combined_score)),
      make("p", { class: "excerpt", text: passage.text.slice(0, 240) }))));
}

function seconds(millis) {
  return millis === undefined ? "–" : new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 }).format(millis / 1000) + " s";
}
