// The client for Qlara Inbox: the operations as their tables print them, and the iterator over messages.

import { operations } from "threadline:qlara";
import { byId } from "../pages/by-id.ts";
import { Client } from "./client.ts";
import { check, EACH_PAGE, refuse } from "../common/options.ts";
import { Pages } from "../pages/pages.ts";
import { copy } from "../module/input.ts";

const SERVICE = {
  url: "https://lora-api.agiletelecom.com",
  keyHeader: "x-api-key",
  limits: [1000, 50],
};

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
        return new Pages(
          byId({
            // Text, as every id that comes out; what is no id is left for the codec to refuse.
            start: typeof start === "bigint" || Number.isSafeInteger(start) ? `${start}` : start,
            ask: async (id) => {
              const page = await this.listMessages({ ...filter, [bound]: id }, each);
              return newer ? page : page.reverse();
            },
            newer,
            operation: "listMessages",
          }),
        );
      }
    },
  };
  return Qlara;
};
