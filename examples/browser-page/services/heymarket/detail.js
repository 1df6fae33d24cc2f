// The chosen conversation: who, where, what can be done; below it what was said, and a box to reply.

import { chooser } from "../../chooser.js";
import { el } from "../../dom.js";
import { longTime } from "../../format.js";
import { actionButton, avatar, badge, factList } from "../../parts.js";
import { createConversation } from "../../thread/conversation.js";
import { withNames } from "./directory.js";
import { keyOf, noteOn, replyTo, sourceOf } from "./thread.js";
import { addressOf, channelBadge, channelName, nameOf } from "./words.js";

/** `onAction(conversation, action, to)` is called for each button. */
export function createDetail(options) {
  const { pane, key, heymarket, session, onAction, onHint, onChanged, onSignedOut } = options;
  const service = {
    keyOf,
    sourceOf: (conversation) => sourceOf(heymarket, conversation, session),
    replyTo: (conversation) => replyTo(heymarket, conversation, session),
    noteOn,
    drawTop(bare, details) {
      const conversation = withNames(bare, session);
      const { buttons, element } = actionBar(conversation);
      const more = details(facts(conversation), members(conversation));
      return { buttons, parts: [head(conversation), element, more] };
    },
  };

  function actionBar(conversation) {
    const closed = conversation.status === "closed";
    const read = conversation.read === true;
    const status = actionButton(
      closed ? "Reopen" : "Close",
      closed ? "reopen" : "check",
      () => onAction(conversation, closed ? "open" : "close"),
      "button primary",
    );
    const reading = actionButton(read ? "Mark unread" : "Mark read", read ? "unread" : "read", () =>
      onAction(conversation, read ? "markUnread" : "markRead"),
    );
    const assign = chooser({
      label: "Assign",
      picture: "person",
      options: () => heymarket.assignableUsers({ inboxId: conversation.inbox?.id }),
      currentId: conversation.assigned?.id,
      onChoose: (to) => onAction(conversation, "reassign", to),
    });
    const move = chooser({
      label: "Move",
      picture: "inbox",
      options: () => session.inboxes,
      currentId: conversation.inbox?.id,
      onChoose: (to) => onAction(conversation, "transfer", to),
      onDisabled: conversation.channel === "sms" ? null : staysHere,
    });
    return {
      buttons: {
        status,
        reading,
        assign: assign.element.firstElementChild,
        move: move.element.firstElementChild,
      },
      element: el(
        "div",
        { class: "actions", role: "group", "aria-label": "Actions" },
        status,
        reading,
        assign.element,
        move.element,
      ),
    };
  }

  const staysHere = () =>
    onHint("This conversation stays in its inbox", "Heymarket moves only SMS conversations.");

  return createConversation({ pane, key, service, onChanged, onSignedOut });
}

function head(conversation) {
  const name = nameOf(conversation);
  const address = conversation.name ? addressOf(conversation) : "";
  const where = [address, conversation.inbox?.name].filter(Boolean).join(" · ");
  return el(
    "header",
    { class: "detail-head" },
    avatar(conversation.name, name, "large"),
    el("div", {}, el("h1", {}, name), el("p", {}, where)),
    states(conversation),
  );
}

function states(conversation) {
  const { status, read, blocked, muted, snoozeTill } = conversation;
  return el(
    "div",
    { class: "states" },
    channelBadge(conversation),
    status ? badge(status, status) : null,
    read === false ? badge("unread", "unread") : null,
    blocked ? badge("blocked", "blocked") : null,
    muted ? badge("muted", "muted") : null,
    snoozeTill ? badge("snoozed", "snoozed") : null,
  );
}

function facts(conversation) {
  const { id, inbox, assigned, channel, created, updated, snoozeTill } = conversation;
  return factList(
    ["Assigned to", assigned && (assigned.name ?? `Member ${assigned.id}`), "Nobody"],
    ["Inbox", inbox && (inbox.name ?? `Inbox ${inbox.id}`)],
    ["Channel", channelName(channel)],
    [conversation.targets.length > 1 ? "Group" : "Address", addressOf(conversation)],
    ["Started", longTime(created)],
    ["Updated", longTime(updated)],
    snoozeTill && ["Snoozed until", longTime(snoozeTill)],
    ["Id", `${id}`],
  );
}

function members({ members: people }) {
  if (people.length === 0) return null;
  const person = ({ id, name, email }) =>
    el(
      "li",
      {},
      avatar(name, name ?? id, "small"),
      el("span", {}, name ?? `Member ${id}`, email ? el("small", {}, email) : null),
    );
  return el("ul", { class: "people", "aria-label": "Members" }, ...people.map(person));
}
