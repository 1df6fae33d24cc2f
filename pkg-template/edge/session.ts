// Who uses the inbox, and as whom: what `authorize` gives, checked.

import { InvalidArgumentError } from "../errors/errors.ts";
import { idOf, type ServiceName } from "./service.ts";

/** How long a session lasts that does not say it: then it is asked for again. */
const LASTS_MS = 3_600_000;

// An attachment holds 16,384 bytes, with what else is in it.
const LONGEST = 15_000;

export interface Session {
  readonly user: string;
  /** When it ends: milliseconds since 1970. */
  readonly expires: number;
  readonly heymarket?: { readonly userId: string; readonly places: readonly string[] | null };
  readonly qlara?: { readonly places: readonly string[] | null };
}

const wrong = (what: string): never => {
  throw new InvalidArgumentError(`authorize must give null or a session: ${what}`, {
    path: "authorize",
  });
};

/** The ids of inboxes or channels; null where all are meant. */
const placesOf = (value: unknown, name: string): string[] | null => {
  if (value === undefined) return null;
  if (!Array.isArray(value)) return wrong(`${name} must be a list of ids`);
  return value.map((one) => idOf(one) ?? wrong(`${name} must be a list of ids`));
};

/** Throws an `InvalidArgumentError` for what is no session. */
export const sessionOf = (given: unknown): Session | null => {
  if (given === null || given === undefined) return null;
  const { user, expires, heymarket, qlara } = Object(given) as Record<string, unknown>;
  const name = idOf(user) ?? wrong("user must be the user's id");
  const until = expires instanceof Date ? expires.getTime() : expires;
  if (until !== undefined && !Number.isFinite(until)) {
    wrong("expires must be a Date, or milliseconds since 1970");
  }
  const made: { -readonly [Name in keyof Session]: Session[Name] } = {
    user: name,
    expires: (until as number | undefined) ?? Date.now() + LASTS_MS,
  };
  if (heymarket) {
    const { userId, inboxes } = Object(heymarket) as Record<string, unknown>;
    made.heymarket = {
      userId: idOf(userId) ?? wrong("heymarket.userId must be the id of a member"),
      places: placesOf(inboxes, "heymarket.inboxes"),
    };
  }
  if (qlara) {
    const { channels } = Object(qlara) as Record<string, unknown>;
    made.qlara = { places: placesOf(channels, "qlara.channels") };
  }
  if (new TextEncoder().encode(JSON.stringify(made)).length > LONGEST) {
    wrong(`it has more than ${LONGEST} bytes: name fewer inboxes and channels, or leave them out`);
  }
  return made;
};

/** Whether the session may see a place; null is one that nobody knows. */
export const sees = (session: Session, service: ServiceName, place: string | null): boolean => {
  const own = session[service];
  if (!own) return false;
  return own.places === null || (place !== null && own.places.includes(place));
};
