// Conversations that have changed are read once for all pages: one read of each at a time, those that changed first
// before the others, and again where something happened meanwhile.

import { isNotFoundError, isThreadlineError } from "../../errors/errors.ts";
import { logError } from "../reply.ts";
import type { ServiceName } from "../service.ts";
import type { AccountClients } from "./account-clients.ts";
import type { Chats } from "./chats.ts";
import { conversationEntry, goneEntry } from "./events.ts";
import { READS } from "./limit.ts";
import type { Entry } from "./log.ts";
import type { Tables } from "./storage.ts";

const AT_ONCE = 6;

/** Between two reads of one conversation. */
const APART_MS = 300;

/** After failures; then it is given up until the next event. */
const WAITS_MS = [2_000, 10_000, 60_000, 300_000];

interface ChangedRow {
  readonly service: ServiceName;
  readonly id: string;
  readonly tries: number;
}

const keyOf = (service: ServiceName, id: string) => `${service} ${id}`;

export class Reads {
  readonly #tables: Tables;
  readonly #chats: Chats;
  readonly #clients: AccountClients;
  readonly #publish: (entries: readonly Entry[]) => void;
  readonly #settled: () => void;
  /** Those under way, and whether something has happened since they began. */
  readonly #running = new Map<string, { again: boolean }>();
  /** When those of late have ended. */
  readonly #ended = new Map<string, number>();
  /** Conversations whose last read was older than what is known. */
  readonly #older = new Set<string>();

  constructor(
    tables: Tables,
    chats: Chats,
    clients: AccountClients,
    publish: (entries: readonly Entry[]) => void,
    settled: () => void,
  ) {
    this.#tables = tables;
    this.#chats = chats;
    this.#clients = clients;
    this.#publish = publish;
    this.#settled = settled;
  }

  /** A conversation has changed: it will be read. */
  mark(service: ServiceName, id: string): void {
    const key = keyOf(service, id);
    const running = this.#running.get(key);
    if (running) running.again = true;
    const now = Date.now();
    this.#tables.run(
      `INSERT INTO changed VALUES (?1, ?2, ?3, ?4, 0)
        ON CONFLICT DO UPDATE SET tries = 0, due = MIN(due, ?4)`,
      service,
      id,
      now,
      Math.max(now, (this.#ended.get(key) ?? 0) + APART_MS),
    );
  }

  /** Whether a read is due or under way, whose result counts. */
  isMarked(service: ServiceName, id: string): boolean {
    const query = "SELECT 1 FROM changed WHERE service = ? AND id = ?";
    return this.#tables.first(query, service, id) !== undefined;
  }

  /** When the next one is due; undefined where none waits, or where those under way come first. */
  get dueAt(): number | undefined {
    if (this.#running.size >= AT_ONCE) return undefined;
    const rows = this.#tables.all<ChangedRow & { due: number }>(
      `SELECT service, id, due FROM changed ORDER BY due LIMIT ${AT_ONCE + 1}`,
    );
    return rows.find(({ service, id }) => !this.#running.has(keyOf(service, id)))?.due;
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  pump(): void {
    const rows = this.#tables.all<ChangedRow>(
      `SELECT service, id, tries FROM changed WHERE due <= ? ORDER BY since LIMIT ${AT_ONCE * 2}`,
      Date.now(),
    );
    for (const row of rows) {
      if (this.#running.size >= AT_ONCE) return;
      const key = keyOf(row.service, row.id);
      if (this.#running.has(key)) continue;
      const state = { again: false };
      this.#running.set(key, state);
      this.#read(row, state)
        .catch((error: unknown) => logError("a read could not be settled", error, row.service))
        .finally(() => {
          this.#running.delete(key);
          this.#noteEnd(key);
          this.#settled();
        });
    }
  }

  #noteEnd(key: string): void {
    const now = Date.now();
    this.#ended.delete(key);
    this.#ended.set(key, now);
    for (const [old, at] of this.#ended) {
      if (at > now - APART_MS) break;
      this.#ended.delete(old);
    }
  }

  async #read({ service, id, tries }: ChangedRow, state: { again: boolean }): Promise<void> {
    try {
      const found =
        service === "heymarket"
          ? await this.#clients.of("heymarket", READS).getConversation({ id })
          : await this.#clients.of("qlara", READS).getConversation({ chatId: id });
      this.#tables.together(() => {
        const isOlder = this.#isOlder(service, id, found, state.again);
        this.#done(service, id, state.again || isOlder);
        if (!isOlder) this.#publish(this.#entriesOf(service, found));
      });
    } catch (error) {
      this.#failed(service, id, tries, state.again, error);
    }
  }

  /**
   * Whether it is older than what is known, and to be read again: a newer one was posted while it was on its way, or the
   * service lags behind itself. What it says twice is what it has.
   */
  #isOlder(service: ServiceName, id: string, found: object, again: boolean): boolean {
    const { updated } = found as { updated?: string | null };
    const key = keyOf(service, id);
    const wasOlder = this.#older.delete(key);
    if (service !== "heymarket" || !updated) return false;
    if (!this.#chats.isOlder(service, id, updated)) return false;
    if (again) return true;
    if (wasOlder) return false;
    this.#older.add(key);
    return true;
  }

  /** What pages get of a conversation that was read. */
  #entriesOf(service: ServiceName, found: { readonly id: string | number }): Entry[] {
    const id = `${found.id}`;
    const before = this.#chats.placeOf(service, id);
    const place =
      service === "heymarket"
        ? this.#chats.learnHeymarket(found, true)
        : this.#chats.learnQlara(found as Parameters<Chats["learnQlara"]>[0]);
    const entries = [conversationEntry(service, place, found)];
    // Who sees only where it was must not keep it.
    if (before && before !== place) entries.unshift(goneEntry(service, before, id));
    return entries;
  }

  #done(service: ServiceName, id: string, again: boolean): void {
    if (again) {
      const due = Date.now() + APART_MS;
      this.#tables.run(
        "UPDATE changed SET since = ?1, due = ?1, tries = 0 WHERE service = ?2 AND id = ?3",
        due,
        service,
        id,
      );
    } else {
      this.#tables.run("DELETE FROM changed WHERE service = ? AND id = ?", service, id);
    }
  }

  #failed(service: ServiceName, id: string, tries: number, again: boolean, error: unknown): void {
    if (isNotFoundError(error)) {
      const place = this.#chats.placeOf(service, id) ?? null;
      this.#tables.together(() => {
        this.#done(service, id, again);
        this.#chats.forget(service, id);
        this.#publish([goneEntry(service, place, id)]);
      });
      return;
    }
    logError("a conversation could not be read", error, service);
    const wait = again ? WAITS_MS[0] : WAITS_MS[tries];
    const mayPass = !isThreadlineError(error) || error.retryable || error.code === "AUTHENTICATION";
    if (wait === undefined || (!mayPass && !again)) {
      this.#tables.run("DELETE FROM changed WHERE service = ? AND id = ?", service, id);
      return;
    }
    this.#tables.run(
      "UPDATE changed SET due = ?, tries = ? WHERE service = ? AND id = ?",
      Date.now() + wait,
      again ? 0 : tries + 1,
      service,
      id,
    );
  }
}
