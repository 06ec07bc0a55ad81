/**
 * The widget for public pages: visitors ask, public documents answer. Put it into a page
 * with one tag:
 *
 *   <script src="https://.../customer-widget.js" data-tenant="acme-corp" data-key="default"></script>
 *
 * What the page can do with it then is window.ConciergeWidget: open, close, ask, reset, on.
 */
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (
    document.currentScript ?? document.querySelector('script[src*="customer-widget.js"]')
  );
  // A module of the same place; with the tag's nonce, if the page asks for one.
  const widget = import(new URL("assets/widget/start.js", script.src).href).then((module) =>
    module.start("customer", script),
  );
  /** @param {string} name */
  const later = (name) => (...given) => widget.then((ready) => ready?.[name](...given));
  window.ConciergeWidget = Object.fromEntries(
    ["open", "close", "ask", "reset", "on"].map((name) => [name, later(name)]),
  );
})();
