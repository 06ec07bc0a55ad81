/**
 * What is typed and not yet taken outlives a reload, an ended session and a crash of the page, in
 * this window alone and for this person alone.
 */

let owner = "";

export function of(person) {
  owner = person;
}

export function keep(session, text) {
  try {
    if (text) {
      sessionStorage.setItem(key(session), text);
    } else {
      sessionStorage.removeItem(key(session));
    }
  } catch (e) {} // Full or forbidden: then it lasts as long as the page.
}

export function kept(session) {
  try {
    return sessionStorage.getItem(key(session)) || "";
  } catch (e) {
    return "";
  }
}

/** Somebody else may sit here next. */
export function forget() {
  try {
    sessionStorage.clear();
  } catch (e) {} // Nothing could be kept either.
}

function key(session) {
  return `concierge:${owner}:${session || "new"}`;
}
