// The chosen conversation: who, where, what can be done, all that was said, and a box to reply.

import { chooser } from "../../chooser.js";
import { createControls } from "../../controls.js";
import { el } from "../../dom.js";
import { longTime } from "../../format.js";
import { createPane } from "../../pane.js";
import { actionButton, avatar, badge, factList } from "../../parts.js";
import { createReply } from "./reply.js";
import { createThread } from "./thread.js";
import { addressOf, channelBadge, channelName, isUnread, nameOf } from "./words.js";

const NOBODY = { id: null, name: "Nobody" };

/** `onAction(conversation, action, to)` is called for each button; `press` does so by its name. */
export function createDetail({ pane, key, qlara, users, onAction, onChanged, onSignedOut }) {
  const { backLink, ...instead } = createPane(pane, key);
  const controls = createControls();
  /** What was written and not sent, by conversation. */
  const drafts = new Map();
  let open = null;
  let factsOpen = false;

  function close() {
    open?.thread.stop();
    open = null;
    controls.clear();
  }

  const closing =
    (show) =>
    (...words) => {
      close();
      show(...words);
    };

  function show(conversation) {
    if (open?.id !== conversation.id) begin(conversation);
    controls.redraw(() => {
      const { buttons, element } = actionBar(conversation);
      open.top.replaceChildren(backLink(), head(conversation), element, facts(conversation));
      return { ...buttons, write: open.reply.field };
    });
  }

  /** The thread and what is being written stay while the rest is drawn anew. */
  function begin({ id }) {
    close();
    const thread = createThread({ qlara, chatId: id, onSignedOut });
    const reply = createReply({
      qlara,
      chatId: id,
      drafts,
      onSignedOut,
      onLook: thread.refresh,
      onSent(text) {
        thread.expect(text);
        onChanged(id);
      },
    });
    const top = el("div", { class: "thread-top" });
    open = { id, thread, reply, top };
    pane.replaceChildren(
      el("article", { class: "conversation threaded" }, top, thread.element, reply.element),
    );
    thread.start();
  }

  function actionBar(conversation) {
    const { archived, assignee } = conversation;
    const archive = actionButton(
      archived ? "Unarchive" : "Archive",
      archived ? "reopen" : "archive",
      () => onAction(conversation, archived ? "unarchive" : "archive"),
    );
    const reading = actionButton("Mark read", "read", () => onAction(conversation, "markRead"));
    // There is no way back to unread: the button rests.
    reading.disabled = !isUnread(conversation);
    const assign = chooser({
      label: "Assign",
      picture: "person",
      options: async () => [
        NOBODY,
        ...(await users.load()).map((user) => ({ id: user.id, name: users.nameOf(user) })),
      ],
      currentId: assignee?.id ?? NOBODY.id,
      onChoose: (to) =>
        to.id === NOBODY.id
          ? onAction(named(conversation), "unassign")
          : onAction(named(conversation), "assign", to),
    });
    const label = { class: "actions", role: "group", "aria-label": "Actions" };
    return {
      buttons: { archive, reading, assign: assign.element.firstElementChild },
      element: el("div", label, archive, reading, assign.element),
    };
  }

  /** So that the way back can name who it was. */
  function named({ assignee, ...conversation }) {
    const displayName = assignee && users.nameOf(assignee);
    return { ...conversation, assignee: assignee && { ...assignee, displayName } };
  }

  function facts(conversation) {
    const { id, channel, contact, assignee, lastMessageDate, archived } = conversation;
    return el(
      "details",
      {
        class: "more-facts",
        open: factsOpen,
        ontoggle: ({ target }) => {
          factsOpen = target.open;
        },
      },
      el("summary", {}, "Details"),
      factList(
        ["Assigned to", assignee && users.nameOf(assignee), "Nobody"],
        ["Channel", [channelName(channel), channel?.id].filter(Boolean).join(", id ")],
        ["Contact's id", contact?.id],
        ["Last message", longTime(lastMessageDate)],
        ["Archived", archived === null ? null : archived ? "Yes" : "No"],
        ["Id", id],
      ),
    );
  }

  function head(conversation) {
    const { contact, channel, assignee, archived, unreadCount } = conversation;
    const name = nameOf(conversation);
    const address = contact?.name ? addressOf(conversation) : null;
    const where = [address, channel?.name].filter(Boolean).join(" · ");
    return el(
      "header",
      { class: "detail-head" },
      avatar(contact?.name ?? null, name, "large"),
      el("div", {}, el("h1", {}, name), el("p", {}, where)),
      el(
        "div",
        { class: "states" },
        channelBadge(conversation),
        assignee ? badge(users.nameOf(assignee), "", "person") : badge("unassigned"),
        isUnread(conversation) ? badge(`${unreadCount} unread`, "unread") : null,
        archived ? badge("archived", "muted") : null,
      ),
    );
  }

  return {
    showNothing: closing(instead.showNothing),
    showWaiting: closing(instead.showWaiting),
    showProblem: closing(instead.showProblem),
    show,
    refresh: () => open?.thread.refresh(),
    press(name) {
      if (name === "write") open?.reply.field.focus();
      else controls.press(name);
    },
    setBusy: controls.setBusy,
  };
}
