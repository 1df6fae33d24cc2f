// What a text looks like, in words that do not reveal the text.

const isEmail = (text) => {
  const [name, host, ...more] = text.split("@");
  return Boolean(name && host?.includes(".")) && more.length === 0 && !/\s/.test(text);
};

const isJson = (text) => {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

// The first form that fits is the text's. None of the patterns backtracks: a text can have any length.
const FORMS = [
  ["empty", (text) => text === ""],
  ["blank", (text) => text.trim() === ""],
  ["true or false", (text) => /^(true|false)$/i.test(text)],
  ["digits", (text) => /^\d+$/.test(text)],
  ["+ and digits", (text) => /^\+\d+$/.test(text)],
  ["date", (text) => /^\d{4}-\d\d-\d\d$/.test(text)],
  ["digits and separators", (text) => /^\+?[\d ().,:/-]+$/.test(text) && /\d/.test(text)],
  ["UUID", (text) => /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(text)],
  ["e-mail address", isEmail],
  ["URL", (text) => /^[a-z][a-z\d+.-]*:\/\/\S+$/i.test(text)],
  ["country code, dot, letters and digits", (text) => /^[A-Z]{2}\.(ENT\.)?[A-Za-z\d]+$/.test(text)],
  ["word in capitals", (text) => /^[A-Z]+(_[A-Z]+)*$/.test(text)],
  ["word in small letters", (text) => /^[a-z]+([_-][a-z]+)*$/.test(text)],
  ["word", (text) => /^[\p{L}\p{M}]+$/u.test(text)],
  ["letters and digits", (text) => /^[\w-]+$/.test(text)],
  ["JSON", isJson],
];

const TIMESTAMP = /^\d{4}-\d\d-\d\d([T t])\d\d:\d\d(:\d\d)?([.,]\d+)?(Z|z|[+-]\d\d(:?\d\d)?)?$/;

// Nine digits are nanoseconds; the number of further digits would say something about the text.
const digitsOf = (count) => {
  if (count > 9) return "more than 9 fraction digits";
  return count === 1 ? "1 fraction digit" : `${count} fraction digits`;
};

const timestamp = ([, middle, seconds, fraction, zone]) => {
  const parts = [middle === "T" && seconds && /^(Z|.*:.*)$/.test(zone) ? "RFC 3339" : "date-time"];
  if (fraction) parts.push(digitsOf(fraction.length - 1));
  parts.push(/^z$/i.test(zone) ? zone : zone ? "offset" : "no offset");
  return parts.join(", ");
};

/** The form of a text: `"digits"`, `"RFC 3339, 6 fraction digits, Z"` … */
export const formOf = (text) => {
  const time = TIMESTAMP.exec(text);
  if (time) return timestamp(time);
  return FORMS.find(([, fits]) => fits(text))?.[0] ?? "text";
};
