// Puts the page together: session, the switch between the services, an inbox for each, the log.

import { isAuthenticationError } from "threadline";
import { hrefOf, readAddress } from "./address.js";
import { observedFetch } from "./calls.js";
import { listen } from "./events.js";
import { createInbox } from "./inbox.js";
import { listenForKeys, showHelp } from "./keys.js";
import { createLog } from "./log.js";
import { heymarket } from "./services/heymarket/service.js";
import { qlara } from "./services/qlara/service.js";
import { endpointOf, getToken, signIn, signOut } from "./session.js";
import { createSwitch } from "./switch.js";

/** How long the connection is waited for before anything is shown. */
const PATIENCE_MS = 1_000;

const at = (id) => document.getElementById(id);
const frame = at("frame");

const log = createLog(at("log"), at("log-button"), at("log-tally"));
const session = await signIn(at("sign-in"));
const services = [heymarket, qlara].filter(({ key }) => session[key]);
const inboxes = new Map();
let current = null;

const chosen = createSwitch(at("services"), services, (key) => {
  location.hash = hrefOf(key, inboxes.get(key)?.shown ?? null);
});

/** The inbox of a service is made when it is first shown, and kept: its place in the list stays. */
function inboxOf({ key, root, connect, operationOf }) {
  const known = inboxes.get(key);
  if (known) return known;
  // The page knows its own endpoint and its session's token; the API keys are the endpoint's.
  const options = {
    baseUrl: endpointOf(key),
    token: async () => getToken(),
    // The endpoint sends nothing without: what is asked for twice is sent once.
    idempotencyKeys: true,
    fetch: observedFetch(new URL(endpointOf(key)).pathname + root, operationOf, log.record),
  };
  const inbox = createInbox(connect(options, session[key]), {
    onSignedOut: leaveIfSignedOut,
    onTotal(total) {
      if (current === inbox) at("total").textContent = total ?? "";
    },
  });
  frame.prepend(...inbox.panes);
  inboxes.set(key, inbox);
  return inbox;
}

function showFromAddress() {
  const { key, id } = readAddress();
  const service = services.find((one) => one.key === (key ?? chosen.remembered())) ?? services[0];
  const inbox = inboxOf(service);
  if (current !== inbox) {
    current = inbox;
    at("total").textContent = "";
    inbox.showTotal();
    for (const other of inboxes.values()) {
      for (const pane of other.panes) pane.hidden = other !== inbox;
    }
    chosen.show(service.key);
    at("brand").href = hrefOf(service.key, null);
    document.title = `Inbox · ${service.name}`;
  }
  frame.dataset.pane = id ? "detail" : "list";
  inbox.show(id);
}

function leave() {
  signOut();
  location.reload();
}

function leaveIfSignedOut(error) {
  const signedOut = isAuthenticationError(error);
  if (signedOut) leave();
  return signedOut;
}

function showLive(live) {
  const element = at("live");
  element.dataset.live = live;
  element.title = live
    ? "Changes made elsewhere appear immediately"
    : "Changes made elsewhere may be missing until the connection is back";
  element.firstElementChild.textContent = live ? "Live" : "Reconnecting…";
}

const shortcuts = () => [
  ...current.shortcuts,
  { keys: { l: log.toggle }, words: "Show or hide the requests" },
  { keys: { "?": help }, words: "Show these shortcuts" },
];
const help = () => showHelp(at("help"), shortcuts());

/** Resolves once everything that happens is reported. */
const listening = () =>
  new Promise((resolve) => {
    listen({
      onLive(resumed) {
        resolve();
        showLive(true);
        if (resumed) return;
        for (const inbox of inboxes.values()) inbox.catchUp();
      },
      onLost: () => showLive(false),
      onChanged: (key, changes) => inboxes.get(key)?.hear(changes),
      onSignedOut: leave,
    });
  });

// What is read from now on is followed by all that happens. A slow line keeps nobody waiting: then it is read again.
await Promise.race([listening(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
listenForKeys(shortcuts);
at("help-button").addEventListener("click", help);
at("sign-out").addEventListener("click", leave);
addEventListener("hashchange", showFromAddress);
showFromAddress();
