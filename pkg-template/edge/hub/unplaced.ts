// Qlara's events do not name their conversation. Where it is not known, the conversations are listed, once for all that
// wait; and again later, since a contact who writes for the first time may not be listed yet.

import type { QlaraInbound, QlaraStatus } from "../models.ts";
import { logError } from "../reply.ts";
import type { AccountClients } from "./account-clients.ts";
import type { Chats } from "./chats.ts";
import { identityOf, isNobody } from "./contact.ts";
import { WORK } from "./limit.ts";
import type { Tables } from "./storage.ts";

const WAITS_MS = [2_000, 10_000, 60_000];

/** While the list cannot be had, the events are kept, so often. */
const MOST_TRIES = 10;

export type Placeable = QlaraInbound | QlaraStatus;

interface UnplacedRow {
  readonly id: number;
  readonly event: string;
  readonly tries: number;
  readonly due: number;
}

/** The same for all events of one contact. */
const contactKey = ({ contact, channel }: Placeable): string => {
  const { userId, number, id } = identityOf(contact);
  return `${channel} ${userId ?? number ?? id}`;
};

export class Unplaced {
  readonly #tables: Tables;
  readonly #chats: Chats;
  readonly #clients: AccountClients;
  /** Is given each event once it is known where it belongs, or that this cannot be known. */
  readonly #place: (event: Placeable, conversation: string | null) => void;
  readonly #settled: () => void;
  #isListing = false;

  constructor(
    tables: Tables,
    chats: Chats,
    clients: AccountClients,
    place: (event: Placeable, conversation: string | null) => void,
    settled: () => void,
  ) {
    this.#tables = tables;
    this.#chats = chats;
    this.#clients = clients;
    this.#place = place;
    this.#settled = settled;
  }

  /** By its message, or by its contact. */
  #find(event: Placeable): { id: string | null; several: boolean } {
    const message =
      event.type === "inbound" || !event.messageId
        ? undefined
        : this.#tables.first<{ chat: string }>(
            "SELECT chat FROM messages WHERE id = ?",
            event.messageId,
          );
    return message
      ? { id: message.chat, several: false }
      : this.#chats.find(event.contact, event.channel);
  }

  /** Places an event at once, or later. */
  add(event: Placeable): void {
    const contact = contactKey(event);
    const found = this.#find(event);
    // Behind those of the same contact that wait.
    const waits = this.#tables.first("SELECT 1 FROM unplaced WHERE contact = ?", contact);
    const isNowhere = found.several || isNobody(identityOf(event.contact));
    if (isNowhere || (found.id !== null && !waits)) {
      this.#place(event, found.id);
      return;
    }
    this.#tables.run(
      "INSERT INTO unplaced (contact, event, tries, due) VALUES (?, ?, 0, ?)",
      contact,
      JSON.stringify(event),
      Date.now(),
    );
  }

  get dueAt(): number | undefined {
    if (this.#isListing) return undefined;
    return (
      this.#tables.first<{ due: number | null }>("SELECT MIN(due) AS due FROM unplaced")?.due ??
      undefined
    );
  }

  get isRunning(): boolean {
    return this.#isListing;
  }

  pump(): void {
    const { dueAt } = this;
    if (dueAt === undefined || dueAt > Date.now()) return;
    this.#isListing = true;
    this.#list()
      .catch((error: unknown) => logError("a list could not be settled", error, "qlara"))
      .finally(() => {
        this.#isListing = false;
        this.#settled();
      });
  }

  async #list(): Promise<void> {
    const now = Date.now();
    let isListed = true;
    try {
      const client = this.#clients.of("qlara", WORK);
      const listed = await client.listConversations({ orderBy: "-lastMessageDate" });
      this.#tables.together(() => {
        for (const one of listed) this.#chats.learnQlara(one);
      });
    } catch (error) {
      isListed = false;
      logError("the conversations could not be listed", error, "qlara");
    }
    this.#tables.together(() => this.#settle(now, isListed));
  }

  /** All that wait, in their order: those of one contact were posted in it. */
  #settle(now: number, isListed: boolean): void {
    const rows = this.#tables.all<UnplacedRow>(
      "SELECT id, event, tries, due FROM unplaced ORDER BY id",
    );
    for (const { id, event: text, tries, due } of rows) {
      const event = JSON.parse(text) as Placeable;
      const found = this.#find(event);
      if (found.id === null && !found.several) {
        if (due > now) continue;
        const wait = isListed ? WAITS_MS[tries] : WAITS_MS[Math.min(tries, WAITS_MS.length - 1)];
        if (wait !== undefined && tries < MOST_TRIES) {
          this.#tables.run(
            "UPDATE unplaced SET tries = tries + 1, due = ? WHERE id = ?",
            now + wait,
            id,
          );
          continue;
        }
      }
      this.#tables.run("DELETE FROM unplaced WHERE id = ?", id);
      this.#place(event, found.id);
    }
  }
}
