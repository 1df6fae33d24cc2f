// A conversation with its thread and the box to reply in: both stay while the part above them, who
// it is and what can be done, is redrawn.

import { createControls } from "../controls.js";
import { el } from "../dom.js";
import { createPane } from "../pane.js";
import { createReply } from "./reply.js";
import { createThread } from "./thread.js";

/**
 * The service's side:
 * - `keyOf(conversation)`: a new thread begins when it changes;
 * - `sourceOf(conversation)`: see thread.js;
 * - `replyTo(conversation)`: sends a text; null where replying is not possible;
 * - `noteOn(conversation)`: what the writer must know;
 * - `drawTop(conversation, details)`: `{ buttons, parts }`, the buttons by name and all elements above
 *   the thread; `details(…facts)` puts facts behind a heading that opens.
 */
export function createConversation({ pane, key, service, onChanged, onSignedOut }) {
  const { backLink, ...instead } = createPane(pane, key);
  const controls = createControls();
  /** Unsent drafts, by conversation. */
  const drafts = new Map();
  let open = null;
  let detailsOpen = false;

  function close() {
    open?.thread.stop();
    open = null;
    controls.clear();
  }

  const closing =
    (show) =>
    (...words) => {
      close();
      show(...words);
    };

  function show(conversation) {
    if (open?.key !== service.keyOf(conversation)) begin(conversation);
    controls.redraw(() => {
      const { buttons, parts } = service.drawTop(conversation, details);
      open.top.replaceChildren(backLink(), ...parts);
      return buttons;
    });
  }

  function begin(conversation) {
    close();
    const { id } = conversation;
    const thread = createThread({ source: service.sourceOf(conversation), onSignedOut });
    const send = service.replyTo(conversation);
    const note = service.noteOn(conversation);
    const reply = send
      ? createReply({
          id,
          send,
          note,
          drafts,
          onSignedOut,
          onLook: thread.refresh,
          onSent(text) {
            thread.expect(text);
            onChanged(id);
          },
        })
      : { element: el("p", { class: "reply reply-note" }, note), field: null };
    const top = el("div", { class: "thread-top" });
    open = { key: service.keyOf(conversation), thread, reply, top };
    pane.replaceChildren(
      el("article", { class: "conversation threaded" }, top, thread.element, reply.element),
    );
    thread.start();
  }

  function details(...facts) {
    const ontoggle = ({ target }) => {
      detailsOpen = target.open;
    };
    return el(
      "details",
      { class: "more-facts", open: detailsOpen, ontoggle },
      el("summary", {}, "Details"),
      ...facts,
    );
  }

  return {
    showNothing: closing(instead.showNothing),
    showWaiting: closing(instead.showWaiting),
    showProblem: closing(instead.showProblem),
    show,
    refresh: () => open?.thread.refresh(),
    press(name) {
      if (name === "write") open?.reply.field?.focus();
      else controls.press(name);
    },
    setBusy: controls.setBusy,
  };
}
