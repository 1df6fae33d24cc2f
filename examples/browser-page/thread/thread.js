// All messages of a conversation: older messages come when the person scrolls up, newer ones
// when there are any below.
//
// A service may not document which page it gives first. So reading begins at that page, whichever it is:
// back from it to the beginning, and on from it to the end.

import { el } from "../dom.js";
import { inWords } from "../errors.js";
import { instead } from "../parts.js";
import { createWalk } from "../walk.js";
import { bubble, dayLine, isOfDay, pendingBubble } from "./bubble.js";

// When to check on a reply that was accepted: it is sent, and then delivered or not.
const LOOK_AFTER_MS = [300, 1_500, 4_000, 10_000];

/**
 * `source` is the service's side: `older(signal)` gives the messages from the newest back, and
 * `newer(last, signal)` those from `last` on, which is repeated: iterators of `{ id, mine, who,
 * timestamp, text, media, status, failed, underWay }`. `beginning` is shown above the oldest.
 */
export function createThread({ source, onSignedOut }) {
  const list = el("ol", { class: "thread" });
  const above = el("div", { class: "thread-edge" });
  const below = el("div", { class: "thread-edge" });
  const element = el(
    "div",
    { class: "thread-scroll", tabindex: "0", role: "group", "aria-label": "Messages" },
    above,
    list,
    below,
  );
  /** In the order of time: `{ message, row }`; and the same by id. */
  const order = [];
  const byId = new Map();
  /** Replies that were accepted and are not listed yet: `{ text, row }`. */
  const pending = [];
  let timers = [];

  const older = createWalk({
    root: element,
    sentinel: above,
    onWaiting() {
      above.replaceChildren(waiting("Loading older messages…"));
    },
    onTaken(taken) {
      const isFirst = order.length === 0;
      keepingPlace(() => {
        above.replaceChildren();
        for (const message of taken) put(message, "unshift");
        drawDays();
      });
      // The newest of the first page, where reading begins; what is newer still follows.
      if (isFirst && taken.length > 0) {
        settle(taken);
        toEnd();
        follow(taken[0]);
      }
    },
    onProblem: (error) => showProblem(above, error, older.more),
    onEnd: () => (order.length > 0 ? showBeginning() : showNothing()),
  });

  const newer = createWalk({
    root: element,
    sentinel: below,
    onWaiting: () => {},
    onTaken(taken) {
      const follows = atEnd;
      below.replaceChildren();
      settle(taken.filter(({ id }) => !byId.has(id)));
      for (const message of taken) put(message, "push");
      drawDays();
      if (follows) toEnd();
    },
    onProblem: (error) => showProblem(below, error, newer.more),
    onEnd() {
      const waiting = pending.length > 0 || order.at(-1)?.message.underWay;
      if (!waiting) clearTimers();
    },
  });

  const start = () => older.start(source.older);

  /** The message itself is read again, perhaps with a new status. */
  const follow = (last) => newer.start((signal) => source.newer(last, signal));

  /** `how` adds it at one of the ends; one that is known already is only redrawn. */
  function put(message, how) {
    const row = bubble(message);
    const known = byId.get(message.id);
    if (known) {
      known.row.replaceWith(row);
      Object.assign(known, { message, row });
      return;
    }
    const entry = { message, row };
    byId.set(message.id, entry);
    order[how](entry);
    if (how === "unshift") list.prepend(row);
    else list.append(row);
  }

  /** A line wherever a new day begins. */
  function drawDays() {
    for (const line of list.querySelectorAll(".day")) line.remove();
    let before = null;
    for (const { message, row } of order) {
      if (!isOfDay(message, before)) row.before(dayLine(message));
      before = message;
    }
    list.append(...pending.map(({ row }) => row));
  }

  /** A reply was accepted: it is shown as pending until the service lists it. */
  function expect(text) {
    const row = pendingBubble(text);
    pending.push({ text, row });
    list.append(row);
    if (order.length === 0) above.replaceChildren();
    toEnd();
    clearTimers();
    const last = order.at(-1);
    const look = () => (last ? follow(last.message) : start());
    timers = LOOK_AFTER_MS.map((ms) => setTimeout(look, ms));
  }

  /** Removes pending replies that the service now lists. */
  function settle(messages) {
    for (const { mine, text } of messages) {
      const at = pending.findIndex((one) => mine && one.text === text);
      if (at !== -1) pending.splice(at, 1)[0].row.remove();
    }
  }

  /** Drawing above what is being read must not move it. */
  function keepingPlace(draw) {
    const fromEnd = element.scrollHeight - element.scrollTop;
    draw();
    element.scrollTop = element.scrollHeight - fromEnd;
  }

  const toEnd = () => {
    element.scrollTop = element.scrollHeight;
  };

  // A reader at the end stays there, also when the box below grows.
  let atEnd = true;
  element.addEventListener("scroll", () => {
    atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
  });
  const resized = new ResizeObserver(() => {
    if (atEnd) toEnd();
  });
  resized.observe(element);

  function showProblem(edge, error, retry) {
    if (onSignedOut(error)) return;
    const { title, advice, detail } = inWords(error);
    const button = { label: "Try again", act: retry };
    edge.replaceChildren(
      instead({ picture: "alert", title, text: advice, detail, problem: true, button }),
    );
  }

  const showBeginning = () => above.replaceChildren(el("p", {}, source.beginning));

  function showNothing() {
    const text = "This conversation has no messages yet.";
    above.replaceChildren(instead({ picture: "chat", title: "No messages", text }));
  }

  function clearTimers() {
    for (const timer of timers) clearTimeout(timer);
  }

  function stop() {
    older.stop();
    newer.stop();
    resized.disconnect();
    clearTimers();
  }

  return {
    element,
    start,
    stop,
    expect,
    refresh() {
      const last = order.at(-1);
      if (last) follow(last.message);
      else start();
    },
  };
}

const waiting = (words) => el("p", { role: "status" }, words);
