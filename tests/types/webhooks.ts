// What webhooks tell, and how they may be asked.

import {
  type Heymarket,
  isWebhookVerificationError,
  MemoryReplayGuard,
  parseHeymarketWebhook,
  parseQlaraWebhook,
  type Qlara,
  type ReplayGuard,
  type RequestLike,
  type WebhookInput,
  WebhookVerificationError,
} from "threadline";
import { expectType } from "./expect.js";

const SECRET = "0f3a9c5e7b1d4826";

export const inputs = async (request: RequestLike, bytes: Uint8Array, buffer: ArrayBuffer) => {
  for (const input of [request, "text", bytes, buffer, new DataView(buffer)] as WebhookInput[]) {
    expectType<Heymarket.WebhookEvent>().of(
      await parseHeymarketWebhook(input, { token: "t" }),
      true,
    );
    expectType<Qlara.WebhookEvent>().of(await parseQlaraWebhook(input, { secret: SECRET }), true);
  }
  parseHeymarketWebhook(request, { token: ["new", "old"] as const, maxBytes: 1, timeoutMs: 1 });
  parseQlaraWebhook("body", {
    secret: [SECRET, "an-older-secret-7b1d"],
    url: new URL("https://x.example/?secret=0f3a9c5e7b1d4826"),
  });
  parseQlaraWebhook("body", { secret: SECRET, url: undefined });
  // @ts-expect-error no input
  parseHeymarketWebhook(undefined, { token: "t" });
  // @ts-expect-error the body as an object
  parseHeymarketWebhook({ type: "message_sent", token: "t" }, { token: "t" });
  // @ts-expect-error no token
  parseHeymarketWebhook(request, {});
  // @ts-expect-error an environment variable that may be missing
  parseHeymarketWebhook(request, { token: undefined });
  // @ts-expect-error the other service's name for it
  parseQlaraWebhook(request, { token: "t" });
  // @ts-expect-error the URL is not used there
  parseHeymarketWebhook(request, { token: "t", url: "https://x.example" });
};

/** In place of a global URL, which is the DOM's. */
declare class URL {
  constructor(url: string);
  readonly href: string;
}

export const ofHeymarket = (event: Heymarket.WebhookEvent): unknown => {
  expectType<string>().of(event.deduplicationKey, true);
  expectType<string | null>().of(event.name, true);
  expectType<unknown>().of(event.data, true);
  switch (event.type) {
    case "message_received":
    case "message_sent":
      expectType<Heymarket.Message>().of(event.message, true);
      // @ts-expect-error a message's event has no conversation of its own
      return [event.message.conversation?.id, event.conversation];
    case "chat_opened":
    case "chat_closed":
    case "chat_pending":
    case "chat_reassigned":
    case "chat_transferred":
      // Only what came is there.
      expectType<number | string>().of(event.conversation.id, true);
      expectType<string | null | undefined>().of(event.conversation.target, true);
      return expectType<Pick<Heymarket.Conversation, "id"> & Partial<Heymarket.Conversation>>().of(
        event.conversation,
        true,
      );
    case "target_opt_out":
    case "target_opt_in":
    case "target_double_opt_in":
    case "target_double_opt_restricted":
    case "incoming_call":
      // @ts-expect-error no document says what it holds
      return event.message;
    case "unknown":
      return event.data;
    default:
      return expectType<never>().of(event, true);
  }
};

export const ofQlara = (event: Qlara.WebhookEvent): unknown => {
  switch (event.type) {
    case "inbound": {
      expectType<string | null>().of(event.messageId, true);
      expectType<string | null>().of(event.text, true);
      expectType<Qlara.Media | null>().of(event.media, true);
      expectType<Qlara.Contact | null>().of(event.contact, true);
      const known: boolean = event.channel === "WHATSAPP";
      // @ts-expect-error what became of a message is another event
      return [known, event.status];
    }
    case "delivery":
    case "read": {
      const known: boolean = event.status === "DELIVERED";
      expectType<string | null | undefined>().of(event.contact?.username, true);
      expectType<number | null>().of(event.statusCode, true);
      return known;
    }
    case "unknown":
      return event.name;
    default:
      return expectType<never>().of(event, true);
  }
};

// @ts-expect-error there is no such type
export const mistaken = (event: Heymarket.WebhookEvent) => event.type === "message_recieved";

export const guards = async (error: unknown) => {
  const memory: ReplayGuard = new MemoryReplayGuard({ keepMs: 1000, maxKeys: undefined });
  new MemoryReplayGuard();
  expectType<boolean>().of(await memory.claim("key"), true);
  expectType<void>().of(await memory.release("key"), true);
  // @ts-expect-error a key is text
  memory.claim(7);
  const own: ReplayGuard = { claim: async () => true, release: async () => {} };
  // @ts-expect-error both methods are needed
  const half: ReplayGuard = { claim: async () => true };
  if (isWebhookVerificationError(error)) {
    const code: "WEBHOOK_VERIFICATION" = error.code;
    return [code, error instanceof WebhookVerificationError];
  }
  return [own, half];
};
