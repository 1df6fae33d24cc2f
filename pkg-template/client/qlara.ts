// The client for Qlara Inbox: its operations, and the iterator over messages.

import { operations } from "threadline:qlara";
import type { Run } from "../call/run.ts";
import { invalid } from "../common/check.ts";
import { copyOfInput } from "../module/input.ts";
import { byId } from "../pages/by-id.ts";
import { Pages } from "../pages/pages.ts";
import { Client, type Service } from "./client.ts";
import { checkPages } from "./options.ts";

const SERVICE: Service = {
  url: "https://lora-api.agiletelecom.com",
  keyHeader: "x-api-key",
  limits: [1000, 50],
};

interface Message {
  readonly id: string;
}

/** What the iterator reads of an input. The codec checks the whole of it with each request. */
interface MessagesInput {
  readonly direction?: unknown;
  readonly idFrom?: unknown;
  readonly idTo?: unknown;
}

export const qlara = (run: Run) => {
  const Operations = operations(Client, run);
  // The key names the class, whatever a minifier makes of it.
  const { Qlara } = {
    Qlara: class extends Operations {
      constructor(options: unknown) {
        super(options, SERVICE);
      }

      messages(input: MessagesInput | null | undefined, options: object = {}) {
        checkPages(options);
        // A copy of both, so that later changes don't matter.
        const { direction, ...filter } = copyOfInput(input) ?? {};
        const each = { ...options };
        const newer = direction === "newer";
        if (!newer && direction !== "older") invalid("direction", 'must be "newer" or "older"');
        // Both bounds are inclusive: the message at one is repeated, and dropped.
        const bound = newer ? "idFrom" : "idTo";
        const start = filter[bound];
        return new Pages(
          byId({
            // Text, as all ids in results; anything but an id is left to the codec, which rejects it.
            start: typeof start === "bigint" || Number.isSafeInteger(start) ? `${start}` : start,
            ask: async (id) => {
              const page = (await this.listMessages({ ...filter, [bound]: id }, each)) as Message[];
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
