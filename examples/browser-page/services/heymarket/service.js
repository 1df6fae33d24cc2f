// Heymarket, as the page sees it: what its inbox is made of.

import { Heymarket } from "threadline";
import { operationFinder } from "../../calls.js";
import { badge } from "../../parts.js";
import { actionsOf } from "./actions.js";
import { createDetail } from "./detail.js";
import { withNames } from "./directory.js";
import { belongs, createFilters, emptyWords, noFilters, toInput } from "./filters.js";
import { channelBadge, nameOf } from "./words.js";

const key = "heymarket";

export const heymarket = {
  key,
  name: "Heymarket",
  root: "",
  operationOf: operationFinder([
    ["POST", "/v1/conversations", "listConversations"],
    ["POST", "/v1/conversations/count", "countConversations"],
    ["POST", "/v1/conversations/open", "openConversation"],
    ["POST", "/v1/conversations/close", "closeConversation"],
    ["POST", "/v1/conversations/read", "markRead"],
    ["POST", "/v1/conversations/unread", "markUnread"],
    ["POST", "/v1/conversations/reassign", "reassignConversation"],
    ["POST", "/v1/conversations/transfer", "transferConversation"],
    ["GET", "/v1/conversations/{id}", "getConversation"],
    ["GET", "/v1/messages", "listMessages"],
    ["POST", "/v1/message/send", "sendMessage"],
    ["GET", "/v1/inboxes", "listInboxes"],
    ["GET", "/v1/team", "getTeam"],
  ]),

  connect(options, session) {
    const client = new Heymarket(options);
    return {
      key,
      noFilters,
      createFilters: (form, on) => createFilters(form, session.inboxes, on),
      pages: (filters, signal) => client.conversations(toInput(filters, session), { signal }),
      belongs,
      dateOf: ({ updated: date }) => date,
      newestFirst: () => true,
      emptyWords: (filters) => emptyWords(filters, session.inboxes),
      rowOf: (conversation) => rowOf(withNames(conversation, session)),
      get: (id) => client.getConversation({ id }),
      nameOf,
      total: async () =>
        `${(await client.countConversations()).toLocaleString("en")} conversations`,
      actions: actionsOf(client, session),
      createDetail: (parts) => createDetail({ ...parts, key, heymarket: client, session }),
      shortcuts: [
        { key: "w", press: "write", words: "Write a reply" },
        { key: "e", press: "status", words: "Close or reopen" },
        { key: "u", press: "reading", words: "Mark read or unread" },
        { key: "a", press: "assign", words: "Assign to a member" },
        { key: "t", press: "move", words: "Move to another inbox" },
      ],
    };
  },
};

function rowOf(conversation) {
  const { read, assigned, inbox, lastMsg, updated, status } = conversation;
  return {
    name: nameOf(conversation),
    face: conversation.name,
    unread: read === false,
    date: updated,
    preview: lastMsg,
    badges: [channelBadge(conversation), status && badge(status, status)],
    plain: [inbox?.name, assigned?.name ?? "unassigned"].filter(Boolean).join(" · "),
  };
}
