/** Calls the API with the session of whoever looks. */

const ROOT = new URL("api/v1/", document.baseURI).href;
const session = { token: "", user: "" };

/** Why a call failed, in the API's own words. */
export class ApiProblem extends Error {
  /**
   * @param {number} status 0: not reached
   * @param {{detail?: string, type?: string}} body
   * @param {number} seconds to wait before the next try; 0: none are named
   */
  constructor(status, body = {}, seconds = 0) {
    super(body.detail || String(status));
    this.status = status;
    this.type = (body.type || "").replace(/.*:/, "");
    this.seconds = seconds;
  }
}

/** The address of something that the browser itself fetches. */
export function address(path) {
  return ROOT + path;
}

/** Where and as whom we ask; from now on calls can change things. */
export async function begin() {
  const view = await call("GET", "app");
  const other = session.user !== "" && session.user !== view.user_id + view.tenant_id;
  if (other) {
    document.dispatchEvent(new Event("concierge:other-user"));
    throw new ApiProblem(401);
  }
  session.token = view.csrf_token || "";
  session.user = view.user_id + view.tenant_id;
  return view;
}

/**
 * @param {string} method
 * @param {string} path below the API's root
 * @param {object} [body]
 * @returns {Promise<any>} the answer's JSON, undefined without one
 * @throws {ApiProblem}
 */
export async function call(method, path, body) {
  const response = await send(method, path, body, { Accept: "application/json" });
  return response.status === 204 ? undefined : response.json();
}

/** As {@link call}, for an answer in another form. */
export async function send(method, path, body, headers, signal) {
  let response = await attempt(method, path, body, headers, signal);
  if (response.status === 403 && method !== "GET" && session.token !== "") {
    // Signed in anew in another window: the token is another one.
    const former = session.token;
    await begin();
    if (session.token !== former) {
      response = await attempt(method, path, body, headers, signal);
    }
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401) {
      document.dispatchEvent(new Event("concierge:signed-out"));
    }
    throw problem;
  }
  return response;
}

async function attempt(method, path, body, headers, signal) {
  const sent = { ...headers, "X-CSRF-Token": session.token };
  if (body) {
    sent["Content-Type"] = "application/json";
  }
  try {
    return await fetch(ROOT + path, { method, headers: sent, signal, body: body && JSON.stringify(body), cache: "no-store" });
  } catch (failure) {
    throw failure.name === "AbortError" ? failure : new ApiProblem(0);
  }
}

async function problemOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch (e) {} // A proxy's page: the status says enough.
  return new ApiProblem(response.status, body, Number(response.headers.get("Retry-After")) || 0);
}
