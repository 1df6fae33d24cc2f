// The box to reply in.
//
// A reply must not be sent twice: while one is being sent nothing else can be, and when its outcome is
// unknown the page says so and leaves the next step to the person. The text stays until the service
// has accepted it.

import { el, icon } from "../dom.js";
import { inWords } from "../errors.js";

/**
 * `send(text)` does it; `note` says what the writer must know. `drafts` keeps unsent text, by
 * conversation; `onLook()` shows whether it arrived.
 */
export function createReply({ id, send, note, drafts, onSent, onLook, onSignedOut }) {
  const field = el("textarea", {
    name: "message",
    rows: "2",
    placeholder: "Write a reply…",
    "aria-label": "Reply",
    "aria-describedby": "reply-note",
    oninput: onInput,
    onkeydown: onKey,
  });
  const words = el("span", {}, "Send");
  const button = el("button", { class: "button primary", type: "submit" }, icon("send"), words);
  const problem = el("div", { class: "reply-problem", role: "alert", hidden: true });
  const element = el(
    "form",
    { class: "reply", "aria-label": "Reply", onsubmit: submit },
    problem,
    el("div", { class: "reply-box" }, field, button),
    el("p", { class: "reply-note", id: "reply-note" }, note),
  );
  let sending = false;

  field.value = drafts.get(id) ?? "";
  update();

  function onInput() {
    drafts.set(id, field.value);
    update();
  }

  function update() {
    button.disabled = sending || field.value.trim() === "";
    button.setAttribute("aria-busy", `${sending}`);
    words.textContent = sending ? "Sending…" : "Send";
    field.readOnly = sending;
  }

  function onKey(event) {
    const { key, ctrlKey, metaKey } = event;
    if (key === "Escape") field.blur();
    if (key !== "Enter" || !(ctrlKey || metaKey)) return;
    event.preventDefault();
    element.requestSubmit();
  }

  async function submit(event) {
    event.preventDefault();
    const message = field.value;
    if (sending || message.trim() === "") return;
    sending = true;
    problem.hidden = true;
    update();
    try {
      await send(message);
      field.value = "";
      drafts.delete(id);
      onSent(message);
    } catch (error) {
      if (!onSignedOut(error)) showProblem(error);
    } finally {
      sending = false;
      update();
      // Not if the person has moved on meanwhile.
      if (field.isConnected && document.activeElement === document.body) field.focus();
    }
  }

  function showProblem(error) {
    const { title, advice, detail, unsure } = inWords(error, { once: true });
    const hide = () => {
      problem.hidden = true;
      field.focus();
    };
    const look = () => {
      hide();
      onLook();
    };
    problem.replaceChildren(
      icon("alert"),
      el("div", {}, el("strong", {}, title), el("p", {}, advice), el("small", {}, detail)),
      unsure
        ? el("button", { class: "quiet", type: "button", onclick: look }, "Check now")
        : el(
            "button",
            { class: "quiet", type: "button", "aria-label": "Dismiss", onclick: hide },
            icon("close"),
          ),
    );
    problem.hidden = false;
  }

  return { element, field };
}
