// A button that opens a list of choices: one of the team's members, one of its inboxes.

import { el, icon } from "./dom.js";
import { inWords } from "./errors.js";

const isCurrent = (item) => item.getAttribute("aria-checked") === "true";

/** `options()` gives `[{ id, name }]`, or a promise of it; `currentId` has the tick. */
export function chooser({ label, picture, options, currentId, onChoose, onDisabled }) {
  const list = el("div", { class: "choices", role: "menu", "aria-label": label, hidden: true });
  const button = el(
    "button",
    {
      class: "button",
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-disabled": onDisabled ? "true" : null,
      onclick: () => (onDisabled ? onDisabled() : toggle(list.hidden)),
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
    list.hidden = !open;
    button.setAttribute("aria-expanded", `${open}`);
    const watch = open ? document.addEventListener : document.removeEventListener;
    watch.call(document, "pointerdown", onPressElsewhere);
    if (open) fill();
  }

  async function fill() {
    let given = options();
    if (given.then) {
      list.replaceChildren(el("p", { role: "status" }, "Loading…"));
      try {
        given = await given;
      } catch (error) {
        const { title, advice } = inWords(error);
        const again = el("button", { type: "button", onclick: fill }, icon("refresh"), "Try again");
        list.replaceChildren(
          el("p", { role: "alert" }, el("strong", {}, title), " ", advice),
          again,
        );
        return;
      }
    }
    const items = given.map(({ id, name }) => {
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
    // Not if it was closed while the choices came.
    if (!list.hidden) (items.find(isCurrent) ?? items[0])?.focus();
  }

  function onKey(event) {
    if (list.hidden) return;
    const items = [...list.querySelectorAll("button")];
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
