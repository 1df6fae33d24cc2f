// One service's inbox: its filters and list, the conversation chosen, what is done to it.

import { hrefOf } from "./address.js";
import { el } from "./dom.js";
import { inWords } from "./errors.js";
import { createList } from "./list.js";
import { tell, tellHint, tellProblem } from "./notices.js";

const onePane = matchMedia("(max-width: 760px)");

// Beyond this number of changes at once, the list is read again.
const ONE_BY_ONE = 20;

/** `onSignedOut(error)` says whether the error means so, and handles it. */
export function createInbox(service, { onSignedOut, onTotal }) {
  const form = el("form", { class: "filters", "aria-label": "Filters" });
  const rows = el("ul", { class: "rows" });
  const end = el("div", { class: "rows-end" });
  const scroll = el("div", { class: "rows-scroll" }, rows, end);
  const listPane = el(
    "section",
    { class: "list-pane", "aria-label": "Conversations" },
    form,
    scroll,
  );
  const pane = el("section", {
    class: "detail-pane",
    "aria-label": "Conversation",
    tabindex: "-1",
  });

  const list = createList({
    service,
    rows,
    end,
    scroll,
    onReset: () => filters.reset(),
    onSignedOut,
  });
  const filters = service.createFilters(form, { onChange: list.load, onRefresh: refresh });
  const detail = service.createDetail({
    pane,
    onAction,
    onHint: tellHint,
    onChanged: (id) => meet([`${id}`]),
    onSignedOut,
  });
  let loaded = false;
  let shown = null;
  let drawn = null;

  service.onNames?.(() => {
    list.redraw();
    if (drawn) detail.show(drawn);
  });

  /** Skips an unchanged conversation: a menu may be open in it. */
  function draw(conversation) {
    if (JSON.stringify(conversation) === JSON.stringify(drawn)) return;
    drawn = conversation;
    detail.show(conversation);
  }

  async function show(id) {
    if (!loaded) {
      loaded = true;
      list.load(service.noFilters);
    }
    const before = shown;
    shown = id;
    list.select(id);
    // Where there is room for one pane only, the keyboard's place follows to the other.
    if (onePane.matches) id ? pane.focus() : list.focus(before);
    const known = id && list.find(id);
    // What the list knows is shown at once, then updated.
    if (known) {
      draw(known);
    } else {
      drawn = null;
      if (!id) return detail.showNothing();
      detail.showWaiting();
    }
    try {
      accept(await service.get(id));
    } catch (error) {
      if (onSignedOut(error) || shown !== id) return;
      if (known) tellProblem(error, service.nameOf(known), () => show(id));
      else detail.showProblem(inWords(error), () => show(id));
    }
  }

  function accept(conversation) {
    list.update(conversation);
    if (shown === `${conversation.id}`) draw(conversation);
  }

  /** Changes while the page is open: see events.js. */
  function hear(changes) {
    if (!loaded) return;
    if (changes.size > ONE_BY_ONE) return catchUp();
    if (changes.get(shown) === false) detail.refresh();
    meet([...changes.keys()].filter((id) => changes.get(id)));
  }

  /** These have changed. One that cannot be loaded just now stays as it is. */
  async function meet(ids) {
    await Promise.all(
      ids.map(async (id) => {
        if (shown === id) detail.refresh();
        try {
          const conversation = await service.get(id);
          await list.meet(conversation);
          if (shown === id) draw(conversation);
        } catch (error) {
          onSignedOut(error);
        }
      }),
    );
  }

  /** Anything may have changed: what is shown stays on the screen, and is read again. */
  async function catchUp() {
    if (!loaded) return;
    showTotal();
    if (shown) meet([shown]);
    try {
      await list.reread();
    } catch (error) {
      if (!onSignedOut(error)) tellProblem(error, "The list", catchUp);
    }
  }

  let busy = false;

  async function onAction(conversation, action, to) {
    // A second press during the first request would only request the same again.
    if (busy) return;
    busy = true;
    detail.setBusy(true);
    const about = service.nameOf(conversation);
    const { call, done, undo } = service.actions[action];
    try {
      await call(conversation, to);
      accept(await service.get(conversation.id));
      const back = undo?.(conversation);
      tell(done(to), about, back && (() => onAction(conversation, back.action, back.to)));
    } catch (error) {
      if (onSignedOut(error)) return;
      tellProblem(error, about, () => onAction(conversation, action, to));
    } finally {
      busy = false;
      detail.setBusy(false);
    }
  }

  async function showTotal() {
    try {
      onTotal(await service.total?.());
    } catch {
      // The list reports the problem; an unknown number is left out.
      onTotal(null);
    }
  }

  function refresh() {
    list.load();
    showTotal();
    detail.refresh();
  }

  const go = (by) => {
    const id = list.neighbour(by);
    if (id) location.hash = hrefOf(service.key, id);
  };

  return {
    panes: [listPane, pane],
    show,
    get shown() {
      return shown;
    },
    showTotal,
    hear,
    catchUp,
    shortcuts: [
      { keys: { j: () => go(1), k: () => go(-1) }, words: "Next or previous conversation" },
      ...service.shortcuts.map(({ key, press, words }) => ({
        keys: { [key]: () => detail.press(press) },
        words,
      })),
      { keys: { r: refresh }, words: "Refresh" },
    ],
  };
}
