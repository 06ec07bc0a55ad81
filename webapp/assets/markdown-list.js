/**
 * Lists, and what their items hold.
 *
 * @typedef {import("./markdown.js").Inner} Inner
 */

const ITEM = /^( *)([-*+]|\d{1,9}[.)])\s+(.*)$/;
/** A year at the start of a line does not make a list of the paragraph it stands in. */
const INTERRUPTS = /^ *([-*+]|1[.)])\s+\S/;

/** Whether a line begins a list in the middle of a paragraph. @param {string} line */
export function startsItem(line) {
  return INTERRUPTS.test(line);
}

/**
 * @param {Node} parent
 * @param {string[]} lines
 * @param {number} at
 * @param {Inner} inner
 * @param {(line: string) => boolean} starts whether a line begins a block of another kind
 * @returns {number} the line behind the list, 0 if there is none
 */
export function list(parent, lines, at, inner, starts) {
  const first = ITEM.exec(lines[at]);
  if (!first) {
    return 0;
  }
  const ordered = isNumber(first[2]);
  const element = document.createElement(ordered ? "ol" : "ul");
  if (ordered) {
    /** @type {HTMLOListElement} */ (element).start = Number.parseInt(first[2], 10);
  }
  parent.appendChild(element);
  for (let item = first; item && isNumber(item[2]) === ordered;) {
    const indent = item[1].length;
    let end = at + 1;
    while (end < lines.length && belongs(lines, end, indent, starts)) {
      end++;
    }
    const entry = element.appendChild(document.createElement("li"));
    entry.dir = "auto";
    inner.blocks(entry, [item[3], ...lines.slice(at + 1, end).map((line) => outdented(line, indent + 2))]);
    at = end;
    const next = firstText(lines, at);
    item = next < lines.length && !starts(lines[next]) ? ITEM.exec(lines[next]) : null;
    at = item && isNumber(item[2]) === ordered ? next : at;
  }
  return at;
}

/** Whether a line continues an item: it is indented deeper, or carries on its last sentence. */
function belongs(lines, at, indent, starts) {
  const line = lines[at];
  if (line.trim() === "") {
    const next = firstText(lines, at);
    return next < lines.length && indentOf(lines[next]) > indent;
  }
  if (indentOf(line) > indent) {
    return true;
  }
  return !ITEM.test(line) && lines[at - 1].trim() !== "" && !starts(line);
}

/** The next line that is not blank. */
function firstText(lines, at) {
  while (at < lines.length && lines[at].trim() === "") {
    at++;
  }
  return at;
}

function isNumber(marker) {
  return /\d/.test(marker);
}

function indentOf(line) {
  return line.length - line.trimStart().length;
}

function outdented(line, indent) {
  return line.slice(Math.min(indent, indentOf(line)));
}
