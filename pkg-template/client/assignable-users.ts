// Who can be given the conversations of an inbox: its members, by the names that the team has for them.

import { settingsOf } from "./client.ts";
import { failure } from "../errors/failure.ts";
import { check, EACH_PAGE } from "../common/options.ts";
import { copy } from "../module/input.ts";

const fail = (kind, path, message) =>
  failure({ kind, operation: "assignableUsers", path, message });

const isId = (id) =>
  typeof id === "number"
    ? Number.isSafeInteger(id) && id >= 0
    : /^(string|bigint)$/.test(typeof id) && /^(0|[1-9]\d{0,18})$/.test(id);

/** The inbox's id as text; it may be given as a number, as its digits or as a BigInt. */
const inboxOf = (input) => {
  const { inboxId, ...rest } = input ?? {};
  const [other] = Object.keys(rest);
  if (other) {
    // What is no name may be anything, a phone number even: it is not shown.
    const name = /^[a-z_$][\w$-]{0,39}$/i.test(other) ? other : undefined;
    throw fail("invalid_argument", name, "is a key that is not known here; known is inboxId");
  }
  if (!isId(inboxId)) {
    const wanted = "expected an id (a whole number from 0 up, or its digits as text)";
    throw fail("invalid_argument", "inboxId", wanted);
  }
  return String(inboxId);
};

export const assignable = async (client, input, options = {}) => {
  settingsOf(client);
  check(options, EACH_PAGE);
  const wanted = inboxOf(copy(input));
  const [inboxes, team] = await Promise.all([
    client.listInboxes({}, options),
    client.getTeam({}, options),
  ]);
  const inbox = inboxes.find(({ id }) => String(id) === wanted);
  if (!inbox) throw fail("not_found", "inboxId", "is none of the inboxes that listInboxes gives");
  const known = new Map(team.members.map((member) => [member.id, member]));
  // A member whom the team does not list, or no more, can be named by the id alone.
  return [...new Set(inbox.members)].map(
    (id) => known.get(id) ?? { id, name: null, email: null, role: null },
  );
};
