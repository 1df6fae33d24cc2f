// The client for Heymarket: the operations as their tables print them, and the iterator over pages.

import { operations } from "threadline:heymarket";
import { Client } from "./client.js";
import { check, EACH_PAGE } from "./options.js";
import { Pages } from "./pages.js";
import { stringify } from "./stringify.js";

const SERVICE = { url: "https://api.heymarket.com", keyHeader: "authorization", limits: [500, 0] };

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
        const filter = JSON.parse(stringify(input));
        const each = { ...options };
        return new Pages({
          cursor: filter?.date,
          list: (date) => this.listConversations({ ...filter, date }, each),
          // The last one that has any: the next page starts there, letter for letter.
          after: (page) => page.findLast(({ updated }) => updated !== null)?.updated,
          lost: { operation: "listConversations", path: "$[*].updated" },
        });
      }
    },
  };
  return Heymarket;
};
