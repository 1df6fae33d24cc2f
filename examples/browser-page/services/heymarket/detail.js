// The chosen conversation: who, where, what was said last, and what can be done.

import { chooser } from "../../chooser.js";
import { createControls } from "../../controls.js";
import { el } from "../../dom.js";
import { longTime } from "../../format.js";
import { createPane } from "../../pane.js";
import { actionButton, avatar, badge, factList } from "../../parts.js";
import { membersOf, withNames } from "./directory.js";
import { addressOf, channelBadge, channelName, nameOf } from "./words.js";

/** `onAction(conversation, action, to)` is called for each button; `press` does so by its name. */
export function createDetail({ pane, key, session, onAction, onHint }) {
  const { backLink, ...instead } = createPane(pane, key);
  const controls = createControls();
  const without =
    (show) =>
    (...words) => {
      controls.clear();
      show(...words);
    };

  function show(bare) {
    const conversation = withNames(bare, session);
    controls.redraw(() => {
      const { buttons, element } = actionBar(conversation);
      pane.replaceChildren(
        el(
          "article",
          { class: "conversation" },
          backLink(),
          head(conversation),
          element,
          lastMessage(conversation),
          facts(conversation),
          members(conversation),
        ),
      );
      return buttons;
    });
  }

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
      options: () => membersOf(conversation.inbox, session),
      currentId: conversation.assigned?.id,
      onChoose: (to) => onAction(conversation, "reassign", to),
    });
    const move = chooser({
      label: "Move",
      picture: "inbox",
      options: () => session.inboxes,
      currentId: conversation.inbox?.id,
      onChoose: (to) => onAction(conversation, "transfer", to),
      refusal: conversation.channel === "sms" ? null : staysHere,
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

  return {
    showNothing: without(instead.showNothing),
    showWaiting: without(instead.showWaiting),
    showProblem: without(instead.showProblem),
    show,
    press: controls.press,
    setBusy: controls.setBusy,
  };
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

function lastMessage({ lastMsg, updated, replied }) {
  if (!lastMsg) return null;
  const after = [longTime(updated), replied === true && "replied"].filter(Boolean).join(" · ");
  return el(
    "section",
    { class: "card", "aria-label": "Last message" },
    el("h2", {}, "Last message"),
    el("p", { class: "bubble", dir: "auto" }, lastMsg),
    el("p", { class: "bubble-time" }, after),
  );
}

function facts(conversation) {
  const { id, inbox, assigned, channel, created, updated, snoozeTill } = conversation;
  return el(
    "section",
    { class: "card", "aria-label": "Details" },
    el("h2", {}, "Details"),
    factList(
      ["Assigned to", assigned && (assigned.name ?? `Member ${assigned.id}`), "Nobody"],
      ["Inbox", inbox && (inbox.name ?? `Inbox ${inbox.id}`)],
      ["Channel", channelName(channel)],
      [conversation.targets.length > 1 ? "Group" : "Address", addressOf(conversation)],
      ["Started", longTime(created)],
      ["Updated", longTime(updated)],
      snoozeTill && ["Snoozed until", longTime(snoozeTill)],
      ["Id", `${id}`],
    ),
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
  return el(
    "section",
    { class: "card", "aria-label": "Members" },
    el("h2", {}, "Members"),
    el("ul", { class: "people" }, ...people.map(person)),
  );
}
