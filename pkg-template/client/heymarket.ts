// The client for Heymarket: the operations as their tables print them, the iterators over pages, and who can be
// given a conversation.

import { operations } from "threadline:heymarket";
import { assignable } from "./assignable-users.ts";
import { byTime, byTimestamp } from "../pages/by-time.ts";
import { Client } from "./client.ts";
import { byFilter, byLimit } from "../pages/same-timestamp.ts";
import { history } from "../pages/history.ts";
import { check, EACH_PAGE } from "../common/options.ts";
import { Pages } from "../pages/pages.ts";
import { copy } from "../module/input.ts";

const SERVICE = {
  url: "https://api.heymarket.com",
  keyHeader: "authorization",
  limits: [500, 0],
  signs: true,
};

export const heymarket = (run) => {
  const Operations = operations(Client, run);
  // The key names the class, whatever a minifier makes of it.
  const { Heymarket } = {
    Heymarket: class extends Operations {
      constructor(options) {
        super(options, SERVICE);
      }

      conversations(input, options = {}) {
        check(options, EACH_PAGE);
        // A copy of both, so that later changes don't matter.
        const given = copy(input);
        const each = { ...options };
        return new Pages(
          byTime({
            ...byTimestamp("updated"),
            operation: "listConversations",
            start: given?.date,
            ask: (date, filters = given?.filters) =>
              this.listConversations({ ...given, filters, date }, each),
            rest: byFilter(given?.filters),
            // Not documented: it is taken for full as soon as there can be a next one.
            size: 2,
          }),
        );
      }

      messages(input, options = {}) {
        check(options, EACH_PAGE);
        const { timestamp, ...filter } = copy(input) ?? {};
        const each = { ...options };
        return new Pages(
          byTime({
            ...history({
              start: timestamp,
              list: (timestamp) => this.listMessages({ ...filter, timestamp }, each),
            }),
            operation: "listMessages",
            path: "$[*].date",
          }),
        );
      }

      teamMessages(input, options = {}) {
        check(options, EACH_PAGE);
        const given = copy(input);
        const each = { ...options };
        return new Pages(
          byTime({
            ...byTimestamp(given?.order === "updated_at" ? "updated" : "date", given?.ascending),
            operation: "listTeamMessages",
            start: given?.createdAt,
            ask: (createdAt, limit = given?.limit) =>
              this.listTeamMessages({ ...given, createdAt, limit }, each),
            rest: byLimit,
            // The service takes 30 where none is given.
            size: Math.min(given?.limit ?? 30, 30),
          }),
        );
      }

      assignableUsers(input, options) {
        return assignable(this, input, options);
      }
    },
  };
  return Heymarket;
};
