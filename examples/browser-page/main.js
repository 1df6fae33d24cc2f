// Puts the page together: session, client, filters, list, conversation, log.

import { Heymarket, isAuthenticationError } from "threadline";
import { doneWords, perform, wayBack } from "./actions.js";
import { observedFetch } from "./calls.js";
import { createDetail } from "./detail.js";
import { withNames } from "./directory.js";
import { inWords } from "./errors.js";
import { createFilters, noFilters } from "./filters.js";
import { nameOf } from "./format.js";
import { listenForKeys } from "./keys.js";
import { createList } from "./list.js";
import { createLog } from "./log.js";
import { tell, tellHint, tellProblem } from "./notices.js";
import { endpoint, getToken, signIn, signOut } from "./session.js";

const at = (id) => document.getElementById(id);

const log = createLog(at("log"), at("log-button"), at("log-tally"));
const session = await signIn(at("sign-in"));
// The page knows its own endpoint and its session's token; the API key is the endpoint's.
const heymarket = new Heymarket({
  baseUrl: endpoint,
  token: async () => getToken(),
  fetch: observedFetch(log.record),
});

const list = createList({
  heymarket,
  session,
  rows: at("rows"),
  end: at("rows-end"),
  scroll: at("rows-scroll"),
  onReset: () => filters.reset(),
  onSignedOut: leaveIfSignedOut,
});
const filters = createFilters(at("filters"), session.inboxes, {
  onChange: list.load,
  onRefresh: refresh,
});
const detail = createDetail({ pane: at("detail"), session, onAction, onHint });

let shown = null;
const onePane = matchMedia("(max-width: 760px)");

/** The address says which conversation is shown: `#/9920`. Back and Forward work by themselves. */
async function showFromAddress() {
  const id = /^#\/(\d+)$/.exec(location.hash)?.[1] ?? null;
  const before = shown;
  shown = id;
  at("frame").dataset.pane = id ? "detail" : "list";
  list.select(id);
  // Where there is room for one pane only, the keyboard's place follows to the other.
  if (onePane.matches) id ? at("detail").focus() : list.focus(before);
  if (!id) return detail.showNothing();
  const known = list.find(id);
  // What the list knows is shown at once, and brought up to date behind it.
  if (known) detail.show(known);
  else detail.showWaiting();
  try {
    accept(await heymarket.getConversation({ id }));
  } catch (error) {
    if (leaveIfSignedOut(error) || shown !== id) return;
    if (known) tellProblem(error, nameOf(known), showFromAddress);
    else detail.showProblem(inWords(error), showFromAddress);
  }
}

function accept(answer) {
  const conversation = withNames(answer, session);
  list.update(conversation);
  if (shown === `${conversation.id}`) detail.show(conversation);
}

let busy = false;

async function onAction(conversation, action, to) {
  // A second press while the first is on its way would only ask for the same again.
  if (busy) return;
  busy = true;
  detail.setBusy(true);
  try {
    accept(await perform(heymarket, session, conversation, action, to));
    const back = wayBack(action, conversation);
    tell(
      doneWords(action, to),
      nameOf(conversation),
      back && (() => onAction(conversation, back.action, back.to)),
    );
  } catch (error) {
    if (leaveIfSignedOut(error)) return;
    tellProblem(error, nameOf(conversation), () => onAction(conversation, action, to));
  } finally {
    busy = false;
    detail.setBusy(false);
  }
}

function onHint() {
  tellHint("This conversation stays in its inbox", "Heymarket moves only SMS conversations.");
}

async function showTotal() {
  try {
    const count = await heymarket.countConversations();
    at("total").textContent = `${count.toLocaleString("en")} conversations`;
  } catch {
    // The list says what is wrong; a number that is not known is left out.
    at("total").textContent = "";
  }
}

function refresh() {
  list.load();
  showTotal();
}

function leaveIfSignedOut(error) {
  if (!isAuthenticationError(error)) return false;
  signOut();
  location.reload();
  return true;
}

const go = (by) => {
  const id = list.neighbour(by);
  if (id) location.hash = `#/${id}`;
};

listenForKeys({
  j: () => go(1),
  k: () => go(-1),
  e: () => detail.press("status"),
  u: () => detail.press("reading"),
  a: () => detail.press("assign"),
  t: () => detail.press("move"),
  r: refresh,
  l: log.toggle,
  "?": () => at("help").showModal(),
});
at("help-button").addEventListener("click", () => at("help").showModal());
at("sign-out").addEventListener("click", () => {
  signOut();
  location.reload();
});
addEventListener("hashchange", showFromAddress);

list.load(noFilters);
showTotal();
showFromAddress();
