import { byId, make } from "./dom.js";
import { say } from "./words.js";

let lasting = false;

/** Above the question, until it is over. */
export function notice(text, ...ways) {
  if (!lasting) {
    byId("notice").replaceChildren(make("div", { class: "told" }, make("p", { text }), ...ways));
  }
}

export function nothing() {
  if (!lasting) {
    byId("notice").replaceChildren();
  }
}

/** What concerns the page as a whole: the net, the session, who sits here. */
export function listen() {
  window.addEventListener("offline", () => notice(say("offline")));
  window.addEventListener("online", nothing);
  document.addEventListener("concierge:signed-out", () => {
    const there = location.pathname + location.search;
    last(say("signedOut"), make("a", { class: "button strong", href: "dashboard/login.xhtml?expired=true&then=" + encodeURIComponent(there), text: say("signIn") }));
  });
  document.addEventListener("concierge:other-user", () => {
    last(say("otherUser"), make("a", { class: "button strong", href: "app", text: say("reload") }));
  });
  // What nobody has caught is at least not kept from whoever waits for it.
  window.addEventListener("unhandledrejection", (event) => {
    if (event.reason?.name === "ApiProblem" || event.reason?.status !== undefined) {
      event.preventDefault();
      notice(event.reason.status === 0 ? say(navigator.onLine ? "unreachable" : "offline") : say("failed", event.reason.message));
    }
  });
}

function last(text, way) {
  notice(text, way);
  lasting = true;
}
