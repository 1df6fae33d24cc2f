// Shortcuts of one letter, outside of fields and open menus.

export function listenForKeys(shortcuts) {
  document.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || event.defaultPrevented) return;
    if (target.closest("input:not([type=radio], [type=checkbox]), select, dialog, [role=menu]")) {
      return;
    }
    const act = shortcuts[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
