import { address } from "./api.js";
import { byId } from "./dom.js";
import { say } from "./words.js";

/** On a narrow screen the conversations lie over the page, until one is chosen. */
export function openSide() {
  document.body.dataset.side = "open";
  byId("side-toggle").setAttribute("aria-expanded", "true");
  byId("veil").hidden = false;
}

/** @returns whether it was open */
export function closeSide() {
  const open = document.body.dataset.side === "open";
  delete document.body.dataset.side;
  byId("side-toggle").setAttribute("aria-expanded", "false");
  byId("veil").hidden = true;
  return open;
}

/** Shows which conversation is open, and has the address say so. */
export function named(open) {
  byId("title").textContent = open.title || say("new");
  document.title = (open.title ? open.title + " · " : "") + "Concierge";
  for (const format of ["markdown", "json"]) {
    const link = byId("export-" + format);
    link.hidden = !open.id;
    link.href = address(`conversations/${open.id}/export?format=${format}`);
    link.download = "";
  }
  history.replaceState(null, "", open.id ? "app?c=" + open.id : "app");
}
