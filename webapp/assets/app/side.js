import { call } from "./api.js";
import { sure, typed } from "./dialogs.js";
import { byId, iconButton, make } from "./dom.js";
import { say } from "./words.js";

const DAY = 86_400_000;
/** So long, in milliseconds, typing has to pause before it is searched. */
const PAUSE = 250;

/** One's conversations: found, opened, pinned, renamed, deleted. */
export class Side {
  /** @param {{open: (id: string) => void, gone: (id: string) => void, renamed: (view: object) => void}} deeds */
  constructor(deeds) {
    this.deeds = deeds;
    this.current = "";
    this.asked = 0;
    let timer = 0;
    byId("search").addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.load(), PAUSE);
    });
    byId("more").addEventListener("click", () => this.loadMore());
    // A menu is closed by whatever happens elsewhere.
    document.addEventListener("click", (event) => this.closeMenus(event.target));
  }

  async load() {
    const asked = ++this.asked;
    const text = byId("search").value.trim();
    const query = "conversations?limit=40" + (text ? "&q=" + encodeURIComponent(text) : "");
    const [page, pinned] = await Promise.all([call("GET", query), text ? { items: [] } : call("GET", "conversations?limit=100&pinned=true")]);
    if (asked !== this.asked) {
      return; // Typed on meanwhile.
    }
    this.query = query;
    this.found = text !== "";
    this.pinned = pinned.items;
    this.items = page.items;
    this.next = page.next_cursor;
    this.draw();
  }

  async loadMore() {
    const page = await call("GET", `${this.query}&cursor=${encodeURIComponent(this.next)}`);
    this.items = this.items.concat(page.items);
    this.next = page.next_cursor;
    this.draw();
  }

  /** The one that the server knows by this name, if it is among the last. */
  bySession(session) {
    return this.items?.find((one) => one.session_id === session);
  }

  mark(id) {
    this.current = id;
    byId("list").querySelectorAll("[data-id]").forEach((link) => {
      if (link.dataset.id === id) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  }

  draw() {
    // A menu that somebody has just opened stays open over a list that comes late.
    const open = byId("list").querySelector(".menu:not([hidden])")?.parentElement.querySelector("a").dataset.id;
    const groups = new Map(this.pinned.length ? [["pinned", this.pinned]] : []);
    this.items.filter((one) => this.found || !one.pinned).forEach((one) => {
      const name = this.found ? "found" : age(one.updated_at);
      groups.set(name, [...(groups.get(name) || []), one]);
    });
    const parts = [...groups].map(([name, items]) =>
      make("section", {}, make("h2", { text: say(name) }), make("ul", {}, ...items.map((one) => this.row(one)))));
    byId("list").replaceChildren(...(parts.length ? parts : [make("p", { class: "quiet", text: say(this.found ? "nothingFound" : "nothingYet") })]));
    byId("more").hidden = !this.next;
    this.mark(this.current);
    byId("list").querySelector(`[data-id="${open}"]`)?.parentElement.querySelector("button").click();
  }

  row(one) {
    const link = make("a", { href: "app?c=" + one.id, "data-id": one.id, text: one.title, title: one.title });
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        this.deeds.open(one.id);
      }
    });
    const menu = make("div", { class: "menu", hidden: true });
    const dots = iconButton("dots", "options", () => {
      menu.hidden = !menu.hidden;
      dots.setAttribute("aria-expanded", String(!menu.hidden));
    }, { "aria-expanded": "false" });
    dots.setAttribute("aria-label", say("options", one.title));
    dots.removeAttribute("title");
    // Whatever is chosen, the menu has done its work.
    const deed = (word, work) => make("button", { type: "button", class: "plain", text: say(word), click: () => { dots.click(); work(); } });
    menu.append(
      deed(one.pinned ? "unpin" : "pin", () => this.change(one, { pinned: !one.pinned })),
      deed("rename", () => this.rename(one)),
      deed("delete", () => this.remove(one)));
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.closeMenus(null);
        dots.focus();
      }
    });
    return make("li", {}, link, dots, menu);
  }

  closeMenus(target) {
    byId("list").querySelectorAll(".menu:not([hidden])").forEach((menu) => {
      if (!menu.parentElement.contains(target)) {
        menu.hidden = true;
        menu.previousElementSibling.setAttribute("aria-expanded", "false");
      }
    });
  }

  async rename(one) {
    const title = await typed("renameTo", one.title);
    if (title) {
      await this.change(one, { title });
    }
  }

  async change(one, values) {
    this.deeds.renamed(await call("PATCH", "conversations/" + one.id, values));
    await this.load();
  }

  async remove(one) {
    if (await sure(say("deleteSure", one.title), "delete")) {
      await call("DELETE", "conversations/" + one.id);
      this.deeds.gone(one.id);
      await this.load();
    }
  }
}

function age(time) {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const when = Date.parse(time);
  return when >= midnight ? "today" : when >= midnight - 6 * DAY ? "week" : "older";
}
