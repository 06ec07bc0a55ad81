import { inline } from "./markdown-inline.js";
import { levels } from "./markdown-levels.js";
import { list, startsItem } from "./markdown-list.js";
import { table } from "./markdown-table.js";

/**
 * Markdown as a language model writes it, as nodes that are made one by one: nothing in the text
 * can become markup, load anything or run. Pictures and HTML stay text.
 *
 * @typedef {object} Rendering
 * @property {(n: number, button: HTMLButtonElement) => void} [onCitation] called when the button of
 *     citation [n] is pressed; without it, citations are text
 * @property {(n: number) => boolean} [isCitation] which numbers are citations, the others are left
 *     out; default: all
 * @property {(n: number) => string} [citationLabel] a button's accessible name; default "[n]"
 * @property {number} [headingLevel] of the first heading; default 3. None of the others skips one
 *
 * @typedef {object} Inner what stands within a block
 * @property {(parent: Element, text: string) => void} text appends a line's content
 * @property {(parent: Element, lines: string[]) => void} blocks appends blocks
 * @property {(depth: number) => number} level of a heading that has so many signs
 *
 * @typedef {(parent: Node, lines: string[], at: number, inner: Inner) => number} Block appends the
 *     block that begins at a line; the line behind it, 0 if it is not of this kind
 */

/** Deeper quotes and lists become text: answers have no use for them, attackers of stacks do. */
const MAX_DEPTH = 6;
const FENCE = /^ {0,3}(`{3,20}|~{3,20})[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(\S.*)$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;

/**
 * @param {string} markdown
 * @param {Rendering} [rendering]
 * @returns {DocumentFragment}
 */
export function render(markdown, rendering = {}) {
  const fragment = document.createDocumentFragment();
  const lines = markdown.replace(/\r\n?/g, "\n").replace(/\t/g, "    ").split("\n");
  const level = levels(rendering.headingLevel ?? 3);
  /** @param {number} depth @returns {Inner} */
  const inner = (depth) => ({
    text: (element, text) => inline(element, text, rendering),
    blocks: (element, within) => blocks(element, within, inner(depth + 1), depth + 1),
    level,
  });
  blocks(fragment, lines, inner(0), 0);
  return fragment;
}

/** @param {Node} parent @param {string[]} lines @param {Inner} inner @param {number} depth */
function blocks(parent, lines, inner, depth) {
  const kinds = depth < MAX_DEPTH ? [code, heading, rule, quote, listUnlessRule, table] : [];
  let at = 0;
  while (at < lines.length) {
    if (lines[at].trim() === "") {
      at++;
      continue;
    }
    let end = 0;
    for (let kind = 0; end === 0 && kind < kinds.length; kind++) {
      end = kinds[kind](parent, lines, at, inner);
    }
    at = end || paragraph(parent, lines, at, inner);
  }
}

/** @type {Block} */
function code(parent, lines, at) {
  const fence = FENCE.exec(lines[at]);
  if (!fence) {
    return 0;
  }
  let end = at + 1;
  while (end < lines.length && !closes(lines[end].trim(), fence[1])) {
    end++;
  }
  const pre = append(parent, "pre");
  pre.tabIndex = 0;
  append(pre, "code").textContent = lines.slice(at + 1, end).join("\n");
  return end + 1;
}

function closes(line, fence) {
  return line.length >= fence.length && line === fence[0].repeat(line.length);
}

/** @type {Block} */
function heading(parent, lines, at, inner) {
  const found = HEADING.exec(lines[at]);
  if (!found) {
    return 0;
  }
  inner.text(append(parent, "h" + inner.level(found[1].length)), found[2].trimEnd().replace(/\s#+$/, ""));
  return at + 1;
}

/** @type {Block} */
function rule(parent, lines, at) {
  if (!RULE.test(lines[at])) {
    return 0;
  }
  append(parent, "hr");
  return at + 1;
}

/** @type {Block} */
function quote(parent, lines, at, inner) {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end])) {
    end++;
  }
  if (end === at) {
    return 0;
  }
  inner.blocks(
    append(parent, "blockquote"),
    lines.slice(at, end).map((line) => line.replace(QUOTE, "")),
  );
  return end;
}

/** @type {Block} */
function listUnlessRule(parent, lines, at, inner) {
  return list(parent, lines, at, inner, starts);
}

/** Whether a line begins a block of another kind than a paragraph, list or table. */
function starts(line) {
  return [FENCE, HEADING, RULE, QUOTE].some((kind) => kind.test(line));
}

/** @type {Block} */
function paragraph(parent, lines, at, inner) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() !== "" && !starts(lines[end]) && !startsItem(lines[end])) {
    end++;
  }
  inner.text(append(parent, "p"), lines.slice(at, end).map((line) => line.trim()).join("\n"));
  return end;
}

/** @param {Node} parent @param {string} name @returns {any} */
function append(parent, name) {
  const element = document.createElement(name);
  element.dir = "auto";
  return parent.appendChild(element);
}
