// Which inboxes and channels a page's call touches, and whether its session may. What the page says is compared here,
// in the code: no service is relied on to do it.

import { idOf, type ServiceName } from "../service.ts";
import type { Session } from "../session.ts";

/** What the call is about, as far as its input says it. */
interface Touched {
  /** Places that the input names. */
  readonly places: readonly unknown[];
  /** A conversation whose place must be found out. */
  readonly conversation?: unknown;
}

type Input = Readonly<Record<string, unknown>>;

const byInbox = ({ inboxId, chatId }: Input): Touched => ({
  places: [inboxId],
  ...(chatId === undefined ? {} : { conversation: chatId }),
});
const byChat = ({ chatId }: Input): Touched => ({ places: [], conversation: chatId });
const nothing = (): Touched => ({ places: [] });

/** What every row of `routes` touches; a call without one is refused to those who may not see everything. */
const TOUCHED: Readonly<Record<ServiceName, Readonly<Record<string, (input: Input) => Touched>>>> =
  {
    heymarket: {
      listConversations: ({ filters }) => ({
        places: Object(Object(filters).inboxes) as unknown[],
      }),
      getConversation: ({ id }) => ({ places: [], conversation: id }),
      openConversation: byInbox,
      closeConversation: byInbox,
      markRead: byInbox,
      markUnread: byInbox,
      reassignConversation: byInbox,
      transferConversation: ({ conversationId, transferInboxId }) => ({
        places: [transferInboxId],
        conversation: conversationId,
      }),
      listMessages: byInbox,
      sendMessage: byInbox,
      listInboxes: nothing,
      getTeam: nothing,
    },
    qlara: {
      listConversations: ({ channelIds }) => ({ places: Object(channelIds) as unknown[] }),
      getConversation: byChat,
      listMessages: byChat,
      reply: byChat,
      markRead: byChat,
      archiveConversation: byChat,
      unarchiveConversation: byChat,
      listAssignableUsers: nothing,
      assignConversation: byChat,
      unassignConversation: byChat,
    },
  };

/** Lists say which places they want: without that, they are all that the session sees. */
const narrowed = (
  service: ServiceName,
  operation: string,
  input: Input,
  places: readonly string[],
) => {
  if (operation !== "listConversations") return input;
  if (service === "qlara") return { ...input, channelIds: input.channelIds ?? places };
  const filters = Object(input.filters) as Record<string, unknown>;
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
  const places = session[service]?.places;
  if (places === undefined) return null;
  if (places === null) return input;
  const touches = TOUCHED[service][operation];
  if (!touches) return null;
  const asked = narrowed(service, operation, input, places);
  const touched = touches(asked);
  const isOwn = (place: unknown) => {
    const id = idOf(place);
    return id !== null && places.includes(id);
  };
  if (!Array.isArray(touched.places) || !touched.places.every(isOwn)) return null;
  if (touched.conversation === undefined) return asked;
  const conversation = idOf(touched.conversation);
  if (conversation === null) return null;
  return isOwn(await placeOf(conversation)) ? asked : null;
};
