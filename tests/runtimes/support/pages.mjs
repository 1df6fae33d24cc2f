// Pages of conversations as a service may write them, and what JavaScript must make of them.

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
const BLANKS = ["", "", "", " ", "\n", "\t", "\r\n  "];

const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** `page()` gives a page's text and what it means. The same seed gives the same pages. */
export const writer = (seed) => {
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
  const moment = () => known(["2026-03-01T10:00:00.123456Z", "2026-03-01T10:00:00+01:00"]);
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

  /** Members in any order, some missing or null, some unknown, some twice: the last one counts. */
  const object = (fields) => {
    const meaning = {};
    const members = [];
    for (const [wire, name, value, none = null] of fields) {
      meaning[name] = none;
      const needed = wire === "id";
      if (!needed && chance(0.25)) continue;
      const [written, means] = !needed && chance(0.15) ? ["null", none] : value();
      meaning[name] = means;
      const twice = chance(0.03) ? [`"${wire}"${spaced(":")}${value()[0]}`] : [];
      members.push([...twice, `"${wire}"${spaced(":")}${written}`]);
    }
    while (chance(0.3)) {
      const key = pick([
        "op",
        "__proto__",
        "constructor",
        "toString",
        "local_id",
        "super",
        "é",
        "\\n",
      ]);
      members.push([`"${key}":${spaced(any()[0])}`]);
    }
    for (let at = members.length - 1; at > 0; at--) {
      const other = below(at + 1);
      [members[at], members[other]] = [members[other], members[at]];
    }
    return [`{${spaced(members.flat().map(spaced).join(","))}}`, meaning];
  };

  const member = () =>
    object([
      ["id", "id", id],
      ["name", "name", text],
      ["email", "email", text],
    ]);
  const orId = (make, rest) => () => {
    if (chance(0.6)) return make();
    const [written, value] = id();
    return [written, { id: value, ...rest }];
  };
  const conversation = () =>
    object([
      ["id", "id", id],
      ["channel", "channel", () => (chance(0.8) ? known(["sms", "mms", "email", "chat"]) : text())],
      ["status", "status", () => known(["open", "closed", "pending"])],
      ["assigned", "assigned", orId(member, { name: null, email: null })],
      [
        "inbox",
        "inbox",
        orId(
          () =>
            object([
              ["id", "id", id],
              ["name", "name", text],
            ]),
          { name: null },
        ),
      ],
      ["target", "target", text],
      ["targets", "targets", () => list(text, 3), []],
      ["members", "members", () => list(member, 3), []],
      ["name", "name", text],
      ["last_msg", "lastMsg", text],
      ["created", "created", moment],
      ["updated", "updated", moment],
      ["read", "read", flag],
      ["replied", "replied", bool],
      ["blocked", "blocked", bool],
      ["muted", "muted", bool],
      ["snooze_till", "snoozeTill", moment],
    ]);

  return {
    below,
    page: (most = 6) => {
      const [written, meaning] = list(conversation, most);
      return { text: spaced(written), meaning };
    },
  };
};
