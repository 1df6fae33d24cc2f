// What is known of conversations, from every list, read and webhook that passes through: where each is, whose it is,
// and how new that is.

import { latestFirst, timestampOf } from "../../pages/timestamp.ts";
import type { ContactLike, HeymarketChat, QlaraChat } from "../models.ts";
import { idOf, type ServiceName } from "../service.ts";
import { type Identity, identityOf, isNobody, isSameChannel, isSamePerson } from "./contact.ts";
import type { Tables } from "./storage.ts";

interface ChatRow {
  readonly id: string;
  readonly place: string | null;
  readonly channel: string | null;
  readonly user_id: string | null;
  readonly contact_id: string | null;
  readonly number: string | null;
  readonly updated: string | null;
}

/** Then all are read again. */
const MOST_ROWS = 20_000;

/** No more conversations of one contact are compared. */
const CANDIDATES = 20;

/** A phone number as its digits; an e-mail address as it is. */
const addressOf = (target: unknown): string | null => {
  if (typeof target !== "string" || !target) return null;
  return /[\p{L}@]/u.test(target) ? target.toLowerCase() : target.replace(/\D/g, "") || null;
};

const identityOfRow = (row: ChatRow): Identity => ({
  userId: row.user_id,
  id: row.contact_id,
  number: row.number,
});

export class Chats {
  readonly #tables: Tables;
  /** Rows as they lie in the table: a page of a list asks for as many as it has. */
  readonly #rows = new Map<string, ChatRow>();

  constructor(tables: Tables) {
    this.#tables = tables;
    tables.whenUndone(() => this.#rows.clear());
  }

  #row(service: ServiceName, id: string): ChatRow | undefined {
    const key = `${service} ${id}`;
    const remembered = this.#rows.get(key);
    if (remembered) return remembered;
    const query = "SELECT * FROM chats WHERE service = ? AND id = ?";
    const row = this.#tables.first<ChatRow>(query, service, id);
    if (row) this.#remember(key, row);
    return row;
  }

  #remember(key: string, row: ChatRow): void {
    if (this.#rows.size >= MOST_ROWS) this.#rows.clear();
    this.#rows.set(key, row);
  }

  /** The inbox or channel of a conversation; null where it has none that is known, undefined where it is not known at all. */
  placeOf(service: ServiceName, id: string): string | null | undefined {
    return this.#row(service, id)?.place;
  }

  /** Whether what the service says of a conversation is older than what is known. */
  isOlder(service: ServiceName, id: string, updated: unknown): boolean {
    const known = timestampOf(this.#row(service, id)?.updated);
    const given = timestampOf(updated);
    return Boolean(known && (!given || latestFirst(known, given) < 0));
  }

  /** Whether it is newer, or the first of which the time is known. */
  isNewer(service: ServiceName, id: string, updated: unknown): boolean {
    const known = timestampOf(this.#row(service, id)?.updated);
    const given = timestampOf(updated);
    return Boolean(given && (!known || latestFirst(known, given) > 0));
  }

  #learn(service: ServiceName, id: string, row: Omit<ChatRow, "id">): void {
    this.#tables.run(
      "INSERT OR REPLACE INTO chats VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      service,
      id,
      row.place,
      row.channel,
      row.user_id,
      row.contact_id,
      row.number,
      row.updated,
    );
    this.#remember(`${service} ${id}`, { id, ...row });
  }

  /**
   * What is missing in `given` stays as it was; what is older, unless it `isCertain`, only fills in what was missing.
   * Returns the place.
   */
  learnHeymarket(given: HeymarketChat, isCertain = false): string | null {
    const id = idOf(given.id);
    if (id === null) return null;
    const known = this.#row("heymarket", id);
    const isOlder = !isCertain && this.isOlder("heymarket", id, given.updated);
    const newer = <T>(had: T | null | undefined, has: T | null | undefined): T | null =>
      (isOlder ? (had ?? has) : (has ?? had)) ?? null;
    const place = newer(known?.place, idOf(given.inbox?.id));
    const number = newer(known?.number, addressOf(given.target));
    const updated = (isOlder ? null : given.updated) ?? known?.updated ?? null;
    if (known?.place !== place || known?.number !== number || known?.updated !== updated) {
      const row = { place, channel: null, user_id: null, contact_id: null, number, updated };
      this.#learn("heymarket", id, row);
    }
    return place;
  }

  learnQlara(given: QlaraChat): string | null {
    const known = this.#row("qlara", given.id);
    const place = idOf(given.channel?.id) ?? known?.place ?? null;
    const channel = given.channel?.type ?? known?.channel ?? null;
    const contact = given.contact ? identityOf(given.contact) : known && identityOfRow(known);
    const { userId = null, id = null, number = null } = contact ?? {};
    const updated = given.lastMessageDate ?? known?.updated ?? null;
    const row = { place, channel, user_id: userId, contact_id: id, number, updated };
    const isSame =
      known && Object.entries(row).every(([key, value]) => known[key as keyof ChatRow] === value);
    if (!isSame) this.#learn("qlara", given.id, row);
    return place;
  }

  /**
   * The one conversation of Qlara's with a contact on a channel; null where none is known, or where several are and
   * nothing says which is meant.
   */
  find(
    contact: ContactLike | null,
    channel: string | null,
  ): { id: string | null; several: boolean } {
    const sender = identityOf(contact);
    if (isNobody(sender)) return { id: null, several: false };
    const candidates = this.#tables.all<ChatRow>(
      `SELECT * FROM chats WHERE service = 'qlara'
        AND (number = ?1 OR user_id = ?2 OR contact_id = ?3) LIMIT ${CANDIDATES + 1}`,
      sender.number,
      sender.userId,
      sender.id,
    );
    const found = candidates
      .filter((row) => isSameChannel(channel, row.channel))
      .filter((row) => isSamePerson(sender, identityOfRow(row)));
    // Where user ids match, numbers do not count: one may have passed to somebody else.
    const byUser = found.filter((row) => sender.userId && row.user_id);
    const [one, ...others] = byUser.length ? byUser : found;
    const several = others.length > 0 || candidates.length > CANDIDATES;
    return { id: one && !several ? one.id : null, several };
  }

  /** The one conversation of Heymarket's with a contact in an inbox. */
  findHeymarket(inbox: string | null, given: unknown): string | null {
    const target = addressOf(given);
    if (!inbox || !target) return null;
    const [one, other] = this.#tables.all<ChatRow>(
      "SELECT * FROM chats WHERE service = 'heymarket' AND number = ? AND place = ? LIMIT 2",
      target,
      inbox,
    );
    return one && !other ? one.id : null;
  }

  /** It is not there any more. */
  forget(service: ServiceName, id: string): void {
    this.#rows.delete(`${service} ${id}`);
    this.#tables.run("DELETE FROM chats WHERE service = ? AND id = ?", service, id);
  }
}
