// The client for Heymarket: its operations, and the iterators over pages.

import { operations } from "threadline:heymarket";
import type { Run } from "../call/run.ts";
import { copyOfInput } from "../module/input.ts";
import { byTime } from "../pages/by-time.ts";
import { history } from "../pages/history.ts";
import { Pages } from "../pages/pages.ts";
import { byFilter, byLimit, type Filters } from "../pages/same-timestamp.ts";
import { byTimestamp } from "../pages/timestamp-order.ts";
import type { Item } from "../pages/walk.ts";
import { type AssignableUsersInput, assignableUsers } from "./assignable-users.ts";
import { Client, type Service } from "./client.ts";
import { checkPages } from "./options.ts";

const SERVICE: Service = {
  url: "https://api.heymarket.com",
  keyHeader: "authorization",
  limits: [500, 0],
  signs: true,
};

interface Conversation extends Item {
  readonly updated: string | null;
}

interface Message extends Item {
  readonly date: string | null;
  readonly updated: string | null;
}

/** What the iterators read of an input. The codec checks the whole of it with each request. */
type Input<Fields> = Partial<Fields> | null | undefined;

export const heymarket = (run: Run) => {
  const Operations = operations(Client, run);
  // The key names the class, whatever a minifier makes of it.
  const { Heymarket } = {
    Heymarket: class extends Operations {
      constructor(options: unknown) {
        super(options, SERVICE);
      }

      conversations(input: Input<{ date: unknown; filters: Filters }>, options: object = {}) {
        checkPages(options);
        // A copy of both, so that later changes don't matter.
        const given = copyOfInput(input);
        const each = { ...options };
        return new Pages(
          byTime<Conversation, Filters>({
            ...byTimestamp("updated"),
            operation: "listConversations",
            start: given?.date,
            ask: (date, filters = given?.filters) =>
              this.listConversations({ ...given, filters, date }, each) as Promise<Conversation[]>,
            search: byFilter(given?.filters),
            // The size of a page is not documented: two are taken for a full one.
            size: 2,
          }),
        );
      }

      messages(input: Input<{ timestamp: unknown }>, options: object = {}) {
        checkPages(options);
        const { timestamp, ...filter } = copyOfInput(input) ?? {};
        const each = { ...options };
        return new Pages(
          byTime({
            ...history({
              start: timestamp,
              list: (timestamp) =>
                this.listMessages({ ...filter, timestamp }, each) as Promise<Message[]>,
            }),
            operation: "listMessages",
            path: "$[*].date",
          }),
        );
      }

      teamMessages(
        input: Input<{ createdAt: unknown; order: string; ascending: boolean; limit: number }>,
        options: object = {},
      ) {
        checkPages(options);
        const given = copyOfInput(input);
        const each = { ...options };
        return new Pages(
          byTime<Message, number>({
            ...byTimestamp(given?.order === "updated_at" ? "updated" : "date", given?.ascending),
            operation: "listTeamMessages",
            start: given?.createdAt,
            ask: (createdAt, limit = given?.limit) =>
              this.listTeamMessages({ ...given, createdAt, limit }, each) as Promise<Message[]>,
            search: byLimit,
            // The service's own limit is 30.
            size: Math.min(given?.limit ?? 30, 30),
          }),
        );
      }

      assignableUsers(input: AssignableUsersInput, options: unknown) {
        return assignableUsers(this, input, options);
      }
    },
  };
  return Heymarket;
};
