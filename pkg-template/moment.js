// What a service's timestamp says, as far as pages are asked for by it and put in order.

const FORM = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:[.,](\d+))?([Zz]|[+-]\d\d:?\d\d)?$/;

/**
 * `{ seconds, rest }` of RFC 3339: whole seconds since 1970, and the digits of the part of one behind them,
 * which a Date would cut. Undefined for anything else. A time that does not say its offset is taken for UTC.
 */
export const moment = (timestamp) => {
  const [, day, time, fraction = "", offset = "Z"] = FORM.exec(timestamp) ?? [];
  const zone = offset.replace(/^(...)(\d\d)$/, "$1:$2").toUpperCase();
  const seconds = Date.parse(`${day}T${time}${zone}`) / 1000;
  return Number.isFinite(seconds) ? { seconds, rest: fraction.replace(/0+$/, "") } : undefined;
};

/** Orders two moments, the later one first. */
export const laterFirst = (a, b) =>
  b.seconds - a.seconds || (a.rest === b.rest ? 0 : a.rest < b.rest ? 1 : -1);
