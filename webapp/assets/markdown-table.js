/**
 * Tables. They scroll sideways in a box of their own.
 *
 * @typedef {import("./markdown.js").Inner} Inner
 */

const DELIMITERS = /^[\s|:-]+$/;

/**
 * @param {Node} parent
 * @param {string[]} lines
 * @param {number} at
 * @param {Inner} inner
 * @returns {number} the line behind the table, 0 if there is none
 */
export function table(parent, lines, at, inner) {
  const second = lines[at + 1] ?? "";
  if (!lines[at].includes("|") || !second.includes("|") || !second.includes("-") || !DELIMITERS.test(second)) {
    return 0;
  }
  const scroller = document.createElement("div");
  scroller.className = "md-table";
  scroller.tabIndex = 0;
  const element = document.createElement("table");
  row(element.createTHead().insertRow(), "th", lines[at], inner);
  const body = element.createTBody();
  for (at += 2; at < lines.length && lines[at].includes("|"); at++) {
    row(body.insertRow(), "td", lines[at], inner);
  }
  scroller.appendChild(element);
  parent.appendChild(scroller);
  return at;
}

function row(parent, kind, line, inner) {
  const cells = line.trim().replace(/^\|/, "").replace(/(^|[^\\])\|$/, "$1");
  for (const text of cells.split(/(?<!\\)\|/)) {
    const cell = document.createElement(kind);
    cell.dir = "auto";
    if (kind === "th") {
      cell.scope = "col";
    }
    inner.text(cell, text.trim().replace(/\\\|/g, "|"));
    parent.appendChild(cell);
  }
}
