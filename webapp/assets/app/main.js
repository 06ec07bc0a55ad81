import { begin, call } from "./api.js";
import { Composer } from "./composer.js";
import { showKeys } from "./dialogs.js";
import { announce, byId } from "./dom.js";
import * as drafts from "./drafts.js";
import { draw } from "./icons.js";
import * as keys from "./keys.js";
import * as notices from "./notices.js";
import { closePanel, showSource, showWhy } from "./panel.js";
import * as scroll from "./scroll.js";
import { closeSide, named, openSide } from "./shell.js";
import { Side } from "./side.js";
import { Thread } from "./thread.js";
import { TurnView } from "./turns.js";
import { welcome } from "./welcome.js";
import { label, say, speak } from "./words.js";

const views = new Map();
const thread = new Thread({ opened, added, changed, ended });

const composer = new Composer({
  ask: (text) => thread.ask(text, composer.limits()),
  stop: () => thread.stop(),
  editLast: () => [...byId("turns").querySelectorAll("[data-edit]")].at(-1)?.click(),
});

const side = new Side({
  open: (id) => goTo(() => thread.open(id)),
  gone: (id) => id === thread.id && goTo(() => thread.begin()),
  renamed: (one) => one.id === thread.id && named(Object.assign(thread, { title: one.title })),
});

const deeds = {
  source: (turn, n, from) => showSource(turn.sources.find((source) => source.n === n), from),
  why: (turn, from) => showWhy(turn, from),
  again: (turn) => thread.ask(turn.question, turn.limits || composer.limits(), turn),
  edit: (turn, question) => thread.ask(question, composer.limits(), turn),
};

async function goTo(there) {
  closeSide();
  closePanel();
  notices.nothing();
  await there();
  byId("question").focus();
}

function opened() {
  views.clear();
  byId("turns").replaceChildren(...thread.turns.map((turn) => viewOf(turn).element));
  byId("welcome").hidden = thread.turns.length > 0;
  composer.enter(thread.id && thread.session, thread.turns.at(-1));
  composer.busy(thread.busy);
  named(thread);
  side.mark(thread.id);
  scroll.toEnd();
}

function viewOf(turn) {
  views.set(turn, new TurnView(turn, deeds));
  return views.get(turn);
}

function added(turn) {
  byId("welcome").hidden = true;
  byId("turns").append(viewOf(turn).element);
  scroll.toEnd();
}

function changed(turn) {
  composer.busy(thread.busy);
  views.get(turn)?.changed();
}

async function ended(turn) {
  composer.busy(false);
  if (turn.state === "DONE") {
    announce(say("answered", views.get(turn).answer.textContent));
  }
  const session = thread.session;
  await side.load();
  const known = side.bySession(session);
  if (known && session === thread.session) {
    if (!turn.id) {
      thread.learn(await call("GET", "conversations/" + known.id));
    }
    composer.settle(session);
    named(Object.assign(thread, { id: known.id, title: known.title }));
    side.mark(known.id);
  }
}

async function signOut() {
  drafts.forget();
  thread.stop();
  await call("POST", "auth/logout", { everywhere: false });
  location.assign("dashboard/login.xhtml?then=%2Fapp");
}

function listen() {
  notices.listen();
  scroll.watch();
  const newOne = () => goTo(() => thread.begin());
  byId("new").addEventListener("click", newOne);
  byId("help").addEventListener("click", showKeys);
  byId("sign-out").addEventListener("click", signOut);
  byId("veil").addEventListener("click", closeSide);
  byId("side-toggle").addEventListener("click", () => closeSide() || openSide());
  keys.listen({
    begin: newOne,
    close: () => closePanel() || closeSide(),
    stop: () => thread.stop(),
    search: () => {
      openSide();
      byId("search").focus();
    },
  });
}

async function start() {
  speak(navigator.languages);
  label();
  draw();
  listen();
  const view = await begin();
  speak([view.language, ...navigator.languages]);
  label();
  drafts.of(view.tenant_id + view.user_id);
  byId("tenant").textContent = view.tenant_name;
  byId("tenant").dataset.hue = view.tenant_colour;
  byId("name").textContent = view.name;
  if (view.console) {
    byId("console").href = "dashboard";
    byId("console").textContent = say("console");
  }
  welcome(view, (text) => thread.ask(text, composer.limits()));
  const wanted = new URLSearchParams(location.search).get("c");
  thread.begin();
  await Promise.all([side.load(), composer.load(), wanted && thread.open(wanted)]);
  const unsent = drafts.kept("unsent");
  if (unsent && byId("question").value === "") {
    composer.set(unsent);
  }
  drafts.keep("unsent", "");
  byId("question").focus();
  document.body.dataset.ready = "";
}

start();
