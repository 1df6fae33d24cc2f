// The chosen conversation: who, where, what can be done; below it all that was said, and a box to reply.

import { chooser } from "../../chooser.js";
import { el } from "../../dom.js";
import { longTime } from "../../format.js";
import { actionButton, avatar, badge, factList } from "../../parts.js";
import { createConversation } from "../../thread/conversation.js";
import { NOTE, sourceOf } from "./thread.js";
import {
  addressesOf,
  channelBadge,
  channelName,
  contactFacts,
  faceOf,
  isUnread,
  nameOf,
} from "./words.js";

const NOBODY = { id: null, name: "Nobody" };

/** `onAction(conversation, action, to)` is called for each button. */
export function createDetail({ pane, key, qlara, users, onAction, onChanged, onSignedOut }) {
  const service = {
    keyOf: ({ id }) => id,
    sourceOf: (conversation) => sourceOf(qlara, conversation),
    replyTo:
      ({ id: chatId }) =>
      (message) =>
        qlara.reply({ chatId, message }),
    noteOn: () => NOTE,
    drawTop(conversation, details) {
      const { buttons, element } = actionBar(conversation);
      return { buttons, parts: [head(conversation), element, details(facts(conversation))] };
    },
  };

  function actionBar(conversation) {
    const { archived, assignee } = conversation;
    const archive = actionButton(
      archived ? "Unarchive" : "Archive",
      archived ? "reopen" : "archive",
      () => onAction(conversation, archived ? "unarchive" : "archive"),
    );
    const reading = actionButton("Mark read", "read", () => onAction(conversation, "markRead"));
    // Marking as unread is not possible: the button is disabled.
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

  /** So that undo can name the previous assignee. */
  function named({ assignee, ...conversation }) {
    const displayName = assignee && users.nameOf(assignee);
    return { ...conversation, assignee: assignee && { ...assignee, displayName } };
  }

  function facts(conversation) {
    const { id, channel, assignee, lastMessageDate, archived } = conversation;
    return factList(
      ["Assigned to", assignee && users.nameOf(assignee), "Nobody"],
      ["Channel", [channelName(channel), channel?.id].filter(Boolean).join(", id ")],
      ...contactFacts(conversation),
      ["Last message", longTime(lastMessageDate)],
      ["Archived", archived === null ? null : archived ? "Yes" : "No"],
      ["Id", id],
    );
  }

  function head(conversation) {
    const { channel, assignee, archived, unreadCount } = conversation;
    const name = nameOf(conversation);
    const where = [...addressesOf(conversation), channel?.name].filter(Boolean).join(" · ");
    return el(
      "header",
      { class: "detail-head" },
      avatar(faceOf(conversation), name, "large"),
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

  return createConversation({ pane, key, service, onChanged, onSignedOut });
}
