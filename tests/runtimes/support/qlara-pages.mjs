// Pages of Qlara's conversations and messages, under each key and in each form that they may have.

import { jsonWriter } from "./json-writer.mjs";

const TEXT_KEYS = ["text", "content", "message", "body"];

const writer = (seed) => {
  const json = jsonWriter(seed);
  const { below, pick, chance, number, text, known, timestamp, bool, spaced, list, object } = json;

  // Opaque: a number of any size means its digits. An empty text and control characters name nothing.
  const id = () => {
    if (chance(0.5)) {
      const [written, value] = text();
      return /^[^\p{Cc}]+$/u.test(value) && !/^-(0|[1-9]\d*)$/.test(value)
        ? [written, value]
        : id();
    }
    const digits = chance(0.3) ? `${2n ** 53n + BigInt(below(2 ** 30)) ** 2n}` : number()[0];
    return chance(0.5) ? [digits, digits] : [`"${digits}"`, digits];
  };

  /** What comes in a form that is not documented: its text, and what it means if that is not nothing. */
  const open = (value, odd) => () => {
    if (!chance(0.1)) return value();
    const one = pick(odd);
    const [written, means = null] = Array.isArray(one) ? one : [one];
    return [written, means];
  };
  const orMember = (value, keys) => () => {
    const [written, meaning] = value();
    if (chance(0.5)) return [written, meaning];
    const member = `"${pick(keys)}"${spaced(":")}${written}`;
    return [`{${pick([`"type":"TEXT",${member}`, member, `${member},"at":{"x":[1]}`])}}`, meaning];
  };

  const digits = () => {
    const [written, value] = number();
    return [chance(0.3) ? `"${written}"` : written, value];
  };
  const words = (...keys) => [
    keys,
    open(orMember(text, TEXT_KEYS), ["[]", "5", "true", '["x"]', '{"text":{}}']),
  ];
  const when = open(timestamp, [["1775000000", "2026-03-31T23:33:20.000Z"], "{}", "false"]);
  const flag = open(bool, ['"no"', ["1", true], "[]"]);

  const user = () =>
    object([
      [["userId", "id"], "id", id],
      [["displayName", "name"], "displayName", open(text, ["7", "[]"])],
      [["avatarUrl", "avatar"], "avatarUrl", open(text, ["7", "{}"])],
    ]);
  const userOrId = () => {
    if (chance(0.5)) return user();
    const [written, meaning] = id();
    // Nobody has the id 0.
    const is = { id: meaning, displayName: null, avatarUrl: null };
    return [written, meaning === "0" ? null : is];
  };

  /** An object, or only one of its fields; one may be beside it under a key of its own. */
  const parts =
    (make, none, bare, [key, field, value]) =>
    () => {
      const short = () => {
        const [written, meaning] = bare();
        return [written, meaning && { ...none, ...meaning }];
      };
      const [written, meaning] = pick([make, short, () => [null, null]])();
      if (written !== null && chance(0.5)) return [written, named(meaning)];
      const [more, means] = value();
      const known = named(meaning) ?? none;
      const all = { ...known, [field]: known[field] ?? means };
      return [written, named(all), [[key, more]]];
    };
  /** Nothing, where there is nothing in it. */
  const named = (object) =>
    object && Object.values(object).some((value) => value !== null) ? object : null;
  /** A text alone, as the field that it can be. */
  const nonempty = (field) => () => {
    const [written, value] = text();
    return [written, /^0?$/.test(value) ? null : { [field]: value }];
  };
  const phone = () => {
    const value = pick(["393331234567", "+39 333 123-4567", "+1 (415) 555-1234"]);
    return [JSON.stringify(value), value];
  };
  /** Who somebody is: a number, an id of WhatsApp's, or a name. */
  const who = () => {
    const kind = below(3);
    if (kind === 0) return nonempty("name")();
    if (kind === 1) return ['"US.13491208655302741918"', { id: "US.13491208655302741918" }];
    const [written, phoneNumber] = phone();
    return [written, { phoneNumber }];
  };
  const channel = parts(
    () =>
      object([
        ["id", "id", id],
        ["type", "type", open(() => known(["WHATSAPP", "RCS", "SMS", "whatsapp"]), ["1", "{}"])],
        ["name", "name", open(text, ["[]"])],
      ]),
    { id: null, type: null, name: null },
    nonempty("type"),
    [
      "channelId",
      "id",
      () => {
        const [written, value] = id();
        return [written, value === "0" ? null : value];
      },
    ],
  );
  const contact = parts(
    () =>
      object([
        ["id", "id", id],
        ["name", "name", open(text, ["{}"])],
        ["username", "username", open(text, ["[]"])],
        [
          "phoneNumber",
          "phoneNumber",
          open(phone, ["[]", '"Jo"', ["393331234567", "393331234567"]]),
        ],
      ]),
    { id: null, name: null, username: null, phoneNumber: null },
    who,
    ["phoneNumber", "phoneNumber", phone],
  );

  const conversation = () => {
    const [keys, preview] = words("lastMessage");
    return object([
      [["chatId", "id"], "id", id],
      ["lastMessageDate", "lastMessageDate", when],
      [keys, "lastMessage", preview],
      [
        ["unread", "unreadCount", "unreadCounter", "unreadMessages"],
        "unreadCount",
        open(digits, [["true", 1], '"many"', "[]"]),
      ],
      ["channel", "channel", channel],
      [["assignee", "assignedUser"], "assignee", open(userOrId, ["true", "[]"])],
      ["contact", "contact", contact],
      ["archived", "archived", flag],
    ]);
  };

  const message = () => {
    const [keys, content] = words(...TEXT_KEYS);
    return object([
      [["id", "messageId"], "id", id],
      [
        "direction",
        "direction",
        open(() => {
          const cased = pick(["inbound", "outbound", "INBOUND", "OUTBOUND", "Inbound", "outBound"]);
          return [`"${cased}"`, cased.toLowerCase()];
        }, ['"sideways"', "1", "[]"]),
      ],
      [["timestamp", "date", "createdAt"], "timestamp", when],
      [keys, "text", content],
      [
        ["status", "deliveryStatus"],
        "status",
        open(() => known(["SENT", "DELIVERED", "RECEIVED", "QUEUED"]), ["3", "{}"]),
      ],
    ]);
  };

  /** A bare list, or an object that holds it. */
  const page =
    (item, envelopes) =>
    (most = 6) => {
      const [written, meaning] = list(item, most);
      if (chance(0.4)) return { text: spaced(written), meaning };
      const member = `"${pick(envelopes)}"${spaced(":")}${spaced(written)}`;
      const text = pick([
        `{${member}}`,
        `{"page":{"number":0},${member}}`,
        `{${member},"total":5}`,
      ]);
      return { text: spaced(text), meaning };
    };

  return {
    below,
    conversations: page(conversation, ["content", "items", "data", "conversations"]),
    messages: page(message, ["content", "items", "data", "messages"]),
  };
};

/** `page()` gives a page's text and what it means. */
export const qlaraConversations = (seed) => {
  const { below, conversations } = writer(seed);
  return { below, page: conversations };
};

/** The same, of messages. */
export const qlaraMessages = (seed) => {
  const { below, messages } = writer(seed);
  return { below, page: messages };
};
