/** Makes nodes; text is never read as markup. */

/**
 * @param {string} name
 * @param {Record<string, unknown>} [properties] attributes; "on…" listens, undefined leaves out
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function node(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  element.append(...children);
  return element;
}

/** @param {string} words @param {(event: Event) => void} onclick @param {Record<string, unknown>} [more] */
export function button(words, onclick, more = {}) {
  return node("button", { type: "button", onclick, ...more }, words);
}

const SVG = "http://www.w3.org/2000/svg";

/** A picture that says nothing by itself. @param {string} path */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" })) {
    svg.setAttribute(key, value);
  }
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const ICONS = {
  chat: "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
  close: "M6 5l6 6 6-6 1 1-6 6 6 6-1 1-6-6-6 6-1-1 6-6-6-6z",
  send: "M3 4l19 8-19 8 3-8zM7 12h9",
  stop: "M6 6h12v12H6z",
  fresh: "M12 5V2L7 6l5 4V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
  save: "M11 3h2v9l3-3 1 1-5 5-5-5 1-1 3 3zM4 18h16v2H4z",
  bin: "M9 3h6l1 2h4v2H4V5h4zM6 8h12l-1 13H7z",
};
