// The chosen conversation: who, where, what was said last, and what can be done.

import { chooser } from "./chooser.js";
import { membersOf } from "./directory.js";
import { el, icon } from "./dom.js";
import { addressOf, channelName, longTime, nameOf } from "./format.js";
import { avatar, channelBadge, instead } from "./parts.js";

/** `onAction(conversation, action, to)` is called for each button; `press` does so by its name. */
export function createDetail({ pane, session, onAction, onHint }) {
  let controls = {};

  function showNothing() {
    controls = {};
    pane.replaceChildren(
      instead({
        picture: "inbox",
        title: "Choose a conversation",
        text: "Press j and k to go through the list, and ? for all shortcuts.",
      }),
    );
  }

  function showWaiting() {
    controls = {};
    pane.replaceChildren(
      el(
        "div",
        { class: "conversation", role: "status", "aria-label": "Loading the conversation" },
        backLink(),
        el(
          "div",
          { class: "detail-head" },
          el("span", { class: "avatar large bone" }),
          el("div", {}, el("div", { class: "bone name" }), el("div", { class: "bone preview" })),
        ),
      ),
    );
  }

  function showProblem(words, retry) {
    controls = {};
    const { title, advice, detail } = words;
    const button = words.retry ? { label: "Try again", act: retry } : null;
    pane.replaceChildren(
      backLink(),
      instead({ picture: "alert", title, text: advice, detail, problem: true, button }),
    );
  }

  function show(conversation) {
    const hadFocus = focusedControl();
    const actions = actionBar(conversation);
    pane.replaceChildren(
      el(
        "article",
        { class: "conversation" },
        backLink(),
        head(conversation),
        actions,
        lastMessage(conversation),
        facts(conversation),
        members(conversation),
      ),
    );
    // The button just pressed is drawn anew: whoever works by keyboard stays on it.
    if (hadFocus) controls[hadFocus]?.focus();
  }

  function focusedControl() {
    return Object.keys(controls).find((name) => controls[name] === document.activeElement);
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
      refusal: conversation.channel === "sms" ? null : () => onHint(conversation),
    });
    controls = {
      status,
      reading,
      assign: assign.element.firstElementChild,
      move: move.element.firstElementChild,
    };
    const label = { class: "actions", role: "group", "aria-label": "Actions" };
    return el("div", label, status, reading, assign.element, move.element);
  }

  return {
    showNothing,
    showWaiting,
    showProblem,
    show,
    press: (name) => controls[name]?.click(),
    setBusy(busy) {
      for (const control of Object.values(controls)) {
        control.setAttribute("aria-busy", `${busy}`);
      }
    },
  };
}

function actionButton(label, picture, act, className = "button") {
  return el("button", { class: className, type: "button", onclick: act }, icon(picture), label);
}

const backLink = () => el("a", { class: "quiet back", href: "#/" }, icon("back"), "Conversations");

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
  const badge = (text, kind) => el("span", { class: `badge ${kind}` }, text);
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
  const fact = (term, value, none = "Not known") =>
    el("div", {}, el("dt", {}, term), el("dd", { class: value ? null : "none" }, value || none));
  return el(
    "section",
    { class: "card", "aria-label": "Details" },
    el("h2", {}, "Details"),
    el(
      "dl",
      { class: "facts" },
      fact("Assigned to", assigned && (assigned.name ?? `Member ${assigned.id}`), "Nobody"),
      fact("Inbox", inbox && (inbox.name ?? `Inbox ${inbox.id}`)),
      fact("Channel", channelName(channel)),
      fact(conversation.targets.length > 1 ? "Group" : "Address", addressOf(conversation)),
      fact("Started", longTime(created)),
      fact("Updated", longTime(updated)),
      snoozeTill ? fact("Snoozed until", longTime(snoozeTill)) : null,
      fact("Id", `${id}`),
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
