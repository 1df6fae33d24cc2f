// A button that opens a list of choices: one of the team's members, one of its inboxes.

import { el, icon } from "./dom.js";

/** `options()` gives `[{ id, name }]`; `currentId` has the tick. */
export function chooser({ label, picture, options, currentId, onChoose, refusal }) {
  const list = el("div", { class: "choices", role: "menu", "aria-label": label, hidden: true });
  const button = el(
    "button",
    {
      class: "button",
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-disabled": refusal ? "true" : null,
      onclick: () => (refusal ? refusal() : toggle(list.hidden)),
    },
    icon(picture),
    label,
    icon("down", "down"),
  );
  const element = el("div", { class: "chooser", onkeydown: onKey }, button, list);

  const onPressElsewhere = ({ target }) => {
    if (!element.contains(target)) toggle(false);
  };

  function toggle(open) {
    if (open) fill();
    list.hidden = !open;
    button.setAttribute("aria-expanded", `${open}`);
    const watch = open ? document.addEventListener : document.removeEventListener;
    watch.call(document, "pointerdown", onPressElsewhere);
    if (open) (list.querySelector('[aria-checked="true"]') ?? list.firstElementChild)?.focus();
  }

  function fill() {
    const items = options().map(({ id, name }) => {
      const current = id === currentId;
      const choose = () => {
        toggle(false);
        button.focus();
        if (!current) onChoose({ id, name });
      };
      return el(
        "button",
        { type: "button", role: "menuitemradio", "aria-checked": `${current}`, onclick: choose },
        current ? icon("check") : el("span"),
        name ?? `${id}`,
      );
    });
    list.replaceChildren(...items);
  }

  function onKey(event) {
    if (list.hidden) return;
    const items = [...list.children];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === "Tab") toggle(false);
    else if (event.key === "Escape") {
      toggle(false);
      button.focus();
    } else return;
    event.stopPropagation();
    if (event.key !== "Tab") event.preventDefault();
  }

  return { element, open: () => button.click() };
}
