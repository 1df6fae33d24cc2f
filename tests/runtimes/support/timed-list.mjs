// A list whose pages are asked for by time, as a service may hold it. Its times are nanoseconds since 1970.

const SECOND = 1_000_000_000n;

const FORM = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:[.,](\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/** What a timestamp means, whatever its fraction and offset. */
export const nanoseconds = (text) => {
  const [, day, time, fraction = "", zone] = FORM.exec(text);
  const seconds = Date.parse(`${day}T${time}${zone.toUpperCase()}`) / 1000;
  return BigInt(seconds) * SECOND + BigInt(fraction.padEnd(9, "0"));
};

const trimmed = (digits) => digits.replace(/0+$/, "");

/** The ways in which services write fractions and offsets. */
export const FORMS = {
  "six digits": ["Z", 0, (nine) => nine.slice(0, 6)],
  "nine digits": ["Z", 0, (nine) => nine],
  "as few digits as it takes": ["Z", 0, trimmed],
  "an offset ahead": ["+05:45", 345, (nine) => nine.slice(0, 6)],
  "an offset behind, as few digits as it takes": ["-03:00", -180, trimmed],
};

/** A time in one of those ways. */
export const written = (time, form) => {
  const [zone, minutes, digits] = FORMS[form];
  const seconds = Number(time / SECOND) + minutes * 60;
  const fraction = digits(String(time % SECOND).padStart(9, "0"));
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${whole}${fraction && "."}${fraction}${zone}`;
};

/** The rows of a page: those behind a cursor, in order of their times, and of their ranks where those are equal. */
export const pageAt = (rows, { cursor, inclusive, ascending, size }) => {
  const sign = ascending ? 1n : -1n;
  const behind = (row) => {
    const distance = sign * (row.time - cursor);
    return inclusive ? distance >= 0n : distance > 0n;
  };
  return rows
    .filter((row) => cursor === undefined || behind(row))
    .sort((a, b) => Number(sign * (a.time - b.time)) || a.rank - b.rank)
    .slice(0, size);
};
