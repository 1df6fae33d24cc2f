// The list of conversations: pages on scroll, through the service's own iterator.

import { hrefOf } from "./address.js";
import { el } from "./dom.js";
import { inWords } from "./errors.js";
import { avatar, instead, time } from "./parts.js";
import { createWalk, take } from "./walk.js";

const BONES = 9;

/** How many are read again, at least. */
const A_PAGE = 25;

export function createList({ service, rows, end, scroll, onReset, onSignedOut }) {
  const conversations = new Map();
  let filters = null;
  let selectedId = null;
  /** Settles when the first ones have loaded. */
  let loading = null;

  const walk = createWalk({
    root: scroll,
    sentinel: end,
    onWaiting() {
      if (conversations.size > 0) end.replaceChildren(...bones(2));
    },
    onTaken(taken) {
      if (taken.length > 0) show(taken);
      end.replaceChildren();
    },
    onProblem: showProblem,
    onEnd: showEnd,
  });

  function load(newFilters = filters) {
    filters = newFilters;
    conversations.clear();
    rows.replaceChildren(...bones(BONES));
    end.replaceChildren();
    scroll.scrollTop = 0;
    loading = walk.start((signal) => service.pages(filters, signal));
  }

  function show(page) {
    if (conversations.size === 0) rows.replaceChildren();
    for (const conversation of page) {
      // An event may have added it meanwhile.
      if (!update(conversation)) rows.append(add(conversation));
    }
  }

  function add(conversation) {
    const id = `${conversation.id}`;
    const row = el("li", { class: "row", "data-id": id });
    conversations.set(id, { conversation, row });
    draw(conversation, row);
    return row;
  }

  const showThatIsAll = () => end.replaceChildren(el("p", {}, "No more conversations."));

  function showEnd() {
    if (conversations.size > 0) return showThatIsAll();
    rows.replaceChildren();
    const { title, text, showAll } = service.emptyWords(filters);
    const button = showAll && { label: showAll, act: onReset };
    end.replaceChildren(instead({ picture: "inbox", title, text, button }));
  }

  function showProblem(error) {
    if (onSignedOut(error)) return;
    if (conversations.size === 0) rows.replaceChildren();
    const { title, advice, detail } = inWords(error);
    const button = {
      label: "Try again",
      act: conversations.size === 0 ? () => load() : walk.more,
    };
    end.replaceChildren(
      instead({ picture: "alert", title, text: advice, detail, problem: true, button }),
    );
  }

  function draw(conversation, row) {
    const { name, face, unread, date, preview, badges, plain } = service.rowOf(conversation);
    row.classList.toggle("unread", unread);
    const current = `${conversation.id}` === selectedId ? "true" : null;
    const link = el(
      "a",
      { href: hrefOf(service.key, conversation.id), "aria-current": current },
      avatar(face, name),
      el(
        "span",
        { class: "row-top" },
        el("span", { class: "row-name" }, name),
        unread ? el("span", { class: "unseen" }, ", unread") : null,
        time(date),
      ),
      el("span", { class: preview ? "row-preview" : "row-preview none" }, preview ?? "No preview"),
      el("span", { class: "row-meta" }, ...badges, el("span", { class: "plain" }, plain)),
    );
    // Redrawing must not lose the keyboard's place in the list.
    const focused = row.contains(document.activeElement);
    row.replaceChildren(link);
    if (focused) link.focus();
  }

  /** The row changes, and goes when it no longer fits the filters; returns whether there is one. */
  function update(conversation) {
    const known = conversations.get(`${conversation.id}`);
    if (!known) return false;
    known.conversation = conversation;
    draw(conversation, known.row);
    known.row.hidden = !service.belongs(conversation, filters);
    return true;
  }

  const timeOf = (conversation) => Date.parse(service.dateOf(conversation));

  /** Reads again what is shown, which stays where it is meanwhile. */
  async function reread() {
    const mine = loading;
    await mine;
    const count = Math.max(conversations.size, A_PAGE);
    const pages = service.pages(filters, new AbortController().signal);
    const { taken, done, error } = await take(pages, count);
    // It has been loaded meanwhile.
    if (mine !== loading) return;
    if (error) throw error;
    if (conversations.size === 0) return load();
    const moved = new Set(taken.filter(hasMoved).map(({ id }) => `${id}`));
    keepingPlace(moved, () => {
      removeUnlisted(taken, done);
      let above = null;
      for (const conversation of taken) {
        // Something newer was read meanwhile.
        if (timeOf(find(conversation.id) ?? conversation) > timeOf(conversation)) continue;
        const row = update(conversation) ? rowOf(conversation) : add(conversation);
        const next = above ? above.nextElementSibling : rows.firstElementChild;
        if (next !== row) rows.insertBefore(row, next);
        above = row;
      }
    });
    if (conversations.size === 0) showEnd();
  }

  const find = (id) => conversations.get(`${id}`)?.conversation ?? null;
  const rowOf = ({ id }) => conversations.get(`${id}`)?.row;

  function hasMoved(conversation) {
    const known = find(conversation.id);
    return !known || timeOf(known) !== timeOf(conversation);
  }

  /** What belongs among those that are listed, and is not; what is older may still follow them. */
  function removeUnlisted(listed, isAll) {
    const ids = new Set(listed.map(({ id }) => `${id}`));
    const oldest = listed.length > 0 ? timeOf(listed.at(-1)) : Number.NaN;
    for (const [id, { conversation, row }] of conversations) {
      if (ids.has(id) || !(isAll || timeOf(conversation) > oldest)) continue;
      row.remove();
      conversations.delete(id);
    }
  }

  /** Redrawing must neither move what is being read nor lose the keyboard's place. */
  function keepingPlace(moved, redraw) {
    const { activeElement } = document;
    const focused = rows.contains(activeElement) && activeElement.closest(".row");
    const { top } = scroll.getBoundingClientRect();
    const topOf = (row) => row.getBoundingClientRect().top;
    const stays = (row) => !row.hidden && !moved.has(row.dataset.id) && topOf(row) >= top;
    // At its beginning the list shows what is new.
    const places = scroll.scrollTop > 0 ? [...rows.children].filter(stays) : [];
    const before = places.map(topOf);
    redraw();
    const at = places.findIndex((row) => row.isConnected && !row.hidden);
    if (at !== -1) scroll.scrollTop += topOf(places[at]) - before[at];
    if (focused) focused.firstElementChild?.focus({ preventScroll: true });
  }

  /** It has changed: it moves to the top when it is the newest, or is added where it belongs. */
  async function meet(conversation) {
    await loading;
    const isNewest = (other) => !other || timeOf(conversation) > timeOf(other);
    const first = () => find(rows.firstElementChild?.dataset.id);
    if (update(conversation)) {
      const row = rowOf(conversation);
      if (row.hidden || !service.newestFirst(filters) || !isNewest(first())) return;
      const focused = row.contains(document.activeElement);
      rows.prepend(row);
      if (focused) row.firstElementChild.focus({ preventScroll: true });
      return;
    }
    if (!service.newestFirst(filters) || !service.belongs(conversation, filters)) return;
    const isFirst = conversations.size === 0;
    const next = [...rows.children].find((row) => isNewest(find(row.dataset.id)));
    // What is older than all that is shown comes with the next page.
    if (!isFirst && !next) return;
    if (isFirst) showThatIsAll();
    rows.insertBefore(add(conversation), next ?? null);
  }

  /** `id` as text: past 2^53 a number is not exact. */
  function select(id) {
    const before = conversations.get(selectedId)?.row.firstElementChild;
    before?.removeAttribute("aria-current");
    selectedId = id;
    const link = conversations.get(id)?.row.firstElementChild;
    link?.setAttribute("aria-current", "true");
    link?.scrollIntoView({ block: "nearest" });
  }

  /** The conversation `by` places below the selected one, or the first. */
  function neighbour(by) {
    const shown = [...rows.querySelectorAll(".row[data-id]:not([hidden])")];
    const at = shown.findIndex(({ dataset }) => dataset.id === selectedId);
    const to = at === -1 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1);
    return shown[to]?.dataset.id ?? null;
  }

  rows.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const links = [...rows.querySelectorAll(".row:not([hidden]) a")];
    links[links.indexOf(document.activeElement) + by]?.focus();
    event.preventDefault();
  });

  return {
    load,
    reread,
    update,
    meet,
    select,
    neighbour,
    /** Redraws the rows with names that were loaded later. */
    redraw() {
      for (const { conversation, row } of conversations.values()) draw(conversation, row);
    },
    focus: (id) => conversations.get(id)?.row.firstElementChild.focus(),
    find,
  };
}

const bones = (count) =>
  Array.from({ length: count }, () =>
    el(
      "li",
      { class: "row waiting", "aria-hidden": "true" },
      ...["face", "name", "preview", "meta"].map((part) => el("span", { class: `bone ${part}` })),
    ),
  );
