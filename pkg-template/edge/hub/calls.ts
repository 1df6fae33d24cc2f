// The calls of pages: within what their session may see, reads shared, sends once, and what was done reported to everyone.

import { Window } from "../../call/window.ts";
import { isThreadlineError, type ThreadlineError } from "../../errors/errors.ts";
import type { Raw } from "../../types/index.d.ts";
import type { PageCall } from "../hub-stub.ts";
import type { HeymarketChat, QlaraChat, QlaraMessage } from "../models.ts";
import { logError, type Reply, refusal, replyOf } from "../reply.ts";
import type { Effect } from "../routes/route.ts";
import { effectOf } from "../routes/routes.ts";
import { idOf, type ServiceName } from "../service.ts";
import { type Session, sees } from "../session.ts";
import type { AccountClients } from "./account-clients.ts";
import { changesOf, conversationIn } from "./acted.ts";
import type { Chats } from "./chats.ts";
import { goneEntry } from "./events.ts";
import { PEOPLE } from "./limit.ts";
import type { Entry } from "./log.ts";
import type { Reads } from "./reads.ts";
import { wasRejected } from "./rejected.ts";
import { scoped } from "./scope.ts";
import type { Sent, SentOnce } from "./sent-once.ts";
import { SharedReads } from "./shared-reads.ts";
import type { Tables } from "./storage.ts";

const NOT_YOURS = refusal(
  403,
  "PERMISSION_DENIED",
  "This user has no access to that inbox, channel or conversation.",
);

interface Placed {
  readonly id?: unknown;
  readonly inbox?: { readonly id?: unknown } | null;
  readonly channel?: { readonly id?: unknown } | string | null;
}

/** Heymarket's conversations are in an inbox, Qlara's on a channel. */
const placeIn = ({ inbox, channel }: Placed): string | null =>
  idOf((Object(inbox ?? channel) as { id?: unknown }).id);

const PLACE_IN_LISTS: Readonly<Record<string, (one: Placed) => string | null>> = {
  listConversations: placeIn,
  listInboxes: ({ id }) => idOf(id),
};

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The objects as the service would write them. */
const wireOf = (service: ServiceName, data: unknown): string =>
  JSON.stringify(data, (_key, value: unknown) =>
    service === "qlara" || typeof value !== "object" || !value || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).map(([key, one]) => [snakeCase(key), one])),
  );

type Operation = (input: unknown, options: { raw: true }) => Promise<Raw<unknown>>;

/** The same key may try again. What is sent is retryable only where nothing was done. */
const mayAskAgain = (error: ThreadlineError, effect: Effect): boolean =>
  wasRejected(error) || (effect === "send" && error.retryable);

/** Calls of one user a minute: a page that floods must not use up what all share. */
const MOST_A_MINUTE = 200;

/** Beyond that, those who called last count afresh. */
const MOST_USERS = 10_000;

const tooMany = (ms: number): Reply => ({
  ...refusal(429, "RATE_LIMIT", "This user has made too many calls: wait a little."),
  retryAfterMs: ms,
});

export class Calls {
  readonly #tables: Tables;
  readonly #chats: Chats;
  readonly #clients: AccountClients;
  readonly #reads: Reads;
  readonly #once: SentOnce;
  readonly #publish: (entries: readonly Entry[]) => void;
  readonly #schedule: () => void;
  readonly #shared = new SharedReads();
  /** The calls of each user in the last minute. */
  readonly #users = new Map<string, Window>();

  constructor(
    tables: Tables,
    chats: Chats,
    clients: AccountClients,
    reads: Reads,
    once: SentOnce,
    publish: (entries: readonly Entry[]) => void,
    schedule: () => void,
  ) {
    this.#tables = tables;
    this.#chats = chats;
    this.#clients = clients;
    this.#reads = reads;
    this.#once = once;
    this.#publish = publish;
    this.#schedule = schedule;
  }

  /** Something has changed at the services. */
  changed(): void {
    this.#shared.clear();
  }

  async call({ service, operation, input, session, key }: PageCall): Promise<Reply> {
    const waitMs = this.#waitOf(session.user);
    if (waitMs > 0) return tooMany(waitMs);
    try {
      const placeOf = (conversation: string) => this.#placeOf(service, conversation);
      const asked = await scoped(service, operation, input, session, placeOf);
      if (!asked) return NOT_YOURS;
      const effect = effectOf(service, operation);
      if (effect === "read") return await this.#read(service, operation, asked, session);
      const change = (): Promise<Sent> => this.#change(service, operation, asked, session, key);
      if (effect === "change" || key === null) return (await change()).reply;
      const text = JSON.stringify([service, operation, asked]);
      return await this.#once.send(`${session.user} ${key}`, text, change);
    } catch (error) {
      return this.#failed(service, operation, error);
    }
  }

  /** How long a user must wait; 0 counts a call. */
  #waitOf(user: string): number {
    const now = Date.now();
    const window = this.#users.get(user) ?? new Window(MOST_A_MINUTE, 60_000);
    // Who called last is last.
    this.#users.delete(user);
    this.#users.set(user, window);
    if (this.#users.size > MOST_USERS)
      this.#users.delete(this.#users.keys().next().value as string);
    const wait = window.opensAt(now, 0) - now;
    if (wait <= 0) window.add(now);
    return Math.max(wait, 0);
  }

  #failed(service: ServiceName, operation: string, error: unknown): Reply {
    if (isThreadlineError(error)) {
      if (error.code === "AUTHENTICATION") logError("the key was rejected", error, service);
      return replyOf(error);
    }
    logError(`${operation} failed`, error, service);
    return refusal(500, "INTERNAL", "Internal error: see the endpoint's log.");
  }

  #ask(service: ServiceName, operation: string, input: unknown): Promise<Raw<unknown>> {
    const client = this.#clients.of(service, PEOPLE) as unknown as Record<string, Operation>;
    const call = client[operation] as Operation;
    return call.call(client, input, { raw: true });
  }

  /** Where a conversation is, by what is known, or by reading it. */
  async #placeOf(service: ServiceName, id: string): Promise<string | null> {
    const known = this.#chats.placeOf(service, id);
    if (known !== undefined && known !== null) return known;
    const input = service === "heymarket" ? { id } : { chatId: id };
    const { data } = await this.#share(service, "getConversation", input);
    this.#learn(service, "getConversation", input, data);
    return this.#chats.placeOf(service, id) ?? null;
  }

  #share(service: ServiceName, operation: string, input: unknown): Promise<Raw<unknown>> {
    const key = `${service} ${operation} ${JSON.stringify(input)}`;
    return this.#shared.get(key, () => this.#ask(service, operation, input));
  }

  async #read(
    service: ServiceName,
    operation: string,
    input: Readonly<Record<string, unknown>>,
    session: Session,
  ): Promise<Reply> {
    const { data, status, body, requestId } = await this.#share(service, operation, input);
    this.#learn(service, operation, input, data);
    if (session[service]?.places === null) return { status, body, requestId };
    if (operation === "getConversation") {
      const isSeen = sees(session, service, placeIn(data as Placed));
      return isSeen ? { status, body, requestId } : NOT_YOURS;
    }
    const place = PLACE_IN_LISTS[operation];
    if (!place) return { status, body, requestId };
    // Of a list, what the session sees: the service may have given more, or may not say where something is.
    const all = data as Placed[];
    const seen = all.filter((one) => sees(session, service, place(one)));
    const text = seen.length === all.length ? body : wireOf(service, seen);
    return { status, body: text, requestId };
  }

  /** What passes through is remembered: where conversations are, and whose messages are. */
  #learn(
    service: ServiceName,
    operation: string,
    input: Readonly<Record<string, unknown>>,
    data: unknown,
  ): void {
    const found =
      operation === "listConversations"
        ? (data as (HeymarketChat | QlaraChat)[])
        : operation === "getConversation"
          ? [data as HeymarketChat | QlaraChat]
          : [];
    this.#tables.together(() => {
      for (const one of found) {
        const id = `${one.id}`;
        const before = this.#chats.placeOf(service, id);
        const place =
          service === "heymarket"
            ? this.#chats.learnHeymarket(one as HeymarketChat)
            : this.#chats.learnQlara(one as QlaraChat);
        if (!before || before === place) continue;
        // It has moved, and nobody has posted it.
        this.#publish([goneEntry(service, before, id)]);
        this.#reads.mark(service, id);
      }
      if (service === "qlara" && operation === "listMessages") {
        const chat = idOf(input.chatId);
        for (const { id, direction } of data as QlaraMessage[]) {
          if (direction !== "outbound" || chat === null) continue;
          this.#tables.run(
            "INSERT OR IGNORE INTO messages VALUES (?, ?, 0, ?)",
            id,
            chat,
            Date.now(),
          );
        }
      }
    });
  }

  async #change(
    service: ServiceName,
    operation: string,
    input: Readonly<Record<string, unknown>>,
    session: Session,
    key: string | null,
  ): Promise<Sent> {
    this.changed();
    try {
      const { data, status, body, requestId } = await this.#ask(service, operation, input);
      this.#tables.together(() => {
        const id = conversationIn(service, input, data, this.#chats);
        const place =
          (id === null ? null : this.#chats.placeOf(service, id)) ?? idOf(input.inboxId);
        const event = {
          type: "acted",
          service,
          id,
          operation,
          fields: changesOf(service, operation, input, data),
          call: key,
          user: session.user,
        };
        this.#publish([{ service, place, event }]);
        if (id !== null) this.#reads.mark(service, id);
      });
      return { reply: { status, body, requestId }, mayRetry: false };
    } catch (error) {
      const reply = this.#failed(service, operation, error);
      const effect = effectOf(service, operation);
      if (isThreadlineError(error) && mayAskAgain(error, effect)) return { reply, mayRetry: true };
      // It may have happened: a read will show it.
      const id = conversationIn(service, input, undefined, this.#chats);
      if (id !== null) this.#reads.mark(service, id);
      return { reply, mayRetry: false };
    } finally {
      this.changed();
      this.#schedule();
    }
  }
}
