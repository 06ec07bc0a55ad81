import { reference } from "./markdown-links.js";

/**
 * What stands within a block of Markdown: emphasis, code, line breaks, links, citations.
 *
 * @typedef {import("./markdown.js").Rendering} Rendering
 *
 * @typedef {object} Place
 * @property {Element} parent
 * @property {string} text
 * @property {number} at
 * @property {number} depth
 * @property {Rendering} rendering
 * @property {Set<string>} hopeless marks that have no end behind here: looked for once, not for
 *     each that begins
 * @property {() => void} before appends the text in front of the place
 */

const MAX_DEPTH = 5;
/** Where something other than text may begin; what is not recognised there is text. */
const SPECIAL = /[\\`*_~[!<\n]|https?:\/\//g;
const EMPHASIS = { "**": "strong", __: "strong", "~~": "del", "*": "em", _: "em" };
const WORD = /[\p{L}\p{N}]/u;

/**
 * @param {Element} parent
 * @param {string} text
 * @param {Rendering} rendering
 */
export function inline(parent, text, rendering, depth = 0) {
  const hopeless = new Set();
  let shown = 0;
  let at = special(text, 0);
  while (at >= 0) {
    const before = () => plain(parent, text.slice(shown, at));
    const end = span({ parent, text, at, depth, rendering, hopeless, before });
    shown = end || shown;
    at = special(text, end || at + 1);
  }
  plain(parent, text.slice(shown));
}

function special(text, from) {
  SPECIAL.lastIndex = from;
  return SPECIAL.exec(text)?.index ?? -1;
}

/**
 * Appends what begins at a place.
 *
 * @param {Place} place
 * @returns {number} where it ends, 0 if there is only text
 */
function span(place) {
  switch (place.text[place.at]) {
    case "\\":
      return escaped(place);
    case "\n":
      place.before();
      place.parent.appendChild(document.createElement("br"));
      return place.at + 1;
    case "`":
      return code(place);
    case "*":
    case "_":
    case "~":
      return emphasis(place);
    default:
      return reference(place);
  }
}

function escaped({ parent, text, at, before }) {
  const character = text[at + 1] ?? "";
  if (!/[!-/:-@[-`{-~]/.test(character)) {
    return 0;
  }
  before();
  plain(parent, character);
  return at + 2;
}

function code({ parent, text, at, hopeless, before }) {
  const ticks = /^`+/.exec(text.slice(at, at + 20))[0];
  const end = hopeless.has(ticks) ? -1 : text.indexOf(ticks, at + ticks.length);
  if (end < 0) {
    hopeless.add(ticks);
    return 0;
  }
  before();
  parent.appendChild(document.createElement("code")).textContent = text.slice(at + ticks.length, end).trim();
  return end + ticks.length;
}

function emphasis({ parent, text, at, depth, rendering, hopeless, before }) {
  const mark = text[at] + (text[at + 1] === text[at] ? text[at] : "");
  const inner = at + mark.length;
  const inWord = mark[0] === "_" && WORD.test(text[at - 1] ?? "");
  if (!EMPHASIS[mark] || inWord || depth >= MAX_DEPTH || /\s/.test(text[inner] ?? " ") || hopeless.has(mark)) {
    return 0;
  }
  const end = endOf(text, mark, inner + 1);
  if (end < 0) {
    hopeless.add(mark);
    return 0;
  }
  before();
  const element = parent.appendChild(document.createElement(EMPHASIS[mark]));
  inline(element, text.slice(inner, end), rendering, depth + 1);
  return end + mark.length;
}

function endOf(text, mark, from) {
  let end = text.indexOf(mark, from);
  while (end >= 0 && !closes(text, end, mark)) {
    end = text.indexOf(mark, end + 1);
  }
  return end;
}

function closes(text, end, mark) {
  const next = text[end + mark.length] ?? "";
  // Of three stars the last two end what two began.
  const alone = next !== mark[0] && (mark.length === 2 || text[end - 1] !== mark[0]);
  return alone && !/[\s\\]/.test(text[end - 1]) && !(mark[0] === "_" && WORD.test(next));
}

/** @param {Node} parent @param {string} text */
function plain(parent, text) {
  if (text) {
    parent.appendChild(document.createTextNode(text));
  }
}
