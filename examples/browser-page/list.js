// The list of conversations: pages on scroll, through the package's own iterator.

import { withNames } from "./directory.js";
import { el } from "./dom.js";
import { inWords } from "./errors.js";
import { belongs, emptyWords, toInput } from "./filters.js";
import { nameOf } from "./format.js";
import { avatar, channelBadge, instead, time } from "./parts.js";

const AT_ONCE = 25;
const BONES = 9;

export function createList({ heymarket, session, rows, end, scroll, onReset, onSignedOut }) {
  const conversations = new Map();
  let filters = null;
  let selectedId = null;
  let walk = null;

  const nearEnd = new IntersectionObserver(
    ([entry]) => {
      if (entry.isIntersecting) more();
    },
    { root: scroll, rootMargin: "600px" },
  );

  function load(newFilters = filters) {
    filters = newFilters;
    walk?.stop.abort();
    conversations.clear();
    rows.replaceChildren(...bones(BONES));
    end.replaceChildren();
    scroll.scrollTop = 0;
    const stop = new AbortController();
    const input = toInput(filters, session);
    walk = { pages: heymarket.conversations(input, { signal: stop.signal }), stop, busy: false };
    return more();
  }

  async function more() {
    const mine = walk;
    if (mine.busy) return;
    mine.busy = true;
    nearEnd.disconnect();
    if (conversations.size > 0) end.replaceChildren(...bones(2));
    const { taken, done, error } = await take(mine.pages, AT_ONCE);
    mine.busy = false;
    // A walk that was given up for another list has nothing to say.
    if (mine !== walk) return;
    if (taken.length > 0) show(taken);
    end.replaceChildren();
    if (error) showProblem(error);
    else if (done) showEnd();
    else nearEnd.observe(end);
  }

  function show(page) {
    if (conversations.size === 0) rows.replaceChildren();
    for (const conversation of page.map((one) => withNames(one, session))) {
      const row = el("li", { class: "row" });
      conversations.set(`${conversation.id}`, { conversation, row });
      draw(conversation, row);
      rows.append(row);
    }
  }

  function showEnd() {
    if (conversations.size > 0) {
      end.replaceChildren(el("p", {}, "That is all."));
      return;
    }
    rows.replaceChildren();
    const filtered = filters.inboxId !== null || filters.closed || filters.unread;
    const button = filtered ? { label: "Show all open", act: onReset } : null;
    const words = emptyWords(filters, session.inboxes);
    end.replaceChildren(instead({ picture: "inbox", ...words, button }));
  }

  function showProblem(error) {
    if (onSignedOut(error)) return;
    if (conversations.size === 0) rows.replaceChildren();
    const { title, advice, detail } = inWords(error);
    // After an error the iterator asks for the same page again.
    const button = { label: "Try again", act: conversations.size === 0 ? () => load() : more };
    end.replaceChildren(
      instead({ picture: "alert", title, text: advice, detail, problem: true, button }),
    );
  }

  function draw(conversation, row) {
    const { id, read, assigned, inbox, lastMsg, updated } = conversation;
    const name = nameOf(conversation);
    const unread = read === false;
    row.classList.toggle("unread", unread);
    const link = el(
      "a",
      { href: `#/${id}`, "aria-current": `${id}` === selectedId ? "true" : null },
      avatar(conversation.name, name),
      el(
        "span",
        { class: "row-top" },
        el("span", { class: "row-name" }, name),
        unread ? el("span", { class: "unseen" }, ", unread") : null,
        time(updated),
      ),
      el("span", { class: lastMsg ? "row-preview" : "row-preview none" }, lastMsg ?? "No preview"),
      el(
        "span",
        { class: "row-meta" },
        channelBadge(conversation),
        statusBadge(conversation),
        el(
          "span",
          { class: "plain" },
          [inbox?.name, assigned?.name ?? "unassigned"].filter(Boolean).join(" · "),
        ),
      ),
    );
    // Drawing anew must not take the keyboard's place in the list away.
    const focused = row.contains(document.activeElement);
    row.replaceChildren(link);
    if (focused) link.focus();
  }

  /** After an action: the row changes, and goes when it no longer fits the filters. */
  function update(conversation) {
    const known = conversations.get(`${conversation.id}`);
    if (!known) return;
    known.conversation = conversation;
    draw(conversation, known.row);
    known.row.hidden = !belongs(conversation, filters);
  }

  /** `id` as text: past 2^53 an id is no number. */
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
    const shown = [...conversations.values()].filter(({ row }) => !row.hidden);
    const at = shown.findIndex(({ conversation }) => `${conversation.id}` === selectedId);
    const to = at === -1 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1);
    return shown[to]?.conversation.id ?? null;
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
    update,
    select,
    neighbour,
    focus: (id) => conversations.get(id)?.row.firstElementChild.focus(),
    find: (id) => conversations.get(id)?.conversation ?? null,
  };
}

function statusBadge({ status }) {
  return status ? el("span", { class: `badge ${status}` }, status) : null;
}

/** The next ones of the iterator; what came before an error is not lost. */
async function take(pages, count) {
  const taken = [];
  try {
    while (taken.length < count) {
      const { value, done } = await pages.next();
      if (done) return { taken, done };
      taken.push(value);
    }
    return { taken };
  } catch (error) {
    return { taken, error };
  }
}

const bones = (count) =>
  Array.from({ length: count }, () =>
    el(
      "li",
      { class: "row waiting", "aria-hidden": "true" },
      ...["face", "name", "preview", "meta"].map((part) => el("span", { class: `bone ${part}` })),
    ),
  );
