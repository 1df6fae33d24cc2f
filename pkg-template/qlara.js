// The client for Qlara Inbox: the operations as their tables print them, and the iterator over messages.

import { operations } from "threadline:qlara";
import { Client } from "./client.js";
import { check, EACH_PAGE, refuse } from "./options.js";
import { Pages } from "./pages.js";
import { copy } from "./stringify.js";

const SERVICE = {
  url: "https://lora-api.agiletelecom.com",
  keyHeader: "x-api-key",
  limits: [1000, 50],
};

const isNumber = (id) => /^\d+$/.test(id);

// The highest id of a page that is in order of time; numbers are compared as what they are.
const higher = (a, b) => (isNumber(a) && isNumber(b) && BigInt(a) > BigInt(b) ? a : b);
const highest = (ids) => (ids.length ? ids.reduce(higher) : undefined);
const lower = (a, b) => (isNumber(a) && isNumber(b) && BigInt(b) < BigInt(a) ? b : a);
const lowest = (ids) => (ids.length ? ids.reduce(lower) : undefined);

export const qlara = (run) => {
  const Operations = operations(Client, run);
  // The key names the class, whatever a minifier makes of it.
  const { Qlara } = {
    Qlara: class extends Operations {
      constructor(options) {
        super(options, SERVICE);
      }

      messages(input, options = {}) {
        check(options, EACH_PAGE);
        // A copy of both, so that later changes don't matter.
        const { direction, ...filter } = copy(input) ?? {};
        const each = { ...options };
        const newer = direction === "newer";
        if (!newer && direction !== "older") refuse("direction", 'must be "newer" or "older"');
        // Both bounds are inclusive: what stands on one comes again, and is dropped.
        const bound = newer ? "idFrom" : "idTo";
        const start = filter[bound];
        return new Pages({
          // Text, as every id that comes out; what is no id is left for the codec to refuse.
          cursor: typeof start === "bigint" || Number.isSafeInteger(start) ? `${start}` : start,
          list: async (id) => {
            const page = await this.listMessages({ ...filter, [bound]: id }, each);
            return newer ? page : page.reverse();
          },
          after: (page) => {
            const ids = page.map(({ id }) => id);
            return newer ? highest(ids) : lowest(ids.reverse());
          },
        });
      }
    },
  };
  return Qlara;
};
