// What a service's timestamp says, as far as pages are asked for by it and put in order.

const FORM = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:[.,](\d+))?([Zz]|[+-]\d\d:?\d\d)?$/;

// The longest that the codec takes for a timestamp.
const LONGEST = 40;

/**
 * `{ text, seconds, rest, places }` of RFC 3339: whole seconds since 1970, the digits of the part of one behind
 * them, which a Date would cut, and how many places were written. Undefined for anything else. A time that does not
 * say its offset is taken for UTC.
 */
export const moment = (text) => {
  const [, day, time, fraction = "", offset = "Z"] =
    (text?.length <= LONGEST && FORM.exec(text)) || [];
  const zone = offset.replace(/^(...)(\d\d)$/, "$1:$2").toUpperCase();
  const seconds = Date.parse(`${day}T${time}${zone}`) / 1000;
  if (!Number.isFinite(seconds)) return undefined;
  return { text, seconds, rest: fraction.replace(/0+$/, ""), places: fraction.length };
};

// Within the year 9999: what is later has no four digits for its year a moment further.
const LATEST = 253_400_000_000;

/** The moment of an item: one before 1970 is one that the service does not know. */
export const momentOf = (text) => {
  const at = moment(text);
  return at?.seconds >= 0 && at.seconds < LATEST ? at : undefined;
};

/** Orders two moments, the later one first. */
export const laterFirst = (a, b) =>
  b.seconds - a.seconds || (a.rest === b.rest ? 0 : a.rest < b.rest ? 1 : -1);

// More seconds than from any year of four digits to 1970, so that none is negative.
const SHIFT = 10 ** 11;

/**
 * The text of a moment that is later by so many times 10^-`place` seconds: in its own form, with all of its digits.
 * Whole seconds alone go through a Date.
 */
export const shifted = ({ text, places }, by, place) => {
  const width = Math.max(places, place);
  const scale = 10n ** BigInt(width);
  const seconds = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`) / 1000 + SHIFT;
  const fraction = BigInt(text.slice(20, 20 + places).padEnd(width, "0"));
  const sum = BigInt(seconds) * scale + fraction + BigInt(by) * 10n ** BigInt(width - place);
  const date = new Date((Number(sum / scale) - SHIFT) * 1000).toISOString();
  const point = places ? text[19] : ".";
  const digits = width ? point + String(sum % scale).padStart(width, "0") : "";
  const zone = text.slice(places ? 20 + places : 19);
  return date.slice(0, 10) + text[10] + date.slice(11, 19) + digits + zone;
};
