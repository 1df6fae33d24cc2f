// The panel that shows each request: operation, method and path, status, time.

import { el, icon } from "./dom.js";

const AT_MOST = 200;

/** `toggle()` shows or hides the panel; `record(call)` adds a call or updates it. */
export function createLog(panel, button, tally) {
  const entries = el("div", { class: "log-entries" });
  const shown = new Map();
  let count = 0;

  const clear = () => {
    entries.replaceChildren();
    shown.clear();
    count = 0;
    tally.textContent = "0";
  };
  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", `${open}`);
  };
  const hide = () => {
    show(false);
    button.focus();
  };

  panel.append(
    el(
      "div",
      { class: "log-head" },
      el("h2", {}, "Requests"),
      el("button", { class: "quiet", type: "button", onclick: clear }, "Clear"),
      el(
        "button",
        { class: "quiet", type: "button", "aria-label": "Hide requests", onclick: hide },
        icon("close"),
      ),
    ),
    entries,
  );
  panel.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });
  button.addEventListener("click", () => show(panel.hidden));
  // Beside the conversation where there is room for both; otherwise on demand.
  show(matchMedia("(min-width: 1280px)").matches);

  return {
    toggle: () => show(panel.hidden),
    record(call) {
      let entry = shown.get(call.id);
      if (!entry) {
        entry = el("details");
        entries.prepend(entry);
        shown.set(call.id, entry);
        count += 1;
        tally.textContent = `${count}`;
        if (shown.size > AT_MOST) forgetOldest();
      }
      entry.replaceChildren(...describe(call));
    },
  };

  function forgetOldest() {
    const [id, entry] = shown.entries().next().value;
    entry.remove();
    shown.delete(id);
  }
}

function describe({ operation, method, path, status, state, problem, ms, at, requestId, body }) {
  const result = status ?? { waiting: "…", stopped: "–", bad: "✕" }[state];
  return [
    el(
      "summary",
      {},
      el("span", { class: `log-status ${state}` }, `${result}`),
      el("span", { class: "log-operation" }, operation),
      el(
        "span",
        { class: "log-time" },
        ms === undefined ? "" : `${Math.max(1, Math.round(ms))} ms`,
      ),
      el("span", { class: "log-path", title: path }, `${method} ${path}`),
    ),
    el(
      "div",
      { class: "log-more" },
      el("p", {}, `${at.toLocaleTimeString("en")}${problem ? ` · ${problem}` : ""}`),
      requestId ? el("p", {}, `Request id ${requestId}`) : null,
      body ? el("pre", { tabindex: "0", "aria-label": "Body" }, pretty(body)) : null,
    ),
  ];
}

const pretty = (text) => JSON.stringify(JSON.parse(text), null, 2);
