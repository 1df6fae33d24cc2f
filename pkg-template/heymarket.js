// The client for Heymarket: the operations as their tables print them, the iterators over pages, and who can be
// given a conversation.

import { operations } from "threadline:heymarket";
import { assignable } from "./assignable.js";
import { Client } from "./client.js";
import { history } from "./history.js";
import { check, EACH_PAGE } from "./options.js";
import { Pages } from "./pages.js";
import { copy } from "./stringify.js";

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
        const filter = copy(input);
        const each = { ...options };
        return new Pages({
          cursor: filter?.date,
          list: (date) => this.listConversations({ ...filter, date }, each),
          // The last one that has any: the next page starts there, letter for letter.
          after: (page) => page.findLast(({ updated }) => updated !== null)?.updated,
          lost: { operation: "listConversations", path: "$[*].updated" },
        });
      }

      messages(input, options = {}) {
        check(options, EACH_PAGE);
        const { timestamp, ...filter } = copy(input) ?? {};
        const each = { ...options };
        return new Pages({
          ...history({
            start: timestamp,
            list: (timestamp) => this.listMessages({ ...filter, timestamp }, each),
          }),
          lost: { operation: "listMessages", path: "$[*].date" },
        });
      }

      teamMessages(input, options = {}) {
        check(options, EACH_PAGE);
        const filter = copy(input);
        const each = { ...options };
        const date = filter?.order === "updated_at" ? "updated" : "date";
        return new Pages({
          cursor: filter?.createdAt,
          list: (createdAt) => this.listTeamMessages({ ...filter, createdAt }, each),
          after: (page) => page.findLast((message) => message[date] !== null)?.[date],
          lost: { operation: "listTeamMessages", path: `$[*].${date}` },
        });
      }

      assignableUsers(input, options) {
        return assignable(this, input, options);
      }
    },
  };
  return Heymarket;
};
