// One account's hub: what it is made of, and when it wakes.

import type { EdgeStats } from "../../types/edge.d.ts";
import type { Reservation } from "../../types/index.d.ts";
import { PROTOCOL } from "../connect.ts";
import { type PageCall, SESSION } from "../hub-stub.ts";
import type { HeymarketEvent, QlaraEvent } from "../models.ts";
import type { EdgeSettings } from "../options.ts";
import type { State } from "../platform.ts";
import type { Reply } from "../reply.ts";
import { SERVICES, type ServiceName } from "../service.ts";
import type { Session } from "../session.ts";
import { Acceptance } from "./accept.ts";
import { AccountClients } from "./account-clients.ts";
import { Calls } from "./calls.ts";
import { Chats } from "./chats.ts";
import { PEOPLE } from "./limit.ts";
import { type Entry, Log } from "./log.ts";
import { Reads } from "./reads.ts";
import { SentOnce } from "./sent-once.ts";
import { Sockets } from "./sockets.ts";
import { Tables } from "./storage.ts";
import { Unplaced } from "./unplaced.ts";
import { Work } from "./work.ts";

const HOUR_MS = 3_600_000;

/** Longer than any service posts a delivery again. */
const REMEMBERED_MS = 72 * HOUR_MS;

/** What is under way does not keep the object alive by itself: so soon it is looked after again. */
const LOOK_AGAIN_MS = 20_000;

/** What is forgotten by its age. */
const AGEING = ["deliveries", "messages", "answers", "calls"];

export class Core {
  readonly #state: State;
  readonly #settings: EdgeSettings;
  readonly #tables: Tables;
  readonly #log: Log;
  readonly #sockets: Sockets;
  readonly #clients: AccountClients;
  readonly #reads: Reads;
  readonly #work: Work;
  readonly #unplaced: Unplaced;
  readonly #acceptance: Acceptance;
  readonly #calls: Calls;
  #alarmAt: number | undefined;
  #tidyAt: number;

  constructor(state: State, env: unknown, settings: EdgeSettings, account: string) {
    this.#state = state;
    this.#settings = settings;
    const tables = new Tables(state.storage);
    this.#tables = tables;
    this.#log = new Log(tables, settings.keep);
    this.#sockets = new Sockets(state, this.#log);
    const chats = new Chats(tables);
    const publish = (entries: readonly Entry[]) => this.#publish(entries);
    const settled = () => this.#wake();
    const clients = new AccountClients(settings, env, account, tables);
    this.#clients = clients;
    this.#reads = new Reads(tables, chats, clients, publish, settled);
    const changed = (service: ServiceName, conversation: string) => {
      this.#calls.changed();
      this.#reads.mark(service, conversation);
    };
    this.#work = new Work(settings, env, tables, clients, changed, settled);
    this.#acceptance = new Acceptance(tables, chats, this.#reads, this.#work, publish);
    const place = this.#acceptance.placed.bind(this.#acceptance);
    this.#unplaced = new Unplaced(tables, chats, clients, place, settled);
    const once = new SentOnce(tables);
    const schedule = () => this.#schedule();
    this.#calls = new Calls(tables, chats, clients, this.#reads, once, publish, schedule);
    this.#tidyAt = Number(tables.meta("tidyAt") ?? 0);
  }

  #publish(entries: readonly Entry[]): void {
    this.#tables.together(() => {
      const logged = this.#log.append(entries);
      this.#tables.afterwards(() => this.#sockets.publish(logged));
    });
  }

  /** What is due begins, and the next alarm is set. */
  #wake(): void {
    this.#unplaced.pump();
    this.#reads.pump();
    this.#work.pump();
    this.#schedule();
  }

  /** All waiting lies in the storage, so that the object may sleep or be restarted at any time. */
  #schedule(): void {
    const parts = [this.#unplaced, this.#reads, this.#work];
    const times = parts.map(({ dueAt }) => dueAt);
    if (parts.some(({ isRunning }) => isRunning)) times.push(Date.now() + LOOK_AGAIN_MS);
    if (this.#tidyAt) times.push(this.#tidyAt);
    const due = times.filter((time) => time !== undefined);
    if (!due.length) return;
    const at = Math.max(Math.min(...due), Date.now());
    // One that comes a little early is no harm.
    if (this.#alarmAt !== undefined && this.#alarmAt <= at && this.#alarmAt > Date.now()) return;
    this.#alarmAt = at;
    void this.#state.storage.setAlarm(at);
  }

  alarm(): void {
    this.#alarmAt = undefined;
    this.#tidy();
    this.#wake();
  }

  #tidy(): void {
    const now = Date.now();
    if (now < this.#tidyAt) return;
    for (const table of AGEING) {
      this.#tables.run(`DELETE FROM ${table} WHERE at < ?`, now - REMEMBERED_MS);
    }
    this.#log.trim();
    const isEmpty = AGEING.every((table) => !this.#tables.first(`SELECT 1 FROM ${table} LIMIT 1`));
    this.#setTidyAt(isEmpty ? 0 : now + HOUR_MS);
  }

  /** What was written grows old. */
  #tidyLater(): void {
    if (!this.#tidyAt) this.#setTidyAt(Date.now() + HOUR_MS);
  }

  #setTidyAt(at: number): void {
    this.#tidyAt = at;
    this.#tables.setMeta("tidyAt", `${at}`);
  }

  accept(service: ServiceName, event: unknown): { repeated: boolean } {
    const { deduplicationKey } = event as { deduplicationKey: string };
    const isFirst = this.#tables.together(() => {
      if (!this.#acceptance.isFirst(deduplicationKey)) return false;
      if (service === "heymarket") this.#acceptance.heymarket(event as HeymarketEvent);
      else this.#acceptance.qlara(event as QlaraEvent, this.#unplaced);
      return true;
    });
    if (isFirst) this.#calls.changed();
    this.#tidyLater();
    this.#schedule();
    return { repeated: !isFirst };
  }

  async call(call: PageCall): Promise<Reply> {
    const reply = await this.#calls.call(call);
    this.#tidyLater();
    this.#schedule();
    return reply;
  }

  reserve(service: ServiceName, patienceMs: number): Promise<Reservation> {
    return this.#clients.limit(service).reserve(patienceMs, PEOPLE);
  }

  giveBack(service: ServiceName, reservation: Reservation): void {
    this.#clients.limit(service).giveBack(reservation);
  }

  hold(service: ServiceName, ms: number): void {
    this.#clients.limit(service).hold(ms);
  }

  revoke(user: string): number {
    return this.#sockets.revoke(user);
  }

  stats(): EdgeStats {
    const count = (table: string) =>
      this.#tables.first<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`)?.count ?? 0;
    const services = SERVICES.filter((service) => this.#settings[service]);
    return {
      epoch: this.#log.epoch,
      seq: this.#log.seq,
      sockets: this.#sockets.count,
      unplaced: count("unplaced"),
      unread: count("changed"),
      limits: Object.fromEntries(
        services.map((service) => [service, this.#clients.limit(service).usage]),
      ),
      ...this.#work.counts,
    };
  }

  connect(request: Request): Response {
    const session = JSON.parse(decodeURIComponent(request.headers.get(SESSION) ?? "")) as Session;
    const protocol = request.headers.get("sec-websocket-protocol");
    return this.#sockets.accept(
      session,
      new URL(request.url),
      protocol === PROTOCOL ? protocol : null,
    );
  }
}
