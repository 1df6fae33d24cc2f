// Printed from the tables by `cargo xtask types --bless`.

/** What every call throws that fails. */
export interface ThreadlineError extends Error {
  /** What went wrong: `NOT_FOUND`. */
  readonly code: string;
  /** The operation. */
  readonly operation?: string;
  /** Where in the input or in the response: `filters.inboxes[2]`, `$[3].inbox.id`. */
  readonly path?: string;
  /** The HTTP status, where there was a response. */
  readonly status?: number;
  /** The service's `X-Request-Id`, where there was a response. */
  readonly requestId?: string;
  /** How many requests were sent. */
  readonly attempts: number;
  /** How long the service asks to wait, where that is known. */
  readonly retryAfterMs?: number;
  /** Whether the same call may succeed later, without doing anything twice. */
  readonly retryable: boolean;
}

export interface HeymarketOperations {
  /** Lists one page of conversations, the last updated first. */
  listConversations(input: Heymarket.ListConversationsInput): Promise<Heymarket.Conversation[]>;
  /** Counts the conversations. */
  countConversations(input?: Heymarket.CountConversationsInput): Promise<number>;
  /** Gets one conversation. */
  getConversation(input: Heymarket.GetConversationInput): Promise<Heymarket.Conversation>;
  /** Opens a conversation. Name it by `chatId`, `target` or `targets`; whatever you give is sent. */
  openConversation(input: Heymarket.OpenConversationInput): Promise<void>;
  /** Closes a conversation. Name it by `chatId`, `target` or `targets`; whatever you give is sent. */
  closeConversation(input: Heymarket.CloseConversationInput): Promise<void>;
  /** Marks a conversation as read. Name it by `target` or `targets`; whatever you give is sent. */
  markRead(input: Heymarket.MarkReadInput): Promise<void>;
  /** Marks a conversation as unread. Name it by `target` or `targets`; whatever you give is sent. */
  markUnread(input: Heymarket.MarkUnreadInput): Promise<void>;
  /** Hands a conversation to another member of the same inbox. Name it by `target` or `targets`; whatever you give is sent. */
  reassignConversation(input: Heymarket.ReassignConversationInput): Promise<void>;
  /**
   * Moves an SMS conversation to another inbox. The service rejects it when that inbox already has a
   * conversation with the contact.
   */
  transferConversation(input: Heymarket.TransferConversationInput): Promise<void>;
  /**
   * Sends a message: into a conversation, to a phone number, to a group, or to a list. Accepted is not
   * delivered.
   */
  sendMessage(input: Heymarket.SendMessageInput): Promise<Heymarket.SentMessage>;
  /**
   * Sends an e-mail: a new one, or a reply in a conversation. With `localId` a call whose response is
   * lost is retried, since the service drops duplicates; without it, never.
   */
  sendEmail(input: Heymarket.SendEmailInput): Promise<Heymarket.SentMessage>;
  /** Has a message sent later, on a quarter of an hour. */
  scheduleMessage(input: Heymarket.ScheduleMessageInput): Promise<Heymarket.Scheduled>;
  /** Gets a scheduled message. */
  getScheduledMessage(input: Heymarket.GetScheduledMessageInput): Promise<Heymarket.ScheduledMessage>;
  /** Replaces a scheduled message as a whole, as long as it was not sent. */
  updateScheduledMessage(input: Heymarket.UpdateScheduledMessageInput): Promise<Heymarket.Scheduled>;
  /**
   * Keeps a scheduled message from being sent.
   *
   * `NotFoundError` when there is none; but a 404 on the retry after a lost response is success, since the
   * lost attempt may have deleted it. With `raw: true` the status is then 404.
   */
  deleteScheduledMessage(input: Heymarket.DeleteScheduledMessageInput): Promise<void>;
  /** Lists the messages exchanged with a phone number in an inbox: at most 50, up to a time. */
  listMessages(input: Heymarket.ListMessagesInput): Promise<Heymarket.Message[]>;
  /** Lists messages of the whole team, whatever their conversation. */
  listTeamMessages(input?: Heymarket.ListTeamMessagesInput): Promise<Heymarket.Message[]>;
  /** Counts the messages of the whole team. */
  countTeamMessages(input?: Heymarket.CountTeamMessagesInput): Promise<number>;
  /** Lists the team's inboxes, each with the ids of its members. */
  listInboxes(input?: Heymarket.ListInboxesInput): Promise<Heymarket.Inbox[]>;
  /** Gets the team that the key belongs to, with its members. */
  getTeam(input?: Heymarket.GetTeamInput): Promise<Heymarket.Team>;
}

/** The types of Heymarket's inputs and outputs. */
export declare namespace Heymarket {
  /** An id in an output: a number; its digits as text where a number would change it (beyond 2^53 - 1). */
  type Id = number | string;

  /** An id in an input: text, a whole number or a BigInt. */
  type IdInput = string | number | bigint;

  /**
   * A conversation with one contact, or with a group.
   *
   * Every field but `id` may be missing in a response; it is then `null`, or an empty list.
   */
  interface Conversation {
    /** The conversation's id. */
    id: Id;
    /** How the two sides talk. */
    channel: "sms" | "mms" | "email" | "chat" | (string & {}) | null;
    /** Whether the conversation is being worked on. */
    status: "open" | "closed" | (string & {}) | null;
    /**
     * The member whom it is assigned to; `null` when there is none. Where the service gives the
     * bare id, name and e-mail are `null`.
     */
    assigned: Member | null;
    /** The inbox that it belongs to. Where the service gives the bare id, the name is `null`. */
    inbox: InboxReference | null;
    /** The contact's phone number (digits, mostly without `+`) or e-mail address. */
    target: string | null;
    /** The phone numbers of a group conversation (group MMS). */
    targets: string[];
    /** The members who take part. */
    members: Member[];
    /** The conversation's name, where the service gives one. */
    name: string | null;
    /** The text of the last message, where the service gives one. */
    lastMsg: string | null;
    /** When it began: RFC 3339, as the service wrote it. */
    created: string | null;
    /**
     * When it last changed: RFC 3339, as the service wrote it. Lists are sorted by it, and it is
     * the cursor of the next page: send it back exactly as it is.
     */
    updated: string | null;
    /** Whether it has been read. */
    read: boolean | null;
    /** Whether the last inbound message has been replied to. */
    replied: boolean | null;
    /** Whether the contact is blocked. */
    blocked: boolean | null;
    /** Whether notifications are muted. */
    muted: boolean | null;
    /** Until when it is snoozed: RFC 3339; `null` when it is not. */
    snoozeTill: string | null;
  }

  /** A member of the team. */
  interface Member {
    /** The member's id. */
    id: Id;
    /** The member's name. */
    name: string | null;
    /** The member's e-mail address. */
    email: string | null;
  }

  /** The inbox of a conversation. */
  interface InboxReference {
    /** The inbox's id. */
    id: Id;
    /** The inbox's name. */
    name: string | null;
  }

  /** A message that the service has taken. Accepted is not delivered. */
  interface SentMessage {
    /** The message's id. */
    id: Id | null;
    /** When it was taken: RFC 3339, as the service wrote it. */
    date: string | null;
    /** The conversation's id. */
    convoId: Id | null;
    /** Whether it waits to be sent. */
    queued: boolean | null;
    /** The address of the pictures that were sent. */
    galleryUrl: string | null;
  }

  /** What the service knows a scheduled message by. */
  interface Scheduled {
    /** The scheduled message's id. */
    id: Id;
  }

  /**
   * A message that will be sent.
   *
   * Every field but `id` may be missing in a response; it is then `null`.
   */
  interface ScheduledMessage {
    /** The scheduled message's id. */
    id: Id;
    /** When it will be sent: RFC 3339, as the service wrote it. */
    execute: string | null;
    /** The inbox that it will be sent from. */
    inboxId: Id | null;
    /** The id that the sender gave it. */
    localId: string | null;
    /** When it was scheduled: RFC 3339, as the service wrote it. */
    created: string | null;
    /** When it last changed: RFC 3339, as the service wrote it. */
    updated: string | null;
  }

  /**
   * A message of a conversation.
   *
   * Which side it is from is in no documented field: `user` is the member who sent it, where there is
   * one. Every field but `id` may be missing in a response; it is then `null`, or an empty list.
   */
  interface Message {
    /** The message's id. */
    id: Id;
    /** What it says. */
    text: string | null;
    /** What kind of message it is. */
    type: string | null;
    /** What became of it. */
    status: "sent" | (string & {}) | null;
    /** When it was sent: RFC 3339, as the service wrote it. */
    date: string | null;
    /** When it last changed: RFC 3339, as the service wrote it. */
    updated: string | null;
    /** The contact's phone number or e-mail address. */
    target: string | null;
    /** The phone numbers of a group. */
    targets: string[];
    /** The phone number of the inbox. */
    phone: string | null;
    /** The id of the member who sent it. */
    user: Id | null;
    /** The name that it was sent under. */
    author: string | null;
    /** The conversation that it belongs to: its id, and of the rest what the service tells here. */
    conversation: (Pick<Conversation, "id"> & Partial<Conversation>) | null;
    /** The broadcast that it was part of. */
    broadcastId: Id | null;
    /** The address of what was attached. */
    media: string | null;
    /** The address of a link in it. */
    linkUrl: string | null;
    /** Whether it was flagged. */
    flagged: boolean | null;
    /** Whether it is hidden from the contact. */
    hidden: boolean | null;
    /** How it travelled. */
    channel: "sms" | "mms" | "email" | "chat" | (string & {}) | null;
    /** The id that the sender gave it. */
    localId: string | null;
    /** Why it could not be sent, in the carrier's words. */
    rawError: string | null;
  }

  /** An inbox of the team. */
  interface Inbox {
    /** The inbox's id. */
    id: Id;
    /** The inbox's name. */
    name: string | null;
    /** The team that it belongs to. */
    team: Id | null;
    /** The ids of its members. */
    members: Id[];
    /** Its phone numbers. */
    phones: string[];
  }

  /** The team that the key belongs to. */
  interface Team {
    /** The team's id. */
    id: Id;
    /** The team's name. */
    name: string | null;
    /** Who is in it. */
    members: TeamMember[];
  }

  /** A member, as the team lists them. */
  interface TeamMember {
    /** The member's id. */
    id: Id;
    /** The member's name. */
    name: string | null;
    /** The member's e-mail address, where the service gives it. */
    email: string | null;
    /** What the member may do. */
    role: string | null;
  }

  /** A message came in (`message_received`, which the service spells `message_recieved`) or went out. */
  interface MessageEvent {
    /** What happened. */
    type: "message_received" | "message_sent";
    /** The same as the service spells it. */
    name: string | null;
    /** The same for every delivery of this event, and for no other. */
    deduplicationKey: string;
    /** The id of the webhook itself, as it was set up. */
    webhookId: Id | null;
    /** The message, in its conversation. */
    message: Message;
    /** All that the service says of it, in its own words. */
    data: unknown;
  }

  /** Something happened to a conversation. */
  interface ConversationEvent {
    /** What happened. */
    type: "chat_opened" | "chat_closed" | "chat_pending" | "chat_reassigned" | "chat_transferred";
    /** The same as the service spells it. */
    name: string | null;
    /** The same for every delivery of this event, and for no other. */
    deduplicationKey: string;
    /** The id of the webhook itself, as it was set up. */
    webhookId: Id | null;
    /** The conversation as it is now: its id, and of the rest what the service tells here. */
    conversation: Pick<Conversation, "id"> & Partial<Conversation>;
    /** All that the service says of it, in its own words. */
    data: unknown;
  }

  /** Something of which no document says what it holds. */
  interface OtherEvent {
    /** What happened. */
    type: "target_opt_out" | "target_opt_in" | "target_double_opt_in" | "target_double_opt_restricted" | "incoming_call";
    /** The same as the service spells it. */
    name: string | null;
    /** The same for every delivery of this event, and for no other. */
    deduplicationKey: string;
    /** The id of the webhook itself, as it was set up. */
    webhookId: Id | null;
    /** All that the service says of it, in its own words. Numbers that JavaScript cannot hold are text. */
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
    /** The id of the webhook itself, as it was set up. */
    webhookId: Id | null;
    /** All that the service says of it, in its own words. Numbers that JavaScript cannot hold are text. */
    data: unknown;
  }

  /** What a webhook tells: `type` says which one of these it is. */
  type WebhookEvent = MessageEvent | ConversationEvent | OtherEvent | UnknownEvent;

  /** Lists one page of conversations, the last updated first. */
  interface ListConversationsInput {
    /** The id of the member who asks; must be a member of every inbox asked for. */
    id: IdInput;
    /** Which conversations. */
    filters: ConversationFilters;
    /**
     * Only conversations updated before this: RFC 3339. For the next page, give the `updated` of the
     * last conversation of this one, exactly as it is.
     */
    date?: string | Date | undefined;
  }

  /** Counts the conversations. */
  interface CountConversationsInput {
    /** Only conversations updated before this: RFC 3339. */
    date?: string | Date | undefined;
  }

  /** Gets one conversation. */
  interface GetConversationInput {
    /** The conversation's id. */
    id: IdInput;
  }

  /** Opens a conversation. Name it by `chatId`, `target` or `targets`; whatever you give is sent. */
  type OpenConversationInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The member who is recorded as the opener. */
    userId: IdInput;
    /** The conversation's id. */
    chatId?: IdInput | undefined;
    /** The contact's phone number with its country code, short code, e-mail address or chat target. */
    target?: string | undefined;
    /** The phone numbers of a group conversation (group MMS); each counts once. */
    targets?: readonly string[] | undefined;
  } & (
    | { chatId: IdInput }
    | { target: string }
    | { targets: readonly string[] }
  );

  /** Closes a conversation. Name it by `chatId`, `target` or `targets`; whatever you give is sent. */
  type CloseConversationInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The member who is recorded as the closer. */
    userId: IdInput;
    /** The conversation's id. */
    chatId?: IdInput | undefined;
    /** The contact's phone number with its country code, short code, e-mail address or chat target. */
    target?: string | undefined;
    /** The phone numbers of a group conversation (group MMS); each counts once. */
    targets?: readonly string[] | undefined;
  } & (
    | { chatId: IdInput }
    | { target: string }
    | { targets: readonly string[] }
  );

  /** Marks a conversation as read. Name it by `target` or `targets`; whatever you give is sent. */
  type MarkReadInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The member who has read it. */
    userId: IdInput;
    /** The contact's phone number with its country code, short code, e-mail address or chat target. */
    target?: string | undefined;
    /** The phone numbers of a group conversation (group MMS); each counts once. */
    targets?: readonly string[] | undefined;
  } & (
    | { target: string }
    | { targets: readonly string[] }
  );

  /** Marks a conversation as unread. Name it by `target` or `targets`; whatever you give is sent. */
  type MarkUnreadInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The member who has not read it. */
    userId: IdInput;
    /** The contact's phone number with its country code, short code, e-mail address or chat target. */
    target?: string | undefined;
    /** The phone numbers of a group conversation (group MMS); each counts once. */
    targets?: readonly string[] | undefined;
  } & (
    | { target: string }
    | { targets: readonly string[] }
  );

  /** Hands a conversation to another member of the same inbox. Name it by `target` or `targets`; whatever you give is sent. */
  type ReassignConversationInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The present owner, or the member who acts. */
    userId: IdInput;
    /** The new owner. */
    reassignId: IdInput;
    /** The contact's phone number with its country code, short code, e-mail address or chat target. */
    target?: string | undefined;
    /** The phone numbers of a group conversation (group MMS); each counts once. */
    targets?: readonly string[] | undefined;
  } & (
    | { target: string }
    | { targets: readonly string[] }
  );

  /**
   * Moves an SMS conversation to another inbox. The service rejects it when that inbox already has a
   * conversation with the contact.
   */
  interface TransferConversationInput {
    /** The conversation's id. */
    conversationId: IdInput;
    /** The inbox that it goes to. */
    transferInboxId: IdInput;
  }

  /**
   * Sends a message: into a conversation, to a phone number, to a group, or to a list. Accepted is not
   * delivered.
   */
  type SendMessageInput = {
    /** The inbox that it is sent from. */
    inboxId: IdInput;
    /** The member who sends it; must be a member of that inbox. */
    creatorId: IdInput;
    /** What it says. */
    text?: string | undefined;
    /** The template that says it. */
    templateId?: IdInput | undefined;
    /** The address of what is attached. */
    mediaUrl?: string | undefined;
    /** `true`: a note that only members see. */
    private?: boolean | undefined;
    /** The name that it is sent under, without line breaks. */
    author?: string | undefined;
    /** An id of your own for it. It does not keep a second message from being sent. */
    localId?: string | undefined;
    /** The survey that it begins. */
    surveyId?: IdInput | undefined;
  } & (
    | {
        /** The conversation that it is a reply in. */
        chatId: IdInput;
        phoneNumber?: undefined;
        targets?: undefined;
        listId?: undefined;
      }
    | {
        chatId?: undefined;
        /** The phone number that it goes to, with its country code: `14155551234`, `+1 (415) 555-1234`. */
        phoneNumber: string;
        targets?: undefined;
        listId?: undefined;
      }
    | {
        chatId?: undefined;
        phoneNumber?: undefined;
        /** The phone numbers of the group that it goes to; each gets it once. */
        targets: readonly string[];
        listId?: undefined;
      }
    | {
        chatId?: undefined;
        phoneNumber?: undefined;
        targets?: undefined;
        /** The list that it goes to; `localId` must then be given. */
        listId: IdInput;
        /** An id of your own for it. It does not keep a second message from being sent. */
        localId: string;
      }
  ) & (
    | { text: string }
    | { templateId: IdInput }
    | { mediaUrl: string }
  );

  /**
   * Sends an e-mail: a new one, or a reply in a conversation. With `localId` a call whose response is
   * lost is retried, since the service drops duplicates; without it, never.
   */
  type SendEmailInput = {
    /** The inbox that it is sent from. */
    inbox: IdInput;
    /** The member who sends it. */
    creatorId: IdInput;
    /** What it says, as HTML. */
    text?: string | undefined;
    /** What it says, as plain text. */
    rawText?: string | undefined;
    /** The subject of a new one, without line breaks. */
    convTitle?: string | undefined;
    /** An id of your own for it: the service makes one message of all that have the same. */
    localId?: string | undefined;
  } & (
    | {
        /**
         * Whom a new one goes to: `"to:a@example.com,b@example.com"`, `"cc:c@example.com"`; addresses without names.
         * An address alone goes behind `to:`.
         */
        targets: readonly string[];
        convoId?: undefined;
      }
    | {
        targets?: undefined;
        /** The conversation that it is a reply in. */
        convoId: IdInput;
      }
  ) & (
    | { text: string }
    | { rawText: string }
  );

  /** Has a message sent later, on a quarter of an hour. */
  type ScheduleMessageInput = {
    /** The inbox that it will be sent from. */
    inboxId: IdInput;
    /** When: RFC 3339 with its offset, or a `Date`; on a quarter of an hour, at least 15 minutes ahead. */
    executeAt: string | Date;
    /** What will be sent. */
    content: ScheduledContent;
    /** An id of your own for it. */
    localId?: string | undefined;
    /** The member who sends it. */
    userId?: IdInput | undefined;
  } & (
    | {
        /** The phone number that it will go to, with its country code: `14155551234`, `+1 (415) 555-1234`. */
        phoneNumber: string;
        conversationId?: undefined;
        listId?: undefined;
        targets?: undefined;
      }
    | {
        phoneNumber?: undefined;
        /** The conversation that it will be a reply in. */
        conversationId: IdInput;
        listId?: undefined;
        targets?: undefined;
      }
    | {
        phoneNumber?: undefined;
        conversationId?: undefined;
        /** The list that it will go to. */
        listId: IdInput;
        targets?: undefined;
      }
    | {
        phoneNumber?: undefined;
        conversationId?: undefined;
        listId?: undefined;
        /** The group that it will go to: objects as the service's own pages show them, sent as they are. */
        targets: readonly { readonly [key: string]: unknown }[];
      }
  );

  /** Gets a scheduled message. */
  interface GetScheduledMessageInput {
    /** The scheduled message's id. */
    id: IdInput;
  }

  /** Replaces a scheduled message as a whole, as long as it was not sent. */
  type UpdateScheduledMessageInput = {
    /** The scheduled message's id. */
    id: IdInput;
    /** The inbox that it will be sent from. */
    inboxId: IdInput;
    /** When: RFC 3339 with its offset, or a `Date`; on a quarter of an hour, at least 15 minutes ahead. */
    executeAt: string | Date;
    /** What will be sent. */
    content: ScheduledContent;
    /** An id of your own for it. */
    localId?: string | undefined;
    /** The member who sends it. */
    userId?: IdInput | undefined;
  } & (
    | {
        /** The phone number that it will go to, with its country code: `14155551234`, `+1 (415) 555-1234`. */
        phoneNumber: string;
        conversationId?: undefined;
        listId?: undefined;
        targets?: undefined;
      }
    | {
        phoneNumber?: undefined;
        /** The conversation that it will be a reply in. */
        conversationId: IdInput;
        listId?: undefined;
        targets?: undefined;
      }
    | {
        phoneNumber?: undefined;
        conversationId?: undefined;
        /** The list that it will go to. */
        listId: IdInput;
        targets?: undefined;
      }
    | {
        phoneNumber?: undefined;
        conversationId?: undefined;
        listId?: undefined;
        /** The group that it will go to: objects as the service's own pages show them, sent as they are. */
        targets: readonly { readonly [key: string]: unknown }[];
      }
  );

  /**
   * Keeps a scheduled message from being sent.
   *
   * `NotFoundError` when there is none; but a 404 on the retry after a lost response is success, since the
   * lost attempt may have deleted it. With `raw: true` the status is then 404.
   */
  interface DeleteScheduledMessageInput {
    /** The scheduled message's id. */
    id: IdInput;
  }

  /** Lists the messages exchanged with a phone number in an inbox: at most 50, up to a time. */
  interface ListMessagesInput {
    /** The contact's phone number, with its country code: `14155551234`, `+1 (415) 555-1234`. */
    phoneNumber: string;
    /** The inbox's id. */
    inboxId: IdInput;
    /**
     * Only messages up to this time: whole seconds since 1970 (not the milliseconds of `Date.now()`), or a `Date`,
     * which is rounded up.
     */
    timestamp?: number | string | Date | undefined;
  }

  /** Lists messages of the whole team, whatever their conversation. */
  interface ListTeamMessagesInput {
    /**
     * Where the list begins: RFC 3339, or a `Date`. Only messages before it are listed; with `ascending`, it is
     * not documented which. For the next page, give the `date` of the last message of this one, exactly as it is.
     */
    createdAt?: string | Date | undefined;
    /** What it is sorted by. */
    order?: "created_at" | "updated_at" | (string & {}) | undefined;
    /** `true`: the oldest first. */
    ascending?: boolean | undefined;
    /** How many at most; the service takes 30 where none is given. */
    limit?: number | undefined;
  }

  /** Counts the messages of the whole team. */
  interface CountTeamMessagesInput {
    /** Where counting begins: RFC 3339, or a `Date`. */
    createdAt?: string | Date | undefined;
  }

  /** Lists the team's inboxes, each with the ids of its members. */
  type ListInboxesInput = Record<string, never>;

  /** Gets the team that the key belongs to, with its members. */
  type GetTeamInput = Record<string, never>;

  /** Which conversations a list holds. */
  interface ConversationFilters {
    /** Only those in these inboxes. */
    inboxes?: readonly IdInput[] | undefined;
    /** `true`: only closed ones; `false`: only open ones. */
    closed?: boolean | undefined;
    /** `true`: only unread ones; `false`: only read ones. */
    unread?: boolean | undefined;
  }

  /** What will be sent. */
  type ScheduledContent = {
    /** What it says. */
    text?: string | undefined;
    /** Whom it is addressed to. */
    to?: string | undefined;
    /** The template that says it: an object as the service's own pages show it, sent as it is. */
    template?: { readonly [key: string]: unknown } | undefined;
    /** What is attached: objects as the service's own pages show them, sent as they are. */
    attachments?: readonly { readonly [key: string]: unknown }[] | undefined;
    /** Its pictures: objects as the service's own pages show them, sent as they are. */
    gallery?: readonly { readonly [key: string]: unknown }[] | undefined;
  } & (
    | { text: string }
    | { template: { readonly [key: string]: unknown } }
    | { attachments: readonly { readonly [key: string]: unknown }[] }
    | { gallery: readonly { readonly [key: string]: unknown }[] }
  );
}

export interface QlaraOperations {
  /** Lists conversations; archived ones are not among them. */
  listConversations(input?: Qlara.ListConversationsInput): Promise<Qlara.Conversation[]>;
  /** Gets one conversation. */
  getConversation(input: Qlara.GetConversationInput): Promise<Qlara.Conversation>;
  /** Lists messages of a conversation, oldest first. */
  listMessages(input: Qlara.ListMessagesInput): Promise<Qlara.Message[]>;
  /**
   * Sends a message into a conversation.
   *
   * Accepted is not delivered: a channel can have a reply window (WhatsApp: 24 hours after the contact's last message), and after it the delivery fails although the call succeeded. A message's `status` says what became of it.
   *
   * Give `chatId` and `message`; or, should the service name them otherwise, the whole `body`.
   */
  reply(input: Qlara.ReplyInput): Promise<void>;
  /** Marks a conversation as read. */
  markRead(input: Qlara.MarkReadInput): Promise<void>;
  /** Archives a conversation: it leaves the list. A new inbound message usually brings it back. */
  archiveConversation(input: Qlara.ArchiveConversationInput): Promise<void>;
  /** Brings an archived conversation back into the list. */
  unarchiveConversation(input: Qlara.UnarchiveConversationInput): Promise<void>;
  /** Lists the users to whom conversations can be assigned. */
  listAssignableUsers(input?: Qlara.ListAssignableUsersInput): Promise<Qlara.User[]>;
  /** Assigns a conversation to a user, in the place of any other. */
  assignConversation(input: Qlara.AssignConversationInput): Promise<void>;
  /** Takes a conversation from its assignee. Nothing happens when it has none. */
  unassignConversation(input: Qlara.UnassignConversationInput): Promise<void>;
  /** Names the address that the account's webhooks are posted to. Rejected when there is one already. */
  createCallback(input: Qlara.CreateCallbackInput): Promise<void>;
  /** Gets the address that the account's webhooks are posted to; `NotFoundError` when there is none. */
  getCallback(input?: Qlara.GetCallbackInput): Promise<Qlara.Callback>;
  /** Names another address that the account's webhooks are posted to; `NotFoundError` when there is none yet. */
  updateCallback(input: Qlara.UpdateCallbackInput): Promise<void>;
  /**
   * Has no more webhooks posted.
   *
   * `NotFoundError` when there is none; but a 404 on the retry after a lost response is success, since the
   * lost attempt may have deleted it. With `raw: true` the status is then 404.
   */
  deleteCallback(input?: Qlara.DeleteCallbackInput): Promise<void>;
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
