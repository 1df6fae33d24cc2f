// Who can be assigned the conversations of an inbox: its members, with what the team says of each.

import { failure } from "../errors/failure.ts";
import { copyOfInput } from "../module/input.ts";
import { settingsOf } from "./client.ts";
import type { Operation } from "./operations.ts";
import { checkPages } from "./options.ts";

interface Inbox {
  readonly id: number | string;
  readonly members: readonly (number | string)[];
}

interface User {
  readonly id: number | string;
  readonly name: string | null;
  readonly email: string | null;
  readonly role: string | null;
}

export interface AssignableUsersInput {
  readonly inboxId?: unknown;
}

const failed = (kind: string, path: string | undefined, message: string) =>
  failure({ kind, operation: "assignableUsers", path, message });

const isId = (id: unknown): boolean =>
  typeof id === "number"
    ? Number.isSafeInteger(id) && id >= 0
    : /^(string|bigint)$/.test(typeof id) && /^(0|[1-9]\d{0,18})$/.test(`${id}`);

/** The inbox's id as text; it may be given as a number, as its digits or as a BigInt. */
const inboxIn = (input: AssignableUsersInput | null | undefined): string => {
  const { inboxId, ...rest } = input ?? {};
  const [other] = Object.keys(rest);
  if (other) {
    // Anything else than a name may be private, a phone number for example: it is not shown.
    const name = /^[a-z_$][\w$-]{0,39}$/i.test(other) ? other : undefined;
    throw failed("invalid_argument", name, "unknown key; the only known one is inboxId");
  }
  if (!isId(inboxId)) {
    const wanted = "expected an id (a whole number from 0 up, or its digits as text)";
    throw failed("invalid_argument", "inboxId", wanted);
  }
  return String(inboxId);
};

interface Operations {
  listInboxes: Operation;
  getTeam: Operation;
}

export const assignableUsers = async (
  client: Operations,
  input: AssignableUsersInput | null | undefined,
  options: unknown = {},
): Promise<User[]> => {
  settingsOf(client);
  checkPages(options);
  const wanted = inboxIn(copyOfInput(input));
  const [inboxes, team] = (await Promise.all([
    client.listInboxes({}, options),
    client.getTeam({}, options),
  ])) as [Inbox[], { members: User[] }];
  const inbox = inboxes.find(({ id }) => String(id) === wanted);
  if (!inbox) throw failed("not_found", "inboxId", "no such inbox in listInboxes");
  const known = new Map(team.members.map((member) => [member.id, member]));
  // The team may not list a member, or no longer: there is only the id.
  return [...new Set(inbox.members)].map(
    (id) => known.get(id) ?? { id, name: null, email: null, role: null },
  );
};
