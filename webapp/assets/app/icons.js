const SVG = "http://www.w3.org/2000/svg";

/** Each as the path of lines in a square of 24. */
const PATHS = {
  menu: "M4 6h16M4 12h16M4 18h16",
  download: "M12 4v11m0 0 4-4m-4 4-4-4M5 20h14",
  braces: "M8 4c-3 0-1 6-4 8 3 2 1 8 4 8M16 4c3 0 1 6 4 8-3 2-1 8-4 8",
  help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2m0 3.5v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  again: "M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  good: "M7 11v9H4v-9zM7 11l4-8c2 0 3 1 2.500 3L13 10h6l-1.500 10H7",
  bad: "M7 13V4H4v9zM7 13l4 8c2 0 3-1 2.500-3L13 14h6L17.500 4H7",
  why: "M12 3a6 6 0 0 0-3 11v3h6v-3a6 6 0 0 0-3-11M10 21h4",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.classList.add("picture");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  picture.append(path);
  return picture;
}

/** Draws what the page's own elements name. */
export function draw() {
  document.querySelectorAll("[data-icon]").forEach((element) => element.append(icon(/** @type {any} */ (element).dataset.icon)));
}
