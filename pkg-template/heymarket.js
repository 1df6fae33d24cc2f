// The client for Heymarket: the operations as their tables print them, and the iterator over pages.

import { operations } from "threadline:heymarket";
import { Client } from "./client.js";
import { check } from "./options.js";
import { Pages } from "./pages.js";
import { stringify } from "./stringify.js";

export const heymarket = (run) => {
  const Operations = operations(Client, run);
  // The key names the class, whatever a minifier makes of it.
  const { Heymarket } = {
    Heymarket: class extends Operations {
      constructor(options) {
        super(options, "https://api.heymarket.com");
      }

      conversations(input, options = {}) {
        check(options, ["signal", "timeoutMs", "headers"]);
        // A copy of both, so that later changes don't matter.
        const filter = JSON.parse(stringify(input));
        const each = { ...options };
        return new Pages((date) => this.listConversations({ ...filter, date }, each), filter?.date);
      }
    },
  };
  return Heymarket;
};
