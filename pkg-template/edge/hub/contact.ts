// Whose conversation it is: Qlara's webhooks do not name it. A wrong match would give the answer to a stranger, so two
// contacts match only by a value that both of them have; two missing values never do.

import type { ContactLike } from "../models.ts";

/** What a contact can be matched by: each is null where it is missing or unusable. */
export interface Identity {
  readonly userId: string | null;
  readonly id: string | null;
  readonly number: string | null;
}

/** WhatsApp's id of a person for this business: it comes beside the phone number or in its place. */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Shorter numbers are valid in one network or country only. */
const MIN_DIGITS = 7;

export const identityOf = (contact: ContactLike | null | undefined): Identity => {
  const text = contact?.phoneNumber ?? "";
  const digits = text.replace(/\D/g, "");
  const number = digits.length < MIN_DIGITS || /[\p{L}@]/u.test(text) ? null : digits;
  // Some gateways give the number's digits as an id too.
  const id = contact?.id && contact.id !== number ? contact.id : null;
  return id && USER_ID.test(id) ? { userId: id, id: null, number } : { userId: null, id, number };
};

export const isNobody = ({ userId, id, number }: Identity): boolean => !userId && !id && !number;

export const isSamePerson = (one: Identity, other: Identity): boolean => {
  if (one.userId && other.userId) return one.userId === other.userId;
  if (one.id && other.id && one.id !== other.id) return false;
  if (one.number && other.number) return one.number === other.number;
  // Without numbers an id may be a sender's name or short code, which is not an id of a contact who has one.
  return !one.number && !other.number && Boolean(one.id) && one.id === other.id;
};

/** A missing channel rules nothing out: the contact must match anyway. */
export const isSameChannel = (one: string | null, other: string | null): boolean =>
  !one || !other || one.toUpperCase() === other.toUpperCase();
