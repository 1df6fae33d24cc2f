// What is done of itself after an event: `onEvent`, at least once for each, in order within a conversation, and what it
// sends by `sendOnce` at most once.

import { isThreadlineError } from "../../errors/errors.ts";
import type { EdgeEvent } from "../../types/edge.d.ts";
import type { EdgeSettings } from "../options.ts";
import { logError } from "../reply.ts";
import type { ServiceName } from "../service.ts";
import type { AccountClients, Clients } from "./account-clients.ts";
import { WORK } from "./limit.ts";
import { wasRejected } from "./rejected.ts";
import type { Tables } from "./storage.ts";

const AT_ONCE = 6;

/** After failures; then it is kept as failed. */
const WAITS_MS = [2_000, 10_000, 60_000, 300_000, 1_800_000, 3_600_000];

/** An event is late when its turn comes after so long. */
const LATE_MS = 3_600_000;

/** What takes longer has come to nothing, and is retried. */
const LONGEST_MS = 300_000;

/** The same request will never be accepted. */
const FINAL = ["INVALID_ARGUMENT", "INVALID_REQUEST", "NOT_FOUND"];

interface WorkRow {
  readonly id: number;
  readonly thread: string;
  readonly event: string;
  readonly at: number;
  readonly due: number;
  readonly tries: number;
}

const has = (codes: readonly string[], error: unknown): boolean =>
  isThreadlineError(error) && codes.includes(error.code);

export class Work {
  readonly #settings: EdgeSettings;
  readonly #env: unknown;
  readonly #tables: Tables;
  readonly #clients: AccountClients;
  readonly #changed: (service: ServiceName, conversation: string) => void;
  readonly #settled: () => void;
  readonly #running = new Set<string>();

  constructor(
    settings: EdgeSettings,
    env: unknown,
    tables: Tables,
    clients: AccountClients,
    changed: (service: ServiceName, conversation: string) => void,
    settled: () => void,
  ) {
    this.#settings = settings;
    this.#env = env;
    this.#tables = tables;
    this.#clients = clients;
    this.#changed = changed;
    this.#settled = settled;
  }

  /** An event to be handled; those of one thread are handled in their order. */
  add(service: ServiceName, conversation: string | null, event: object): void {
    if (!this.#settings.onEvent) return;
    const now = Date.now();
    const text = JSON.stringify({ ...event, service, conversationId: conversation });
    const thread =
      conversation === null ? `${service} ${crypto.randomUUID()}` : `${service} ${conversation}`;
    this.#tables.run(
      "INSERT INTO work (thread, event, at, due, tries, failed) VALUES (?1, ?2, ?3, ?3, 0, 0)",
      thread,
      text,
      now,
    );
  }

  #heads(): WorkRow[] {
    return this.#tables.all<WorkRow & Record<string, unknown>>(
      `SELECT id, thread, event, at, due, tries FROM work WHERE failed = 0 AND id IN
        (SELECT MIN(id) FROM work WHERE failed = 0 GROUP BY thread) ORDER BY due, id LIMIT 50`,
    );
  }

  get dueAt(): number | undefined {
    if (this.#running.size >= AT_ONCE) return undefined;
    return this.#heads().find(({ thread }) => !this.#running.has(thread))?.due;
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** How many wait, how many of them after a failure, and how many have failed for good. */
  get counts(): { waiting: number; retried: number; failed: number } {
    const { waiting, retried, failed } =
      this.#tables.first(
        `SELECT SUM(failed = 0) AS waiting, SUM(failed = 0 AND tries > 0) AS retried,
          SUM(failed) AS failed FROM work`,
      ) ?? {};
    return {
      waiting: Number(waiting ?? 0),
      retried: Number(retried ?? 0),
      failed: Number(failed ?? 0),
    };
  }

  pump(): void {
    const now = Date.now();
    for (const row of this.#heads()) {
      if (this.#running.size >= AT_ONCE) return;
      if (row.due > now || this.#running.has(row.thread)) continue;
      this.#running.add(row.thread);
      this.#run(row)
        .catch((error: unknown) => logError("an event could not be settled", error))
        .finally(() => {
          this.#running.delete(row.thread);
          this.#settled();
        });
    }
  }

  async #run(row: WorkRow): Promise<void> {
    const event = JSON.parse(row.event) as EdgeEvent;
    const { service } = event;
    try {
      await this.#handle(row, event);
    } catch (error) {
      logError(`${event.type} was not handled completely`, error, service);
      const wait = WAITS_MS[row.tries];
      if (has(FINAL, error)) {
        // It will never be accepted: it is over.
      } else if (wait === undefined) {
        this.#tables.run("UPDATE work SET failed = 1 WHERE id = ?", row.id);
        return;
      } else {
        this.#tables.run(
          "UPDATE work SET tries = tries + 1, due = ? WHERE id = ?",
          Date.now() + wait,
          row.id,
        );
        return;
      }
    }
    this.#tables.run("DELETE FROM work WHERE id = ?", row.id);
  }

  /** Calls `onEvent`; what it does to the conversation no service posts, so that a read must show it. */
  async #handle(row: WorkRow, event: EdgeEvent): Promise<void> {
    const { service, conversationId } = event;
    const { changes } = this.#clients;
    try {
      await this.#call(row, event);
    } finally {
      // Another one at the same time may have made the change: one more read is no harm.
      const isChanged = this.#clients.changes > changes;
      if (isChanged && conversationId !== null) this.#changed(service, conversationId);
    }
  }

  async #call(row: WorkRow, event: EdgeEvent): Promise<void> {
    const clients = this.#clients;
    let sends = 0;
    const tools = {
      env: this.#env,
      attempt: row.tries + 1,
      get heymarket(): Clients["heymarket"] {
        return clients.of("heymarket", WORK);
      },
      get qlara(): Clients["qlara"] {
        return clients.of("qlara", WORK);
      },
      sendOnce: <T>(send: () => PromiseLike<T>) => this.#sendOnce(row, event, sends++, send),
    };
    const late = Date.now() - row.at > LATE_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      const what = `onEvent did not end within ${LONGEST_MS / 1000} seconds`;
      timer = setTimeout(() => reject(new Error(what)), LONGEST_MS);
    });
    const work = async () => this.#settings.onEvent?.({ ...event, late }, tools as never);
    try {
      await Promise.race([work(), tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends what must not be sent twice. It counts as sent before it is: no answer is better than the same one twice. */
  async #sendOnce<T>(
    row: WorkRow,
    { service }: EdgeEvent,
    number: number,
    send: () => PromiseLike<T>,
  ): Promise<T | undefined> {
    const key = `${row.id} ${number}`;
    if (this.#tables.first("SELECT 1 FROM answers WHERE key = ?", key)) return undefined;
    const now = Date.now();
    const { count, ms } = this.#settings.answers;
    const { sent } = this.#tables.first<{ sent: number }>(
      "SELECT COUNT(*) AS sent FROM answers WHERE thread = ? AND at > ?",
      row.thread,
      now - ms,
    ) ?? { sent: 0 };
    if (sent >= count) {
      const words = `${sent} answers to one conversation within ${ms / 1000} seconds: no more is sent`;
      console.error(`threadline/edge, ${service}: ${words}`);
      return undefined;
    }
    this.#tables.run("INSERT INTO answers VALUES (?, ?, ?)", key, row.thread, now);
    try {
      return await send();
    } catch (error) {
      if (wasRejected(error)) {
        this.#tables.run("DELETE FROM answers WHERE key = ?", key);
        throw error;
      }
      logError("an answer may not have been sent", error, service);
      return undefined;
    }
  }
}
