import { showKeys } from "./dialogs.js";
import { byId } from "./dom.js";

/** @param {{stop: () => boolean, close: () => boolean, begin: () => void, search: () => void}} deeds */
export function listen(deeds) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || byId("dialog").open) {
      return;
    }
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") {
      // The nearest thing first.
      deeds.close() || deeds.stop();
    } else if (command && event.key.toLowerCase() === "k") {
      event.preventDefault();
      deeds.search();
    } else if (command && event.shiftKey && event.key.toLowerCase() === "o") {
      event.preventDefault();
      deeds.begin();
    } else if (!command && !event.altKey && !isTyping(event.target)) {
      if (event.key === "/") {
        event.preventDefault();
        byId("question").focus();
      } else if (event.key === "?") {
        event.preventDefault();
        showKeys();
      }
    }
  });
}

function isTyping(element) {
  return ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}
