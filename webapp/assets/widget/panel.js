import { button, icon, ICONS, node } from "./dom.js";

/**
 * The frame of a widget: the button that opens it, the window with its head, and where the focus
 * goes.
 *
 * @typedef {import("./words.js").Words} Words
 */
export class Panel {
  /**
   * @param {{ title: string, logo_url: string, position: string, launcher: boolean }} config
   * @param {Words} words
   * @param {CSSStyleSheet} sheet
   * @param {"rtl" | "ltr"} dir
   * @param {(open: boolean) => void} onToggle
   */
  constructor(config, words, sheet, dir, onToggle) {
    this.onToggle = onToggle;
    this.host = node("div", { "data-concierge": true });
    const root = this.host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.launcher = button("", () => this.open(), {
      class: "launcher",
      "aria-expanded": "false",
      "aria-haspopup": "dialog",
      "aria-label": words.launcher,
      title: words.launcher,
    });
    this.launcher.append(icon(ICONS.chat));
    this.launcher.hidden = !config.launcher;
    this.hasLauncher = config.launcher;
    this.head = node("div", { class: "head" });
    if (config.logo_url) {
      this.head.append(node("img", { src: config.logo_url, alt: "", referrerpolicy: "no-referrer" }));
    }
    this.head.append(node("h2", { id: "title" }, config.title));
    this.body = node("div", { class: "middle" });
    this.window = node("section", { class: "panel", role: "dialog", "aria-labelledby": "title" }, this.head, this.body);
    this.window.hidden = true;
    this.wrap = node("div", { class: config.position === "start" ? "start" : "", dir, lang: words.language }, this.launcher, this.window);
    root.append(this.wrap);
    this.root = root;
    this.tool(ICONS.close, words.close, () => this.close());
    document.body.append(this.host);
  }

  /** A button in the head, in front of the one that closes. */
  tool(path, words, onclick) {
    const made = button("", onclick, { "aria-label": words, title: words });
    made.append(icon(path));
    const last = this.head.lastElementChild;
    last.tagName === "BUTTON" ? last.before(made) : this.head.append(made);
  }

  /** What Escape does while there is something to stop. @param {() => boolean} stop */
  onEscape(stop) {
    this.window.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) {
        event.stopPropagation();
        stop() || this.close();
      }
    });
  }

  get isOpen() {
    return !this.window.hidden;
  }

  open() {
    if (this.isOpen) {
      return;
    }
    const focused = document.activeElement;
    this.before = focused && focused !== document.body && focused !== this.host ? focused : null;
    this.window.hidden = false;
    this.launcher.hidden = true;
    this.launcher.setAttribute("aria-expanded", "true");
    this.onToggle(true);
  }

  close() {
    if (!this.isOpen) {
      return;
    }
    this.window.hidden = true;
    this.launcher.hidden = !this.hasLauncher;
    this.launcher.setAttribute("aria-expanded", "false");
    if (this.before?.isConnected) {
      /** @type {HTMLElement} */ (this.before).focus();
    } else {
      this.launcher.focus();
    }
    this.onToggle(false);
  }
}
