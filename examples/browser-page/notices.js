// Short messages over the page. Good news disappears by itself; a problem stays until it is dismissed.

import { el, icon } from "./dom.js";
import { inWords } from "./errors.js";

const region = document.getElementById("notices");
const GOOD_NEWS_MS = 7000;
const AT_MOST = 3;

/** `about` says which conversation; `undo` is optional. */
export function tell(title, about, undo) {
  const notice = show({ title, text: about, button: undo && { label: "Undo", act: undo } });
  let timer = setTimeout(() => notice.remove(), GOOD_NEWS_MS);
  // Nobody loses the Undo button while reaching for it.
  const hold = () => clearTimeout(timer);
  const release = () => {
    timer = setTimeout(() => notice.remove(), GOOD_NEWS_MS);
  };
  notice.addEventListener("pointerenter", hold);
  notice.addEventListener("pointerleave", release);
  notice.addEventListener("focusin", hold);
  notice.addEventListener("focusout", release);
}

/** `retry` retries what failed; it is offered where that can help. */
export function tellProblem(error, about, retry) {
  const { title, advice, detail, retry: canRetry } = inWords(error);
  const button = canRetry && { label: "Retry", act: retry };
  show({ title, text: advice, detail: `${about} · ${detail}`, problem: true, button });
}

export function tellHint(title, text) {
  show({ title, text, problem: true });
}

function show({ title, text, detail, problem = false, button }) {
  const close = () => notice.remove();
  const act = () => {
    close();
    button.act();
  };
  const notice = el(
    "div",
    { class: problem ? "notice problem" : "notice", role: problem ? "alert" : "status" },
    icon(problem ? "alert" : "check"),
    el(
      "div",
      { class: "notice-words" },
      el("strong", {}, title),
      text ? el("p", {}, text) : null,
      detail ? el("small", {}, detail) : null,
    ),
    el(
      "div",
      { class: "notice-buttons" },
      button ? el("button", { class: "quiet", type: "button", onclick: act }, button.label) : null,
      el(
        "button",
        { class: "quiet dismiss", type: "button", "aria-label": "Dismiss", onclick: close },
        icon("close"),
      ),
    ),
  );
  // Good news is old as soon as there is other news.
  for (const old of region.querySelectorAll(".notice:not(.problem)")) old.remove();
  region.append(notice);
  while (region.childElementCount > AT_MOST) region.firstElementChild.remove();
  return notice;
}
