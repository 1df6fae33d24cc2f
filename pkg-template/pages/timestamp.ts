// The timestamps by which pages are requested and sorted. A Date would not do: it drops microseconds.

/** An RFC 3339 timestamp. */
export interface Timestamp {
  /** As the service wrote it. */
  readonly text: string;
  /** Whole seconds since 1970. */
  readonly seconds: number;
  /** The digits of the fraction of a second, without zeros at the end. */
  readonly fraction: string;
  /** How many decimal places were written. */
  readonly places: number;
}

const FORM = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:[.,](\d+))?([Zz]|[+-]\d\d:?\d\d)?$/;

// The longest text that the codec accepts as a timestamp.
const MAX_LENGTH = 40;

/** Parses RFC 3339; undefined for anything else. Without an offset it is UTC. */
export const parseTimestamp = (text: unknown): Timestamp | undefined => {
  if (typeof text !== "string" || text.length > MAX_LENGTH) return undefined;
  const [, day, time, fraction = "", offset = "Z"] = FORM.exec(text) ?? [];
  const zone = offset.replace(/^(...)(\d\d)$/, "$1:$2").toUpperCase();
  const seconds = Date.parse(`${day}T${time}${zone}`) / 1000;
  if (!Number.isFinite(seconds)) return undefined;
  return { text, seconds, fraction: fraction.replace(/0+$/, ""), places: fraction.length };
};

// Near the end of the year 9999: shifted any further, the year would have five digits.
const MAX_SECONDS = 253_400_000_000;

/** The timestamp of an item. Before 1970, it means that the service does not know the time. */
export const timestampOf = (text: unknown): Timestamp | undefined => {
  const at = parseTimestamp(text);
  return at && at.seconds >= 0 && at.seconds < MAX_SECONDS ? at : undefined;
};

/** Compares two timestamps for a sort that puts the later one first. */
export const latestFirst = (a: Timestamp, b: Timestamp): number =>
  b.seconds - a.seconds || (a.fraction === b.fraction ? 0 : a.fraction < b.fraction ? 1 : -1);

// More seconds than lie between the year 0 and 1970, so that none is negative.
const OFFSET = 10 ** 11;

/**
 * The text of a timestamp moved by `count` times 10^-`place` seconds, later or earlier, in its own format and with all
 * of its digits. Only the whole seconds go through a Date.
 */
export const shifted = ({ text, places }: Timestamp, count: number, place: number): string => {
  const width = Math.max(places, place);
  const scale = 10n ** BigInt(width);
  const seconds = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`) / 1000 + OFFSET;
  const fraction = BigInt(text.slice(20, 20 + places).padEnd(width, "0"));
  const sum = BigInt(seconds) * scale + fraction + BigInt(count) * 10n ** BigInt(width - place);
  const date = new Date((Number(sum / scale) - OFFSET) * 1000).toISOString();
  const point = places ? text[19] : ".";
  const digits = width ? point + String(sum % scale).padStart(width, "0") : "";
  const zone = text.slice(places ? 20 + places : 19);
  return date.slice(0, 10) + text[10] + date.slice(11, 19) + digits + zone;
};
