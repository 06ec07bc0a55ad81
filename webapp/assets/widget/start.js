import { Widget } from "./widget.js";
import { Wire } from "./wire.js";

/**
 * Puts a widget into the page.
 *
 * @param {"chat" | "customer"} kind
 * @param {HTMLScriptElement} script the tag that asks for it
 */
export async function start(kind, script) {
  const { dataset } = script;
  const given = new URL(dataset.api || window.RAG_CHATBOT_API || ".", script.src).href;
  const api = given.replace(/(\/api\/v1)?\/*$/, "");
  const tenant = dataset.tenant || window.RAG_CHATBOT_TENANT || "";
  const key = dataset.key || window.RAG_CHATBOT_WIDGET_KEY || "default";
  const wire = new Wire(api, tenant, key);
  try {
    const config = await wire.config();
    await (document.body ? null : new Promise((ready) => addEventListener("DOMContentLoaded", ready)));
    return new Widget(kind, wire, { ...config, ...chosen(dataset) }, `${new URL(api).host}/${tenant}/${key}`).page();
  } catch (failure) {
    console.warn(`Concierge: the widget ${tenant}/${key} cannot be shown here (${failure.message}).`);
    return null;
  }
}

/** What the tag says, in place of what the administrators have set. */
function chosen({ language, theme, position, title, tokenUrl }) {
  const all = { language, theme, position, title, tokenUrl };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}
