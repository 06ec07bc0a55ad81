import { byId } from "./dom.js";

/** So near to its end counts as being there. */
const NEAR = 60;
let following = true;
let last = 0;

/** The list follows what is written for as long as its reader stands at its end. */
export function watch() {
  const log = byId("log");
  log.addEventListener("scroll", () => {
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    // Only a reader goes up; the list itself may merely have grown since.
    following = near || (following && log.scrollTop >= last);
    last = log.scrollTop;
    byId("latest").hidden = following;
  });
  byId("latest").addEventListener("click", () => {
    toEnd();
    byId("question").focus();
  });
  new ResizeObserver(follow).observe(byId("turns"));
  new ResizeObserver(follow).observe(log);
}

export function follow() {
  if (following) {
    toEnd();
  }
}

export function toEnd() {
  const log = byId("log");
  following = true;
  byId("latest").hidden = true;
  // What greets has no end to be at.
  log.scrollTop = byId("welcome").hidden ? log.scrollHeight : 0;
}
