interface HeymarketOperations {
  /** Lists one page of conversations, the last updated first. */
  listConversations(input: Heymarket.ListConversationsInput, options?: CallOptions): Promise<Heymarket.Conversation[]>;
  /** Lists one page of conversations, the last updated first. */
  listConversations(input: Heymarket.ListConversationsInput, options: RawCallOptions): Promise<Raw<Heymarket.Conversation[]>>;
  /** Counts the conversations. */
  countConversations(input?: Heymarket.CountConversationsInput, options?: CallOptions): Promise<number>;
  /** Counts the conversations. */
  countConversations(input: Heymarket.CountConversationsInput | undefined, options: RawCallOptions): Promise<Raw<number>>;
  /** Gets one conversation. */
  getConversation(input: Heymarket.GetConversationInput, options?: CallOptions): Promise<Heymarket.Conversation>;
  /** Gets one conversation. */
  getConversation(input: Heymarket.GetConversationInput, options: RawCallOptions): Promise<Raw<Heymarket.Conversation>>;
  /** Opens a conversation. Name it by exactly one of `chatId`, `target` and `targets`. */
  openConversation(input: Heymarket.OpenConversationInput, options?: CallOptions): Promise<void>;
  /** Opens a conversation. Name it by exactly one of `chatId`, `target` and `targets`. */
  openConversation(input: Heymarket.OpenConversationInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Closes a conversation. Name it by exactly one of `chatId`, `target` and `targets`. */
  closeConversation(input: Heymarket.CloseConversationInput, options?: CallOptions): Promise<void>;
  /** Closes a conversation. Name it by exactly one of `chatId`, `target` and `targets`. */
  closeConversation(input: Heymarket.CloseConversationInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Marks a conversation as read. Name it by exactly one of `target` and `targets`. */
  markRead(input: Heymarket.MarkReadInput, options?: CallOptions): Promise<void>;
  /** Marks a conversation as read. Name it by exactly one of `target` and `targets`. */
  markRead(input: Heymarket.MarkReadInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /** Marks a conversation as unread. Name it by exactly one of `target` and `targets`. */
  markUnread(input: Heymarket.MarkUnreadInput, options?: CallOptions): Promise<void>;
  /** Marks a conversation as unread. Name it by exactly one of `target` and `targets`. */
  markUnread(input: Heymarket.MarkUnreadInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /**
   * Hands a conversation to another member of the same inbox. Name it by exactly one of `target` and
   * `targets`.
   */
  reassignConversation(input: Heymarket.ReassignConversationInput, options?: CallOptions): Promise<void>;
  /**
   * Hands a conversation to another member of the same inbox. Name it by exactly one of `target` and
   * `targets`.
   */
  reassignConversation(input: Heymarket.ReassignConversationInput, options: RawCallOptions): Promise<Raw<undefined>>;
  /**
   * Moves an SMS conversation to another inbox. The service refuses it when that inbox already has a
   * conversation with the contact.
   */
  transferConversation(input: Heymarket.TransferConversationInput, options?: CallOptions): Promise<void>;
  /**
   * Moves an SMS conversation to another inbox. The service refuses it when that inbox already has a
   * conversation with the contact.
   */
  transferConversation(input: Heymarket.TransferConversationInput, options: RawCallOptions): Promise<Raw<undefined>>;
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
   * Every field but `id` may be missing in a reply; it is then `null`, or an empty list.
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
     * the cursor of the next page: send it back letter for letter.
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

  /** Lists one page of conversations, the last updated first. */
  interface ListConversationsInput {
    /** The id of the member who asks; must be a member of every inbox asked for. */
    id: IdInput;
    /** Which conversations. */
    filters: ConversationFilters;
    /**
     * Only conversations updated before this: RFC 3339. To go on, give the `updated` of the last
     * conversation of the page before, letter for letter.
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

  /** Opens a conversation. Name it by exactly one of `chatId`, `target` and `targets`. */
  type OpenConversationInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The member who is recorded as the opener. */
    userId: IdInput;
  } & (
    | {
        /** The conversation's id. */
        chatId: IdInput;
        target?: undefined;
        targets?: undefined;
      }
    | {
        chatId?: undefined;
        /** The contact's phone number or e-mail address, where there is no `chatId`. */
        target: string;
        targets?: undefined;
      }
    | {
        chatId?: undefined;
        target?: undefined;
        /** The phone numbers of a group conversation (group MMS). */
        targets: readonly string[];
      }
  );

  /** Closes a conversation. Name it by exactly one of `chatId`, `target` and `targets`. */
  type CloseConversationInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The member who is recorded as the closer. */
    userId: IdInput;
  } & (
    | {
        /** The conversation's id. */
        chatId: IdInput;
        target?: undefined;
        targets?: undefined;
      }
    | {
        chatId?: undefined;
        /** The contact's phone number or e-mail address, where there is no `chatId`. */
        target: string;
        targets?: undefined;
      }
    | {
        chatId?: undefined;
        target?: undefined;
        /** The phone numbers of a group conversation (group MMS). */
        targets: readonly string[];
      }
  );

  /** Marks a conversation as read. Name it by exactly one of `target` and `targets`. */
  type MarkReadInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The member who has read it. */
    userId: IdInput;
  } & (
    | {
        /** The contact's phone number or e-mail address. */
        target: string;
        targets?: undefined;
      }
    | {
        target?: undefined;
        /** The phone numbers of a group conversation (group MMS). */
        targets: readonly string[];
      }
  );

  /** Marks a conversation as unread. Name it by exactly one of `target` and `targets`. */
  type MarkUnreadInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The member who has not read it. */
    userId: IdInput;
  } & (
    | {
        /** The contact's phone number or e-mail address. */
        target: string;
        targets?: undefined;
      }
    | {
        target?: undefined;
        /** The phone numbers of a group conversation (group MMS). */
        targets: readonly string[];
      }
  );

  /**
   * Hands a conversation to another member of the same inbox. Name it by exactly one of `target` and
   * `targets`.
   */
  type ReassignConversationInput = {
    /** The inbox that the conversation belongs to. */
    inboxId: IdInput;
    /** The present owner, or the member who acts. */
    userId: IdInput;
    /** The new owner. */
    reassignId: IdInput;
  } & (
    | {
        /** The contact's phone number or e-mail address. */
        target: string;
        targets?: undefined;
      }
    | {
        target?: undefined;
        /** The phone numbers of a group conversation (group MMS). */
        targets: readonly string[];
      }
  );

  /**
   * Moves an SMS conversation to another inbox. The service refuses it when that inbox already has a
   * conversation with the contact.
   */
  interface TransferConversationInput {
    /** The conversation's id. */
    conversationId: IdInput;
    /** The inbox that it goes to. */
    transferInboxId: IdInput;
  }

  /** Which conversations a list holds. */
  interface ConversationFilters {
    /** Only those in these inboxes. */
    inboxes?: readonly IdInput[] | undefined;
    /** `true`: only closed ones; `false`: only open ones. */
    closed?: boolean | undefined;
    /** `true`: only unread ones; `false`: only read ones. */
    unread?: boolean | undefined;
  }
}
