// Shortcuts of one letter, outside of fields and open menus.

import { el } from "./dom.js";

/** `shortcuts()` gives the current ones: `[{ keys: { j: act }, words }]`. */
export function listenForKeys(shortcuts) {
  document.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || event.defaultPrevented) return;
    const elsewhere =
      "input:not([type=radio], [type=checkbox]), textarea, select, dialog, [role=menu]";
    if (target.closest(elsewhere)) return;
    const act = shortcuts().find(({ keys }) => Object.hasOwn(keys, key))?.keys[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

export function showHelp(dialog, shortcuts) {
  const lines = shortcuts.map(({ keys, words }) =>
    el(
      "div",
      {},
      el("dt", {}, ...Object.keys(keys).flatMap((key) => [el("kbd", {}, key), " "])),
      el("dd", {}, words),
    ),
  );
  dialog.querySelector("dl").replaceChildren(...lines);
  dialog.showModal();
}
