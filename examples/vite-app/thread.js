// One conversation: what was said, a box to reply in, and a way to put it away.

import { el, instead, timeOf } from "./dom.js";
import { inWords } from "./errors.js";

let current;

/** Shows a conversation; `on.putAway()` when it was put away, `on.back()` to the list. */
export async function showThread(place, service, conversation, on) {
  current?.abort();
  const mine = new AbortController();
  current = mine;
  const scroll = el("div", { className: "scroll" }, instead("Loading…"));
  place.replaceChildren(headOf(service, conversation, on), scroll, replyBox());
  place.focus();
  await load();

  async function load() {
    try {
      const messages = await service.messages(conversation, mine.signal);
      const bubbles = messages.map(bubbleOf);
      scroll.replaceChildren(bubbles.length ? el("ol", {}, ...bubbles) : instead("No messages."));
      scroll.scrollTop = scroll.scrollHeight;
    } catch (error) {
      // Another conversation has been chosen.
      if (mine.signal.aborted) return;
      scroll.replaceChildren(instead(inWords(error), load));
    }
  }

  function replyBox() {
    const send = service.replyTo(conversation);
    if (!send) return el("p", { className: "reply" }, "Reply to e-mail in the service's own app.");
    const text = el("textarea", { rows: 2, required: true, placeholder: "Write a reply" });
    text.setAttribute("aria-label", "Reply");
    const button = el("button", { className: "primary" }, "Send");
    const problem = el("p", { className: "problem", role: "alert", hidden: true });
    const form = el("form", { className: "reply" }, problem, text, button);
    text.onkeydown = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    };
    form.onsubmit = async (event) => {
      event.preventDefault();
      button.disabled = text.readOnly = true;
      problem.hidden = true;
      try {
        await send(text.value);
        text.value = "";
        await load();
      } catch (error) {
        problem.textContent = inWords(error);
        problem.hidden = false;
      } finally {
        button.disabled = text.readOnly = false;
      }
    };
    return form;
  }
}

function headOf(service, conversation, on) {
  const { name, place } = service.rowOf(conversation);
  const away = el("button", { type: "button" }, service.away.words);
  away.onclick = async () => {
    away.disabled = true;
    try {
      await service.putAway(conversation);
      on.putAway();
    } catch (error) {
      on.failed(error);
    } finally {
      away.disabled = false;
    }
  };
  return el(
    "div",
    { className: "head" },
    el("button", { type: "button", className: "back", onclick: on.back }, "← Inbox"),
    el("h2", {}, name),
    place && el("small", {}, place),
    away,
  );
}

const bubbleOf = ({ text, date, ours, state }) =>
  el(
    "li",
    { className: ours ? "ours" : "theirs" },
    el("p", {}, text || "(no text)"),
    el("small", {}, timeOf(date), state && ` · ${state}`),
  );
