// JSON as a service may write it, and what JavaScript must make of it.

import { chooser, seeded } from "./random.mjs";

const LETTERS = [
  "a",
  "Z",
  "0",
  " ",
  '"',
  "\\",
  "/",
  "\b",
  "\f",
  "\n",
  "\r",
  "\t",
  "\0",
  "\x1f",
  "\x7f",
];
const OTHERS = ["é", "ß", "\u2028", "\ufeff", "€", "李", "\uffff", "🌙", "👩‍👧", "\u{10ffff}"];
const SHORT = {
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
const UNKNOWN = ["op", "__proto__", "constructor", "toString", "local_id", "super", "é", "\\n"];
const BLANKS = ["", "", "", " ", "\n", "\t", "\r\n  "];

const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** What pages are written with. The same seed gives the same pages. */
export const jsonWriter = (seed) => {
  const { below, pick, chance } = chooser(seeded(seed));

  // Each of these gives [text, meaning].
  const number = () => {
    const value = chance(0.1) ? Number.MAX_SAFE_INTEGER - below(3) : below(10 ** below(13));
    return [`${value}`, value];
  };
  const id = () => {
    if (chance(0.05)) {
      const digits = `${9007199254740992n + BigInt(below(1_000_000))}`;
      return [digits, digits];
    }
    return number();
  };
  const text = () => {
    const length = chance(0.1) ? below(200) : below(12);
    const value = Array.from({ length }, () => pick(chance(0.7) ? LETTERS : OTHERS)).join("");
    let written = "";
    for (const letter of value) {
      const must = letter < " " || letter === '"' || letter === "\\";
      if (letter in SHORT && (must || chance(0.3)) && chance(0.7)) written += SHORT[letter];
      else if (must || chance(0.1)) written += letter.split("").map(escaped).join("");
      else written += letter;
    }
    return [`"${written}"`, value];
  };
  const known = (values) => {
    const value = pick(values);
    return [JSON.stringify(value), value];
  };
  const timestamp = () => known(["2026-03-01T10:00:00.123456Z", "2026-03-01T10:00:00+01:00"]);
  const bool = () => known([true, false]);
  const flag = () =>
    chance(0.5) ? bool() : known([0, 1, 5]).map((value, at) => (at ? value !== 0 : value));

  const spaced = (text) => pick(BLANKS) + text + pick(BLANKS);
  const list = (item, most) => {
    const items = Array.from({ length: below(most + 1) }, item);
    const written = items.map(([text]) => spaced(text)).join(",");
    return [`[${written || pick(BLANKS)}]`, items.map(([, value]) => value)];
  };
  const any = (depth = 0) => {
    const kinds = [
      id,
      text,
      bool,
      () => ["null"],
      () => [pick(["-1.5e3", "1E400", "-0", "0.10", "1e-7"])],
    ];
    if (depth < 4) {
      kinds.push(() => list(() => any(depth + 1), 3));
      kinds.push(() => {
        const members = Array.from(
          { length: below(4) },
          () => `${spaced(text()[0])}:${spaced(any(depth + 1)[0])}`,
        );
        return [`{${members.join(",")}}`];
      });
    }
    return pick(kinds)();
  };

  const written = (key, text) => `"${key}"${spaced(":")}${text}`;

  /**
   * Members in any order, some missing or null, some unknown, some twice: the last one counts. A field
   * with several keys has one of them, or none where its text is null. `more` is what else represents
   * its value. Of a `partial` one only what came is meant, and no list is nothing.
   */
  const object = (fields, partial = false) => {
    const meaning = {};
    const members = [];
    for (const [wire, name, value, none = null] of fields) {
      if (!partial) meaning[name] = none;
      const needed = name === "id";
      if (!needed && chance(0.25)) continue;
      const [text, means, more = []] = !needed && chance(0.15) ? ["null", none] : value();
      if (partial && text === "null" && Array.isArray(none)) delete meaning[name];
      else meaning[name] = means;
      const keys = [wire].flat();
      const key = pick(keys);
      const again = keys.length === 1 && more.length === 0 && chance(0.03);
      const twice = again ? [written(key, value()[0])] : [];
      if (text !== null) members.push([...twice, written(key, text)]);
      for (const [key, text] of more) members.push([written(key, text)]);
    }
    const keys = fields.flatMap(([wire]) => wire);
    const unknown = UNKNOWN.filter((key) => !keys.includes(key));
    while (chance(0.3)) members.push([written(pick(unknown), any()[0])]);
    for (let at = members.length - 1; at > 0; at--) {
      const other = below(at + 1);
      [members[at], members[other]] = [members[other], members[at]];
    }
    return [`{${spaced(members.flat().map(spaced).join(","))}}`, meaning];
  };

  return {
    below,
    pick,
    chance,
    number,
    id,
    text,
    known,
    timestamp,
    bool,
    flag,
    spaced,
    list,
    object,
  };
};
