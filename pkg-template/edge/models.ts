// What is read of the services' objects. Their full types are printed from the tables.

type Id = string | number;

/** Heymarket's conversation, or the part of one that was posted. */
export interface HeymarketChat {
  readonly id: Id;
  readonly channel?: string | null;
  readonly status?: string | null;
  readonly assigned?: object | null;
  readonly inbox?: { readonly id: Id } | null;
  readonly target?: string | null;
  readonly created?: string | null;
  readonly updated?: string | null;
  readonly read?: boolean | null;
  readonly replied?: boolean | null;
  readonly blocked?: boolean | null;
  readonly muted?: boolean | null;
  readonly snoozeTill?: string | null;
}

interface Posted {
  readonly type: string;
  readonly name: string | null;
  readonly deduplicationKey: string;
}

export interface HeymarketMessageEvent extends Posted {
  readonly message: { readonly conversation: HeymarketChat | null };
}

/** What Heymarket posts. */
export type HeymarketEvent =
  | HeymarketMessageEvent
  | (Posted & { readonly conversation: HeymarketChat })
  | Posted;

export interface ContactLike {
  readonly id?: string | null;
  readonly phoneNumber?: string | null;
}

export interface QlaraChat {
  readonly id: string;
  readonly channel?: { readonly id: string | null; readonly type: string | null } | null;
  readonly contact?: ContactLike | null;
  readonly lastMessageDate?: string | null;
}

export interface QlaraMessage {
  readonly id: string;
  readonly direction: string | null;
}

interface FromContact extends Posted {
  readonly messageId: string | null;
  readonly contact: ContactLike | null;
  readonly channel: string | null;
  readonly timestamp: string | null;
}

export interface QlaraInbound extends FromContact {
  readonly type: "inbound";
  readonly text: string | null;
  readonly messageType: string | null;
  readonly media: object | null;
}

export interface QlaraStatus extends FromContact {
  readonly type: "delivery" | "read";
  readonly status: string | null;
}

/** What Qlara posts. */
export type QlaraEvent = QlaraInbound | QlaraStatus | (Posted & { readonly type: "unknown" });

/** The reads that the hub makes by itself. */
export interface HeymarketReads {
  getConversation(input: { id: string }): Promise<HeymarketChat>;
}

export interface QlaraReads {
  getConversation(input: { chatId: string }): Promise<QlaraChat>;
  listConversations(input: { orderBy: string }): Promise<QlaraChat[]>;
}
