import { make } from "./dom.js";
import { say } from "./words.js";

/**
 * What went wrong, in words, and the way on.
 *
 * @param {import("./api.js").ApiProblem} problem
 * @param {() => void} again
 */
export function trouble(problem, again) {
  const retry = make("button", { type: "button", class: "button", text: say("retry"), click: again });
  if (problem.seconds > 0) {
    countDown(retry, Date.now() + problem.seconds * 1000);
  }
  return make("div", { class: "trouble", role: "alert" }, make("p", { text: words(problem) }), retry);
}

function words(problem) {
  switch (problem.status) {
    case 0:
      return say(navigator.onLine ? "unreachable" : "offline");
    case 401:
      return say("signedOut");
    case 429:
      return say("tooMany");
    case 502:
    case 503:
    case 504:
      return say("modelDown");
    default:
      return say("failed", problem.message);
  }
}

function countDown(retry, until) {
  const left = Math.ceil((until - Date.now()) / 1000);
  retry.disabled = left > 0;
  retry.textContent = left > 0 ? say("retryIn", left) : say("retry");
  if (left > 0) {
    setTimeout(() => countDown(retry, until), 250);
  }
}
