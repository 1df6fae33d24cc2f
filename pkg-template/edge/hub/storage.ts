// The tables of a hub, and how they are asked. All of it runs at once: there is nothing to wait for.

import type { Cell, Storage } from "../platform.ts";

/**
 * What each version added to the tables, the oldest first. A hub that slept through some of them catches up; what is
 * here never changes.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // What pages get, in order.
    `CREATE TABLE log (
    seq INTEGER PRIMARY KEY, at INTEGER, service TEXT, place TEXT, event TEXT)`,
    "CREATE INDEX log_by_time ON log (at)",
    // Deliveries of webhooks that have been accepted.
    "CREATE TABLE deliveries (key TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID",
    "CREATE INDEX deliveries_by_time ON deliveries (at)",
    // What is known of conversations: whose they are, where, and how new it is.
    `CREATE TABLE chats (
    service TEXT, id TEXT, place TEXT, channel TEXT, user_id TEXT, contact_id TEXT, number TEXT,
    updated TEXT, PRIMARY KEY (service, id)) WITHOUT ROWID`,
    "CREATE INDEX chats_by_number ON chats (service, number)",
    "CREATE INDEX chats_by_user ON chats (service, user_id)",
    "CREATE INDEX chats_by_contact ON chats (service, contact_id)",
    // Qlara's messages: in which conversation, and the highest status so far.
    `CREATE TABLE messages (
    id TEXT PRIMARY KEY, chat TEXT, rank INTEGER, at INTEGER) WITHOUT ROWID`,
    "CREATE INDEX messages_by_time ON messages (at)",
    // Events whose conversation is not known yet.
    `CREATE TABLE unplaced (
    id INTEGER PRIMARY KEY, contact TEXT, event TEXT, tries INTEGER, due INTEGER)`,
    // Conversations that have changed and must be read.
    `CREATE TABLE changed (
    service TEXT, id TEXT, since INTEGER, due INTEGER, tries INTEGER,
    PRIMARY KEY (service, id)) WITHOUT ROWID`,
    // Events that onEvent has yet to handle, or could not.
    // A number never comes again: answers are remembered by it.
    `CREATE TABLE work (
    id INTEGER PRIMARY KEY AUTOINCREMENT, thread TEXT, event TEXT, at INTEGER, due INTEGER,
    tries INTEGER, failed INTEGER)`,
    "CREATE INDEX work_by_thread ON work (failed, thread, id)",
    // What sendOnce has begun to send.
    `CREATE TABLE answers (
    key TEXT PRIMARY KEY, thread TEXT, at INTEGER) WITHOUT ROWID`,
    "CREATE INDEX answers_by_thread ON answers (thread, at)",
    "CREATE INDEX answers_by_time ON answers (at)",
    // What pages have sent, by their idempotency keys.
    `CREATE TABLE calls (
    key TEXT PRIMARY KEY, at INTEGER, input TEXT, reply TEXT) WITHOUT ROWID`,
    "CREATE INDEX calls_by_time ON calls (at)",
    // Requests of the last minute, for the rate limit.
    "CREATE TABLE requests (service TEXT, at INTEGER, count INTEGER)",
    "CREATE INDEX requests_by_time ON requests (service, at)",
  ],
];

export type Row = Record<string, unknown>;

export class Tables {
  readonly #storage: Storage;
  #isTogether = false;
  #after: (() => void)[] = [];
  #undone: (() => void)[] = [];

  constructor(storage: Storage) {
    this.#storage = storage;
    this.run("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID");
    const version = Number(this.meta("schema") ?? 0);
    if (version > MIGRATIONS.length) {
      throw new Error(`the storage is of a newer version of threadline: schema ${version}`);
    }
    if (version === MIGRATIONS.length) return;
    this.together(() => {
      for (const statement of MIGRATIONS.slice(version).flat()) this.run(statement);
      this.setMeta("schema", `${MIGRATIONS.length}`);
    });
  }

  all<R = Row>(query: string, ...values: Cell[]): R[] {
    return this.#storage.sql.exec(query, ...values).toArray() as R[];
  }

  first<R = Row>(query: string, ...values: Cell[]): R | undefined {
    return this.all<R>(query, ...values)[0];
  }

  run(query: string, ...values: Cell[]): void {
    this.#storage.sql.exec(query, ...values).toArray();
  }

  /** All of what `work` writes, or nothing. */
  together<T>(work: () => T): T {
    if (this.#isTogether) return work();
    this.#isTogether = true;
    let made: T;
    try {
      made = this.#storage.transactionSync(work);
    } catch (error) {
      this.#after = [];
      for (const undo of this.#undone) undo();
      throw error;
    } finally {
      this.#isTogether = false;
    }
    const after = this.#after;
    this.#after = [];
    for (const run of after) run();
    return made;
  }

  /** Runs once all of it is written: nobody may see what is taken back. */
  afterwards(run: () => void): void {
    if (this.#isTogether) this.#after.push(run);
    else run();
  }

  /** Runs when what was written is taken back. */
  whenUndone(run: () => void): void {
    this.#undone.push(run);
  }

  meta(key: string): string | undefined {
    return this.first<{ value: string }>("SELECT value FROM meta WHERE key = ?", key)?.value;
  }

  setMeta(key: string, value: string): void {
    this.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value);
  }
}
