/**
 * The widget for internal pages: the tenant's people ask, with their own rights. Put it into a page
 * with one tag:
 *
 *   <script src="https://.../chat-widget.js" data-tenant="acme-corp" data-key="default"></script>
 *
 * What the page can do with it then is window.ConciergeWidget: open, close, ask, reset, on,
 * identify.
 */
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (
    document.currentScript ?? document.querySelector('script[src*="chat-widget.js"]')
  );
  // A module of the same place; with the tag's nonce, if the page asks for one.
  const widget = import(new URL("assets/widget/start.js", script.src).href).then((module) =>
    module.start("chat", script),
  );
  /** @param {string} name */
  const later = (name) => (...given) => widget.then((ready) => ready?.[name](...given));
  window.ConciergeWidget = Object.fromEntries(
    ["open", "close", "ask", "reset", "on", "identify"].map((name) => [name, later(name)]),
  );
})();
