// Which inboxes and channels a page's call touches, and whether its session may. What the page says is compared here,
// in the code: no service is relied on to do it.

import { idOf, type ServiceName } from "../service.ts";
import type { Session } from "../session.ts";

type Input = Readonly<Record<string, unknown>>;

/** What is no inbox's or channel's own, and may be read by all. */
const COMMON = ["listInboxes", "getTeam", "listAssignableUsers"];

/** A list of places, or one that nobody has in the place of what is none. */
const listOf = (value: unknown): unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [null];
};

/** Lists say which places they want: without that, they are all that the session sees. */
const narrowed = (service: ServiceName, input: Input, places: readonly string[]): Input => {
  if (service === "qlara") return { ...input, channelIds: input.channelIds ?? places };
  const filters = Object(input.filters) as Input;
  return { ...input, filters: { ...filters, inboxes: filters.inboxes ?? places } };
};

/** What is sent for a session, or null where it must not be. `placeOf` finds out where a conversation is. */
export const scoped = async (
  service: ServiceName,
  operation: string,
  input: Input,
  session: Session,
  placeOf: (conversation: string) => Promise<string | null>,
): Promise<Input | null> => {
  const own = session[service]?.places;
  if (own === undefined) return null;
  if (own === null || COMMON.includes(operation)) return input;
  const asked = operation === "listConversations" ? narrowed(service, input, own) : input;
  const { inboxId, transferInboxId, channelIds, filters, chatId, conversationId, id } = asked;
  const places: unknown[] = [inboxId, transferInboxId].filter((place) => place !== undefined);
  places.push(...listOf(channelIds), ...listOf((Object(filters) as Input).inboxes));
  const conversation =
    chatId ?? conversationId ?? (operation === "getConversation" ? id : undefined);
  // What names no place at all may be anywhere.
  if (!places.length && conversation === undefined) return null;
  const isOwn = (place: unknown) => own.includes(idOf(place) ?? "");
  if (!places.every(isOwn)) return null;
  if (conversation === undefined) return asked;
  const found = idOf(conversation);
  return found !== null && isOwn(await placeOf(found)) ? asked : null;
};
