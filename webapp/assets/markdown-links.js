/**
 * Links and citations. A link shows where it leads, opens apart from the page, and tells nobody
 * where it was; a picture is never fetched: its address could tell what was asked.
 *
 * @typedef {import("./markdown.js").Rendering} Rendering
 * @typedef {import("./markdown-inline.js").Place} Place
 */

const SCHEMES = ["http:", "https:", "mailto:"];
/** No link is longer, with its words. */
const MAX_LENGTH = 3000;
const CITATION = /^\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?!\()/;
const WORDS = /^(!?)\[((?:[^[\]\\]|\\.){0,500})\]\(/;
const TARGET = /^\s*<?([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+["'(][^\n]{0,200}?["')])?\s*\)/;
const ADDRESS = /^<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/i;
const BARE = /^https?:\/\/[^\s<>"'`|\]]{1,2000}/;

/**
 * Appends the citation or link at a place.
 *
 * @param {Place} place
 * @returns {number} where it ends, 0 if there is none
 */
export function reference(place) {
  const text = place.text.slice(place.at, place.at + MAX_LENGTH);
  return citations(place, text) || link(place, text) || address(place, text);
}

/** @param {Place} place @param {string} text */
function citations({ parent, at, rendering, before }, text) {
  const found = rendering.onCitation ? CITATION.exec(text) : null;
  if (!found) {
    return 0;
  }
  before();
  for (const n of found[1].split(",").map(Number)) {
    if (rendering.isCitation?.(n) ?? true) {
      cite(parent, n, rendering);
    }
  }
  return at + found[0].length;
}

/** @param {Element} parent @param {number} n @param {Rendering} rendering */
function cite(parent, n, rendering) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-citation";
  button.textContent = `[${n}]`;
  button.setAttribute("aria-label", rendering.citationLabel?.(n) ?? `[${n}]`);
  button.addEventListener("click", () => rendering.onCitation(n, button));
  parent.appendChild(button);
}

/** @param {Place} place @param {string} text */
function link({ parent, at, before }, text) {
  const words = WORDS.exec(text);
  const target = words && TARGET.exec(text.slice(words[0].length));
  if (!target) {
    return 0;
  }
  before();
  const shown = words[2].replace(/\\(?=[^\w\s])|[*`~]/g, "");
  const url = words[1] ? null : reachable(target[1]);
  if (url) {
    anchor(parent, url, shown || target[1], false);
  } else {
    parent.appendChild(document.createTextNode(shown));
  }
  return at + words[0].length + target[0].length;
}

/** @param {Place} place @param {string} text */
function address({ parent, at, before }, text) {
  const enclosed = ADDRESS.exec(text);
  const shown = enclosed ? enclosed[1] : BARE.exec(text)?.[0].replace(/[.,;:!?)*_~]+$/, "");
  const url = shown ? reachable(shown) : null;
  if (!url) {
    return 0;
  }
  before();
  anchor(parent, url, shown, shown.includes(url.host));
  return at + (enclosed ? enclosed[0].length : shown.length);
}

/** @param {string} text @returns {URL | null} null if it is nothing that a reader may be led to */
function reachable(text) {
  try {
    const url = new URL(text);
    // A name in front of the host is there to pass for it.
    return SCHEMES.includes(url.protocol) && !url.username && !url.password ? url : null;
  } catch {
    return null;
  }
}

/**
 * @param {Element} parent
 * @param {URL} url
 * @param {string} text
 * @param {boolean} telling whether the text itself says where it leads
 */
function anchor(parent, url, text, telling) {
  const element = document.createElement("a");
  element.href = url.href;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  element.referrerPolicy = "no-referrer";
  element.textContent = text;
  parent.appendChild(element);
  if (!telling) {
    const host = parent.appendChild(document.createElement("bdi"));
    host.className = "md-host";
    host.textContent = ` (${url.host || url.pathname})`;
  }
}
