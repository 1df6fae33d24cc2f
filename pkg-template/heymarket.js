// The client for Heymarket: the operations as their tables print them, and the iterator over pages.

import { operations } from "threadline:heymarket";
import { Client } from "./client.js";
import { failure } from "./failure.js";
import { check, EACH_PAGE, refuse } from "./options.js";
import { Pages } from "./pages.js";
import { stringify } from "./stringify.js";

const SERVICE = { url: "https://api.heymarket.com", keyHeader: "authorization", limits: [500, 0] };

// The newest first; what has no time comes last. Times of one millisecond stay as they come.
const byTime = (a, b) => (Date.parse(b.date ?? 0) || 0) - (Date.parse(a.date ?? 0) || 0);

/** The time of a message in whole seconds, rounded up. */
const secondsOf = ({ date }) => Math.ceil(Date.parse(date) / 1000);

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

      messages(input, options = {}) {
        check(options, EACH_PAGE);
        const { timestamp, ...filter } = JSON.parse(stringify(input)) ?? {};
        const each = { ...options };
        return new Pages({
          cursor: timestamp,
          list: async (at) => {
            const page = await this.listMessages({ ...filter, timestamp: at }, each);
            return page.sort(byTime);
          },
          after: (page) => {
            const times = page.map(secondsOf).filter(Number.isFinite);
            if (!times.length) return undefined;
            // What shares the oldest one's second may have found no place on this page. A page that
            // holds nothing else would come again and again.
            const oldest = times.at(-1);
            return times[0] === oldest ? oldest - 1 : oldest;
          },
          lost: { operation: "listMessages", path: "$[*].date" },
        });
      }

      teamMessages(input, options = {}) {
        check(options, EACH_PAGE);
        const { createdAt, ...filter } = JSON.parse(stringify(input)) ?? {};
        const each = { ...options };
        const key = filter.order === "updated_at" ? "updated" : "date";
        return new Pages({
          cursor: createdAt,
          list: (from) => this.listTeamMessages({ ...filter, createdAt: from }, each),
          after: (page) => page.findLast((message) => message[key] !== null)?.[key],
          lost: { operation: "listTeamMessages", path: `$[*].${key}` },
        });
      }

      async assignableUsers(input, options = {}) {
        check(options, EACH_PAGE);
        const operation = "assignableUsers";
        const { inboxId, ...rest } = JSON.parse(stringify(input)) ?? {};
        for (const name of Object.keys(rest)) refuse(name, "is not known here; known is inboxId");
        if (Array.isArray(inboxId) || !/^\d+$/.test(inboxId)) refuse("inboxId", "must be an id");
        const each = { ...options };
        const [inboxes, { members }] = await Promise.all([
          this.listInboxes({}, each),
          this.getTeam({}, each),
        ]);
        const inbox = inboxes.find(({ id }) => String(id) === String(inboxId));
        if (!inbox) {
          throw failure({ kind: "not_found", operation, message: "there is no such inbox" });
        }
        const known = new Map(members.map((member) => [member.id, member]));
        const nameless = (id) => ({ id, name: null, email: null, role: null });
        return inbox.members.map((id) => known.get(id) ?? nameless(id));
      }
    },
  };
  return Heymarket;
};
