// The list of conversations: a screenful at a time.

import { el, instead, timeOf } from "./dom.js";
import { inWords } from "./errors.js";

const STEP = 25;

/** Shows a service's conversations; `onChoose(conversation)` when one is chosen. */
export function showList(place, service, onChoose) {
  const rows = el("ul", {});
  const more = el("div", { className: "more" });
  place.replaceChildren(rows, more);
  const source = service.conversations();

  const load = async () => {
    more.replaceChildren(instead("Loading…"));
    try {
      for (let count = 0; count < STEP; count++) {
        const { value, done } = await source.next();
        if (done) {
          more.replaceChildren(instead("No more conversations."));
          return;
        }
        rows.append(rowOf(service, value, onChoose));
      }
      more.replaceChildren(el("button", { type: "button", onclick: load }, "Show more"));
    } catch (error) {
      more.replaceChildren(instead(inWords(error), () => showList(place, service, onChoose)));
    }
  };
  return load();
}

function rowOf(service, conversation, onChoose) {
  const { name, preview, date, unread, place } = service.rowOf(conversation);
  const button = el(
    "button",
    { type: "button", className: "row" },
    el("strong", {}, name),
    timeOf(date, true),
    el("span", { className: "preview" }, preview || "No messages yet"),
    place && el("small", {}, place),
  );
  const row = el("li", { className: unread ? "unread" : "" }, button);
  button.onclick = () => {
    row.parentElement?.querySelector("[aria-current]")?.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    onChoose(conversation, row);
  };
  return row;
}
