// A webhook's event: once for all its deliveries, and in one step with what follows of it.

import type { HeymarketEvent, QlaraEvent } from "../models.ts";
import { idOf, type ServiceName } from "../service.ts";
import type { Chats } from "./chats.ts";
import {
  conversationEntry,
  conversationOf,
  goneEntry,
  heymarketMessage,
  isWhole,
  qlaraMessage,
  qlaraStatus,
  rankOf,
  unknownEntry,
} from "./events.ts";
import type { Entry } from "./log.ts";
import type { Reads } from "./reads.ts";
import type { Tables } from "./storage.ts";
import type { Placeable, Unplaced } from "./unplaced.ts";
import type { Work } from "./work.ts";

export class Acceptance {
  readonly #tables: Tables;
  readonly #chats: Chats;
  readonly #reads: Reads;
  readonly #work: Work;
  readonly #publish: (entries: readonly Entry[]) => void;

  constructor(
    tables: Tables,
    chats: Chats,
    reads: Reads,
    work: Work,
    publish: (entries: readonly Entry[]) => void,
  ) {
    this.#tables = tables;
    this.#chats = chats;
    this.#reads = reads;
    this.#work = work;
    this.#publish = publish;
  }

  /** Whether it is the first delivery of the event. */
  isFirst(key: string): boolean {
    if (this.#tables.first("SELECT 1 FROM deliveries WHERE key = ?", key)) return false;
    this.#tables.run("INSERT INTO deliveries VALUES (?, ?)", key, Date.now());
    return true;
  }

  heymarket(event: HeymarketEvent): void {
    const posted = conversationOf(event);
    const id = idOf(posted?.id);
    if (!posted || id === null) {
      this.#publish([unknownEntry("heymarket", event)]);
      this.#work.add("heymarket", null, event);
      return;
    }
    const isOlder = this.#chats.isOlder("heymarket", id, posted.updated);
    const isNewer = this.#chats.isNewer("heymarket", id, posted.updated);
    const before = this.#chats.placeOf("heymarket", id);
    const place = isOlder ? (before ?? null) : this.#chats.learnHeymarket(posted);
    const entries: Entry[] = [];
    if (!isOlder && before && before !== place) entries.push(goneEntry("heymarket", before, id));
    if ("message" in event) entries.push(heymarketMessage(event, place));
    // What was posted whole and is newer needs no read, unless one is on its way, whose result would be older. Of two
    // states with one time nobody knows which is the later one: not all that changes counts as an update.
    if (isWhole(posted) && isNewer && !this.#reads.isMarked("heymarket", id)) {
      entries.push(conversationEntry("heymarket", place, posted));
    } else {
      this.#reads.mark("heymarket", id);
    }
    this.#publish(entries);
    this.#work.add("heymarket", id, event);
  }

  qlara(event: QlaraEvent, unplaced: Unplaced): void {
    if (event.type === "unknown") {
      this.#publish([unknownEntry("qlara", event)]);
      this.#work.add("qlara", null, event);
    } else {
      unplaced.add(event);
    }
  }

  /** An event of Qlara's, once it is known where it belongs, or that nobody can say. */
  placed(event: Placeable, id: string | null): void {
    const service: ServiceName = "qlara";
    if (id === null) {
      this.#publish([unknownEntry(service, event)]);
      this.#work.add(service, null, event);
      return;
    }
    const place = this.#chats.placeOf(service, id) ?? null;
    if (event.type === "inbound") {
      this.#publish([qlaraMessage(event, id, place)]);
      this.#reads.mark(service, id);
    } else {
      const rank = rankOf(event);
      if (this.#rises(event.messageId, id, rank)) {
        this.#publish([qlaraStatus(event, rank, id, place)]);
      }
    }
    this.#work.add(service, id, event);
  }

  /** Whether a message has come further than before. Without an id nobody can say. */
  #rises(message: string | null, chat: string, rank: number): boolean {
    if (message === null) return true;
    const known = this.#tables.first<{ rank: number }>(
      "SELECT rank FROM messages WHERE id = ?",
      message,
    );
    if (known && known.rank >= rank) return false;
    const now = Date.now();
    this.#tables.run(
      "INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?)",
      message,
      chat,
      rank,
      now,
    );
    return true;
  }
}
