// How services quote what they were sent, and a search for it that knows nothing of how threadline hides it.

import { chooser } from "./random.mjs";

const LATIN = "abcdefghijklmnopqrstuvwxyz";
const ALPHABETS = [
  LATIN,
  `${LATIN}${LATIN.toUpperCase()}0123456789`,
  "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ",
  "αβγδεζηθικλμνξοπρστυφχψω",
  "абвгдежзийклмнопрстуфхцчшщъыьэюя",
  "你好世界今晚九点在港口见面吧不要迟到",
];
const BETWEEN = [
  " ",
  " ",
  " ",
  " ",
  ", ",
  ". ",
  "\n",
  "\r\n\t",
  "'",
  '"',
  "/",
  "-",
  "@",
  "🌊",
  ": ",
];
// What looks like an escape but is not: one kind per text, since several would be ambiguous.
const LIKE_ESCAPES = [
  [],
  ["\\", "\\", "\\n", "\\u00"],
  ["%", "%", "%4", "%41"],
  ["<br>", "</p>", "&amp;", "&lt;", "&#65;", " <", "> ", " & "],
];
// Short ones that no word of ours holds.
const RARE = "qzxjkvw0123456789";

/** What people send, made by chance. */
export const makerOf = (random) => {
  const { below, pick, chance } = chooser(random);
  const some = (letters, length) => Array.from({ length }, () => pick([...letters])).join("");
  const word = () => some(chance(0.7) ? LATIN : pick(ALPHABETS), 1 + below(9));

  const digits = () =>
    pick(["1", "39", "44", "49"]) + some("23456789", 2) + some("0123456789", 7 + below(2));
  const maker = {
    below,
    pick,
    chance,
    /** A number as the services take it, in one of the usual forms. */
    phone: () => {
      const number = digits();
      return chance(0.5) ? number : pick(PHONES)(number);
    },
    email: () => {
      const name = `${some(LATIN, 2 + below(8))}${pick([".", "_", "+", "-", ""])}${some(LATIN, 1 + below(6))}`;
      const address = `${name}@${some(LATIN, 3 + below(8))}.${pick(["example", "com", "co.uk"])}`;
      return chance(0.3) ? address.toUpperCase() : address;
    },
    text: () => {
      const parts = [];
      const count = 1 + below(chance(0.1) ? 120 : 14);
      const between = [...BETWEEN, ...pick(LIKE_ESCAPES)];
      for (let i = 0; i < count; i++) {
        parts.push(chance(0.08) ? maker.phone() : word(), pick(between));
      }
      // At the end, an escape could not be distinguished from plain text.
      return [...parts, some(LATIN, 8)].join("");
    },
    /** As a secret or a header may be: visible ASCII. */
    secret: () => some(`${LATIN}${LATIN.toUpperCase()}0123456789-_.`, 12 + below(30)),
    short: () => some(RARE, 4 + below(4)),
  };
  return maker;
};

const spaced = (by) => (number) =>
  `+${[number.slice(0, -10), number.slice(-10, -7), number.slice(-7, -4), number.slice(-4)].filter(Boolean).join(by)}`;
const PHONES = [
  spaced(" "),
  spaced("-"),
  spaced("."),
  spaced("\u00a0"),
  (number) =>
    `+${number.slice(0, -10)} (${number.slice(-10, -7)}) ${number.slice(-7, -4)}-${number.slice(-4)}`,
];

const onDigits = (form) => (text) =>
  text.replace(/\+?[\d().\u00a0 -]{7,}\d/g, (found) => {
    const number = found.replace(/\D/g, "");
    return number.length < 8 ? found : form(number);
  });
const wide = (text) =>
  text.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0xfee0));
const each = (form) => (text) => Array.from(text, form).join("");
const NAMED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const html = (text) => text.replace(/[&<>"']/g, (letter) => NAMED[letter]);
const inJson = (text) => JSON.stringify({ text });
const percent = (text) => encodeURIComponent(text.toWellFormed?.() ?? text);
const everyUnit = (text) =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");

/** The forms that what is quoted may be given. */
export const FORMS = {
  "as it is": (text) => text,
  "in capitals": (text) => text.toUpperCase(),
  "in small letters": (text) => text.toLowerCase(),
  "on one line": (text) => text.replace(/\s+/g, " "),
  "without blanks": (text) => text.replace(/\s+/g, ""),
  "letter by letter": each((letter) => `${letter} `),
  "with zero-width blanks": each((letter) => `${letter}\u200b`),
  "at full width": wide,
  "numbers with brackets": onDigits(PHONES[4]),
  "numbers with dots": onDigits(spaced(".")),
  "numbers with no-break spaces": onDigits(spaced("\u00a0")),
  "numbers behind 00": onDigits((number) => `00${number}`),
  "numbers without a country code": onDigits((number) => number.slice(-10)),
  "numbers as floats": onDigits((number) => `${number[0]}.${number.slice(1)}e${number.length - 1}`),
  "numbers with commas": onDigits((number) => number.replace(/\B(?=(\d{3})+$)/g, ",")),
};

/** How it is written then. */
export const ESCAPES = {
  "as it is": (text) => text,
  "in HTML": html,
  "in HTML, twice": (text) => html(html(text)),
  "in HTML, by numbers": each((letter) => `&#${letter.codePointAt(0)};`),
  "in HTML, by numbers of base 16": each((letter) => `&#x${letter.codePointAt(0).toString(16)};`),
  "in HTML, with tags": (text) => `<p>${html(text).replace(/\s+/g, "<br>")}</p>`,
  "as JSON in JSON": inJson,
  "as JSON in JSON in JSON": (text) => inJson(inJson(text)),
  "by \\u alone": everyUnit,
  "in a URL": percent,
  "in a URL, twice": (text) => percent(percent(text)),
  "in a form": (text) => new URLSearchParams({ text }).toString(),
};

// A letter that nothing sent contains: what follows a part no longer belongs to it.
const cut = (part) => `א${part}א`;

/** Which part of it is quoted, and where. */
export const CUTS = {
  whole: (text) => `value ${text} is wrong`,
  "in quotation marks, twice": (text) => `"${text}" is not '${text}'`,
  "in the middle of a word": (text) => `xyz${text}xyz`,
  "after many words": (text) => `${"so it goes ".repeat(20)}${text}`,
  "without its beginning": (text, { below }) => cut(text.slice(below(text.length))),
  "without its end": (text, { below }) => cut(text.slice(0, 1 + below(text.length))),
  "the middle of it": (text, { below }) => {
    const from = below(text.length);
    return cut(text.slice(from, from + 1 + below(text.length)));
  },
};

const LAYERS = [
  [/\\+u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))],
  [/\\+[nrtbf]/g, () => " "],
  [
    /(?:%(?:25)*[0-9a-f]{2})+/gi,
    (found) => {
      const bytes = found.replace(/%(?:25)*(?=[0-9a-f]{2})/gi, "%");
      try {
        return decodeURIComponent(bytes);
      } catch {
        return found;
      }
    },
  ],
  [
    /&(?:amp;)*#x([0-9a-f]{1,6});/gi,
    (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16) % 0x110000),
  ],
  [/&(?:amp;)*#(\d{1,7});/g, (_, number) => String.fromCodePoint(Number(number) % 0x110000)],
  [/&(?:amp;)*(?:lt|gt|quot|apos|nbsp|amp);/g, () => " "],
  [/<\/?(?:br|p)\s*\/?>/g, () => " "],
];

const FOLDED = /[\p{L}\p{N}|]/gu;
const narrow = (letter) => {
  const code = letter.codePointAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : letter;
};

/** Only letters and digits, in small letters; `|` marks where something is hidden. */
export const lettersOf = (text) =>
  Array.from(text.match(FOLDED) ?? [], (letter) => narrow(letter).toLowerCase()).join("");

/** All that a reader may make of a text: as it is, and with each kind of escape undone. */
const readings = (text) => {
  const marked = text.replaceAll("|", " ").replaceAll("[…]", "|");
  const all = [marked];
  let undone = marked;
  for (let round = 0; round < 2; round++) {
    for (const [layer, by] of LAYERS) {
      if (!round) all.push(marked.replace(layer, by));
      undone = undone.replace(layer, by);
    }
    all.push(undone);
  }
  return [...new Set(all)].map(lettersOf);
};

const TELLING = 8;
const PHONE = 7;
const SHORTEST = 4;

/** The parts of what was sent that nothing may show. */
export const partsOf = (sent) => {
  const parts = new Set();
  const cut = (letters, length) => {
    for (let at = 0; at + length <= letters.length; at++) parts.add(letters.slice(at, at + length));
  };
  for (const text of sent) {
    const letters = lettersOf(text.replaceAll("|", " "));
    if (letters.length >= SHORTEST) cut(letters, Math.min(letters.length, TELLING));
    for (const [number] of text.matchAll(/\+?[\d(). \u00a0-]*\d/g)) {
      cut(number.replace(/\D/g, ""), PHONE);
    }
  }
  return parts;
};

/** One of the parts that is found in a text, however it is written there. */
export const foundIn = (text, parts) => {
  const lengths = new Set(Array.from(parts, (part) => part.length));
  for (const letters of readings(text)) {
    for (const length of lengths) {
      for (let at = 0; at + length <= letters.length; at++) {
        const part = letters.slice(at, at + length);
        if (parts.has(part)) return part;
      }
    }
  }
  return undefined;
};
