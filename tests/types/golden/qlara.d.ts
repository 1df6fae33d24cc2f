interface QlaraOperations {
  /** Lists conversations; archived ones are not among them. */
  listConversations(input?: Qlara.ListConversationsInput, options?: CallOptions): Promise<Qlara.Conversation[]>;
  /** Lists conversations; archived ones are not among them. */
  listConversations(input: Qlara.ListConversationsInput | undefined, options: RawCallOptions): Promise<Raw<Qlara.Conversation[]>>;
  /** Gets one conversation. */
  getConversation(input: Qlara.GetConversationInput, options?: CallOptions): Promise<Qlara.Conversation>;
  /** Gets one conversation. */
  getConversation(input: Qlara.GetConversationInput, options: RawCallOptions): Promise<Raw<Qlara.Conversation>>;
  /** Lists messages of a conversation, oldest first. */
  listMessages(input: Qlara.ListMessagesInput, options?: CallOptions): Promise<Qlara.Message[]>;
  /** Lists messages of a conversation, oldest first. */
  listMessages(input: Qlara.ListMessagesInput, options: RawCallOptions): Promise<Raw<Qlara.Message[]>>;
  /**
   * Sends a message into a conversation.
   *
   * Accepted is not delivered: a channel can have a reply window (WhatsApp: 24 hours after the contact's last message), and after it the delivery fails although the call succeeded. A message's `status` says what became of it.
   *
   * Give `chatId` and `message`; or, should the service name them otherwise, the whole `body`.
   */
  reply(input: Qlara.ReplyInput, options?: CallOptions): Promise<void>;
  /**
   * Sends a message into a conversation.
   *
   * Accepted is not delivered: a channel can have a reply window (WhatsApp: 24 hours after the contact's last message), and after it the delivery fails although the call succeeded. A message's `status` says what became of it.
   *
   * Give `chatId` and `message`; or, should the service name them otherwise, the whole `body`.
   */
  reply(input: Qlara.ReplyInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Marks a conversation as read. */
  markRead(input: Qlara.MarkReadInput, options?: CallOptions): Promise<void>;
  /** Marks a conversation as read. */
  markRead(input: Qlara.MarkReadInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Archives a conversation: it leaves the list. A new inbound message usually brings it back. */
  archiveConversation(input: Qlara.ArchiveConversationInput, options?: CallOptions): Promise<void>;
  /** Archives a conversation: it leaves the list. A new inbound message usually brings it back. */
  archiveConversation(input: Qlara.ArchiveConversationInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Brings an archived conversation back into the list. */
  unarchiveConversation(input: Qlara.UnarchiveConversationInput, options?: CallOptions): Promise<void>;
  /** Brings an archived conversation back into the list. */
  unarchiveConversation(input: Qlara.UnarchiveConversationInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Lists the users to whom conversations can be assigned. */
  listAssignableUsers(input?: Qlara.ListAssignableUsersInput, options?: CallOptions): Promise<Qlara.User[]>;
  /** Lists the users to whom conversations can be assigned. */
  listAssignableUsers(input: Qlara.ListAssignableUsersInput | undefined, options: RawCallOptions): Promise<Raw<Qlara.User[]>>;
  /** Assigns a conversation to a user, in the place of any other. */
  assignConversation(input: Qlara.AssignConversationInput, options?: CallOptions): Promise<void>;
  /** Assigns a conversation to a user, in the place of any other. */
  assignConversation(input: Qlara.AssignConversationInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Takes a conversation from its assignee. Nothing happens when it has none. */
  unassignConversation(input: Qlara.UnassignConversationInput, options?: CallOptions): Promise<void>;
  /** Takes a conversation from its assignee. Nothing happens when it has none. */
  unassignConversation(input: Qlara.UnassignConversationInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Names the address that the account's webhooks are posted to. Rejected when there is one already. */
  createCallback(input: Qlara.CreateCallbackInput, options?: CallOptions): Promise<void>;
  /** Names the address that the account's webhooks are posted to. Rejected when there is one already. */
  createCallback(input: Qlara.CreateCallbackInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Gets the address that the account's webhooks are posted to; `NotFoundError` when there is none. */
  getCallback(input?: Qlara.GetCallbackInput, options?: CallOptions): Promise<Qlara.Callback>;
  /** Gets the address that the account's webhooks are posted to; `NotFoundError` when there is none. */
  getCallback(input: Qlara.GetCallbackInput | undefined, options: RawCallOptions): Promise<Raw<Qlara.Callback>>;
  /** Names another address that the account's webhooks are posted to; `NotFoundError` when there is none yet. */
  updateCallback(input: Qlara.UpdateCallbackInput, options?: CallOptions): Promise<void>;
  /** Names another address that the account's webhooks are posted to; `NotFoundError` when there is none yet. */
  updateCallback(input: Qlara.UpdateCallbackInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /**
   * Has no more webhooks posted.
   *
   * `NotFoundError` when there is none; but a 404 on the retry after a lost response is success, since the
   * lost attempt may have deleted it. With `raw: true` the status is then 404.
   */
  deleteCallback(input?: Qlara.DeleteCallbackInput, options?: CallOptions): Promise<void>;
  /**
   * Has no more webhooks posted.
   *
   * `NotFoundError` when there is none; but a 404 on the retry after a lost response is success, since the
   * lost attempt may have deleted it. With `raw: true` the status is then 404.
   */
  deleteCallback(input: Qlara.DeleteCallbackInput | undefined, options: RawCallOptions): Promise<Raw<undefined>>;
}

/** The types of Qlara's inputs and outputs. */
export declare namespace Qlara {
  /** An id in an output: text, whatever the service writes. */
  type Id = string;

  /** An id in an input: text, a whole number or a BigInt. */
  type IdInput = string | number | bigint;

  /**
   * A conversation with one contact on one channel.
   *
   * Every field but `id` may be missing in a response; it is then `null`.
   */
  interface Conversation {
    /** The conversation's id, called `chatId` in inputs. */
    id: Id;
    /** When the last message came or went: ISO 8601, as the service wrote it. Lists are sorted by it. */
    lastMessageDate: string | null;
    /** The beginning of the last message. */
    lastMessage: string | null;
    /** How many messages have not been read. */
    unreadCount: number | null;
    /** The channel that it goes over. */
    channel: Channel | null;
    /** The user whom it is assigned to; `null` when there is none. */
    assignee: User | null;
    /** The person at the other end. */
    contact: Contact | null;
    /** Whether it is archived. Lists hold no archived conversations. */
    archived: boolean | null;
  }

  /** A channel that messages go over. */
  interface Channel {
    /** The channel's id. */
    id: Id | null;
    /** What it is. */
    type: "WHATSAPP" | "RCS" | "SMS" | (string & {}) | null;
    /** The channel's name. */
    name: string | null;
  }

  /** A user of the inbox, to whom conversations can be assigned. */
  interface User {
    /** The user's id, called `userId` in inputs. */
    id: Id;
    /** The name to show. */
    displayName: string | null;
    /** The address of a picture. */
    avatarUrl: string | null;
  }

  /** The person at the other end of a conversation. */
  interface Contact {
    /**
     * The contact's id. For a WhatsApp contact without a phone number it is the business-scoped user id
     * (`US.13491208655302741918`), which changes when the person changes the number.
     */
    id: Id | null;
    /** The contact's name. */
    name: string | null;
    /** The contact's WhatsApp user name, where the service gives one. */
    username: string | null;
    /** The contact's phone number, as the service wrote it. */
    phoneNumber: string | null;
  }

  /**
   * A message of a conversation.
   *
   * Every field but `id` may be missing in a response; it is then `null`.
   */
  interface Message {
    /** The message's id. */
    id: Id;
    /** Who sent it: the contact (`inbound`) or your side (`outbound`). */
    direction: "inbound" | "outbound" | null;
    /** When: ISO 8601, as the service wrote it. */
    timestamp: string | null;
    /** What it says. */
    text: string | null;
    /** What became of it. */
    status: "SENT" | "DELIVERED" | "RECEIVED" | "READ" | "ERROR" | "EXPIRED" | "UNKNOWN" | (string & {}) | null;
  }

  /** Where the account's webhooks are posted to. */
  interface Callback {
    /** The address. */
    callbackUrl: string | null;
  }

  /**
   * A contact has written. What the service does not tell is `null`.
   *
   * No payload names the conversation: find it by `contact` (its `id` or its `phoneNumber`, whichever both have) and
   * `channel`.
   */
  interface InboundEvent {
    /** What happened. */
    type: "inbound";
    /** The same as the service spells it. */
    name: string | null;
    /** The same for every delivery of this event, and for no other. */
    deduplicationKey: string;
    /** The message's id. */
    messageId: Id | null;
    /**
     * The sender, from the payload's `contact`, `source`, and the ids and names beside them; `null` when the
     * payload identifies nobody.
     */
    contact: Contact | null;
    /** The sender as the service wrote it: a phone number, or the id of a contact without one. */
    source: Id | null;
    /** The number that was written to. */
    destination: Id | null;
    /** The channel, in capitals. */
    channel: "WHATSAPP" | "RCS" | "SMS" | (string & {}) | null;
    /** When: ISO 8601, as the service wrote it. */
    timestamp: string | null;
    /** What kind of message it is, in capitals. */
    messageType: "TEXT" | "IMAGE" | "AUDIO" | "VIDEO" | (string & {}) | null;
    /** What it says. */
    text: string | null;
    /** What was attached. */
    media: Media | null;
    /** The whole payload, in the service's own words. */
    data: unknown;
  }

  /** What was attached to a message. */
  interface Media {
    /** By which it is fetched. */
    mediaKey: string | null;
    /** What kind of thing it is. */
    type: string | null;
    /** Its media type. */
    mimeType: string | null;
    /** What is written below it. */
    caption: string | null;
  }

  /** What became of a message that you sent. What the service does not tell is `null`. */
  interface StatusEvent {
    /** What happened. */
    type: "delivery" | "read";
    /** The same as the service spells it. */
    name: string | null;
    /** The same for every delivery of this event, and for no other. */
    deduplicationKey: string;
    /** The message's id. */
    messageId: Id | null;
    /**
     * The recipient, from the payload's `contact`, `destination`, and the ids and names beside them; `null` when
     * the payload identifies nobody.
     */
    contact: Contact | null;
    /** The number that it came from. */
    source: Id | null;
    /** The recipient as the service wrote it: a phone number, or the id of a contact without one. */
    destination: Id | null;
    /** The channel, in capitals. */
    channel: "WHATSAPP" | "RCS" | "SMS" | (string & {}) | null;
    /** When: ISO 8601, as the service wrote it. */
    timestamp: string | null;
    /** What became of it, in capitals: by the number, where that is a known one. */
    status: "SENT" | "DELIVERED" | "RECEIVED" | "READ" | "ERROR" | "EXPIRED" | "UNKNOWN" | (string & {}) | null;
    /** The same as a number: 3 is delivered, 6 is undeliverable. */
    statusCode: number | null;
    /** The same in the service's words. */
    description: string | null;
    /** The whole payload, in the service's own words. */
    data: unknown;
  }

  /** Something that threadline does not know yet; `name` says what the service calls it. */
  interface UnknownEvent {
    /** Not known. */
    type: "unknown";
    /** What the service calls it; `null` when it says nothing. */
    name: string | null;
    /** The same for every delivery of this event, and for no other. */
    deduplicationKey: string;
    /** The whole payload, in the service's own words. Numbers that JavaScript cannot hold are text. */
    data: unknown;
  }

  /** What a webhook tells: `type` says which one of these it is. */
  type WebhookEvent = InboundEvent | StatusEvent | UnknownEvent;

  /** Lists conversations; archived ones are not among them. */
  interface ListConversationsInput {
    /** Only conversations updated after this: a `Date`, or RFC 3339 with its offset. */
    dateFrom?: string | Date | undefined;
    /** Only those on these channels. */
    channelIds?: readonly IdInput[] | undefined;
    /** `true`: only those with unread messages. */
    unreadOnly?: boolean | undefined;
    /** The field to sort by, behind `-` (descending) or `+` (ascending). */
    orderBy?: "-lastMessageDate" | "+lastMessageDate" | (string & {}) | undefined;
  }

  /** Gets one conversation. */
  interface GetConversationInput {
    /** The conversation's id. */
    chatId: IdInput;
  }

  /** Lists messages of a conversation, oldest first. */
  interface ListMessagesInput {
    /** The conversation's id. */
    chatId: IdInput;
    /** Only messages with this id and above. */
    idFrom?: IdInput | undefined;
    /** Only messages with this id and below. */
    idTo?: IdInput | undefined;
  }

  /**
   * Sends a message into a conversation.
   *
   * Accepted is not delivered: a channel can have a reply window (WhatsApp: 24 hours after the contact's last message), and after it the delivery fails although the call succeeded. A message's `status` says what became of it.
   *
   * Give `chatId` and `message`; or, should the service name them otherwise, the whole `body`.
   */
  type ReplyInput = {
  } & (
    | {
        /** The text to send. */
        message: string;
        body?: undefined;
      }
    | {
        message?: undefined;
        /** The whole body, sent as it is. */
        body: { readonly [key: string]: unknown };
      }
  ) & (
    | {
        /** The conversation's id. */
        chatId: IdInput;
        body?: undefined;
      }
    | {
        chatId?: undefined;
        /** The whole body, sent as it is. */
        body: { readonly [key: string]: unknown };
      }
  );

  /** Marks a conversation as read. */
  interface MarkReadInput {
    /** The conversation's id. */
    chatId: IdInput;
  }

  /** Archives a conversation: it leaves the list. A new inbound message usually brings it back. */
  interface ArchiveConversationInput {
    /** The conversation's id. */
    chatId: IdInput;
  }

  /** Brings an archived conversation back into the list. */
  interface UnarchiveConversationInput {
    /** The conversation's id. */
    chatId: IdInput;
  }

  /** Lists the users to whom conversations can be assigned. */
  type ListAssignableUsersInput = Record<string, never>;

  /** Assigns a conversation to a user, in the place of any other. */
  interface AssignConversationInput {
    /** The conversation's id. */
    chatId: IdInput;
    /** The user's id, one of `listAssignableUsers`. */
    userId: IdInput;
  }

  /** Takes a conversation from its assignee. Nothing happens when it has none. */
  interface UnassignConversationInput {
    /** The conversation's id. */
    chatId: IdInput;
  }

  /** Names the address that the account's webhooks are posted to. Rejected when there is one already. */
  interface CreateCallbackInput {
    /**
     * The address. Nothing in a delivery proves who sent it, so put a secret of your own into it, which
     * `parseQlaraWebhook` looks for: `?secret=${encodeURIComponent(secret)}`, of at least 16 characters.
     */
    callbackUrl: string;
  }

  /** Gets the address that the account's webhooks are posted to; `NotFoundError` when there is none. */
  type GetCallbackInput = Record<string, never>;

  /** Names another address that the account's webhooks are posted to; `NotFoundError` when there is none yet. */
  interface UpdateCallbackInput {
    /**
     * The address. Nothing in a delivery proves who sent it, so put a secret of your own into it, which
     * `parseQlaraWebhook` looks for: `?secret=${encodeURIComponent(secret)}`, of at least 16 characters.
     */
    callbackUrl: string;
  }

  /**
   * Has no more webhooks posted.
   *
   * `NotFoundError` when there is none; but a 404 on the retry after a lost response is success, since the
   * lost attempt may have deleted it. With `raw: true` the status is then 404.
   */
  type DeleteCallbackInput = Record<string, never>;
}
