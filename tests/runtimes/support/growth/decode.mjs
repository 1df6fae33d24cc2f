// Good statuses whose bodies are not what is documented.

import { bytesOf, filled, heymarket, KIB, qlara, respond, settled, words } from "./services.mjs";

const conversation = (i) =>
  `{"chatId":${810_000 + i},"lastMessageDate":"2026-04-12T15:30:00.123456Z","lastMessage":"${words(90)}","unread":1,"channel":{"id":7,"type":"WHATSAPP","name":"Main"},"assignee":{"userId":9,"displayName":"Luca Bianchi"},"contact":{"id":5,"name":"Anna Rossi","phoneNumber":"+393331234567"},"archived":false}`;

const page = (bytes) => filled(bytes, conversation, "[", ",", "]");
const list = (one) => (bytes) => filled(bytes, one, "[", ",", "]");
const within = (one) => (bytes) => filled(bytes, one, '[{"chatId":1,', ",", "}]");
const nested = (depth, open, close, inner = "1") =>
  open.repeat(depth) + inner + close.repeat(depth);

// What a page of Qlara's conversations may be instead.
const PAGES = {
  "lists in lists, without an end": (bytes) => nested(bytes / 2, "[", "]"),
  "objects in objects, without an end": (bytes) => nested(bytes / 6, '{"a":', "}"),
  "lists in lists, as deep as is taken": list(() => `{"chatId":1,"x":${nested(120, "[", "]")}}`),
  "objects in objects, as deep as is taken": list(
    () => `{"chatId":1,"x":${nested(120, '{"a":', "}")}}`,
  ),
  "contacts in contacts": list(() => `{"chatId":1,"contact":${nested(100, '{"contact":', "}")}}`),
  "a field and its alias, again and again": within(() => '"unreadCount":1,"unread":1'),
  "aliases of a contact, again and again": within(
    () => '"contact":{"userId":"a","user_id":"b","bsuid":"c"}',
  ),
  "a contact that is a text, again and again": within(() => '"contact":"1"'),
  "escaped keys": within(() => String.raw`"\u0075\u006e\u0072\u0065\u0061\u0064":1`),
  "escaped keys that are not known": within((i) => String.raw`"\u0061\u0062${i}":1`),
  "one escaped key": (bytes) => `[{"chatId":1,"${String.raw`\u0061`.repeat(bytes / 6)}":1}]`,
  "keys that are not known": within((i) => `"member${i}":1`),
  "one long key": (bytes) => `[{"chatId":1,"${"a".repeat(bytes)}":1}]`,
  "an escaped text": (bytes) =>
    `[{"chatId":1,"lastMessage":"${String.raw`\u00e9`.repeat(bytes / 6)}"}]`,
  "halves of surrogates": (bytes) =>
    `[{"chatId":1,"lastMessage":"${String.raw`\ud83c`.repeat(bytes / 6)}"}]`,
  "odd scalars": list(
    (i) =>
      `{"chatId":"${i + 1}","unread":"3","archived":"0","assignee":0,"contact":393331234567,"channel":"7","lastMessageDate":1772359200}`,
  ),
  "elements without an id": list((i) => (i ? '{"id":null}' : '{"chatId":1}')),
  "elements that are only an id": list((i) => `{"id":${i + 1}}`),
  "elements that are null": list((i) => (i ? "null" : '{"chatId":1}')),
  "bare ids": list((i) => String(i + 1)),
  "a date with many zeros": (bytes) =>
    `[{"chatId":1,"lastMessageDate":"2026-01-01T00:00:00.${"0".repeat(bytes)}1Z"}]`,
  "a date with many digits": (bytes) =>
    `[{"chatId":1,"lastMessageDate":"${"2".repeat(bytes)}-01-01T00:00:00Z"}]`,
  "a date with many blanks": (bytes) =>
    `[{"chatId":1,"lastMessageDate":"2026-01-01${" ".repeat(bytes)}00:00:00Z"}]`,
  "a time that is a long number": (bytes) =>
    `[{"chatId":1,"lastMessageDate":${"1".repeat(bytes)}}]`,
  "many long dates": list(
    (i) => `{"chatId":${i + 1},"lastMessageDate":"2026-01-01T00:00:00.${"0".repeat(400)}Z"}`,
  ),
  "an id of many digits": (bytes) => `[{"chatId":${"1".repeat(bytes)}}]`,
  "an id of many digits, as text": (bytes) => `[{"chatId":"${"1".repeat(bytes)}"}]`,
  "an id with many zeros behind the point": (bytes) => `[{"chatId":1.${"0".repeat(bytes)}}]`,
  "an id with a long exponent": (bytes) => `[{"chatId":1e${"0".repeat(bytes)}1}]`,
  "many long numbers": list((i) => `{"chatId":${i + 1},"unread":${"9".repeat(400)}}`),
  "long numbers that are not known": list(
    (i) => `{"chatId":${i + 1},"x":-0.${"9".repeat(400)}e-99}`,
  ),
  blanks: (bytes) => `[${" ".repeat(bytes)}]`,
  "blanks between all": list((i) => `{${" ".repeat(200)}"chatId"${" ".repeat(200)}:${i + 1}}`),
  "a page that is cut off": (bytes) => page(bytes).slice(0, -2),
  "a page with a fault at its end": (bytes) => `${page(bytes).slice(0, -1)},tru]`,
  "a text that never ends": (bytes) => `[{"chatId":1,"lastMessage":"${"a".repeat(bytes)}`,
  "brackets that never close": (bytes) => "[".repeat(bytes),
  "an object in place of the list": (bytes) =>
    filled(bytes, (i) => `"member${i}":1`, "{", ",", "}"),
  "the list within objects": (bytes) =>
    filled(bytes, (i) => `"a${i}":[1]`, "{", ",", ',"data":[]}'),
};

/** The cost of reading pieces: the runtime's share. */
const readAll = async ({ body }) => {
  const reader = body.getReader();
  while (!(await reader.read()).done);
};

const QLARA_PAGE = (bytes) => (text, options) => {
  const body = bytesOf(text(bytes));
  const api = qlara(() => body, options);
  return { bytes: body.length, run: () => settled(api.listConversations({})) };
};

const message = (i) =>
  `{"id":${i + 1},"text":"See you at nine","date":"2026-04-12T15:30:00Z","conversation":{"id":7,"updated":"2026-04-12T15:30:00Z"},"target":"14155551234"}`;

const HEYMARKET = {
  "conversations with many members": (bytes) =>
    filled(bytes, (i) => `{"id":${i + 1},"name":"A"}`, '[{"id":1,"members":[', ",", "]}]"),
  "conversations with members that name nobody": (bytes) =>
    filled(bytes, () => "{}", '[{"id":1,"members":[', ",", "]}]"),
  "conversations with many targets": (bytes) =>
    filled(bytes, (i) => `"1415555${i}"`, '[{"id":1,"targets":[', ",", "]}]"),
  "conversations with targets in one text": (bytes) =>
    `[{"id":1,"targets":"${"14155551234,".repeat(bytes / 12)}"}]`,
  "conversations with targets that are numbers": (bytes) =>
    filled(bytes, (i) => `1415555${i}`, '[{"id":1,"targets":[', ",", "]}]"),
  "conversations with members again and again": (bytes) =>
    filled(bytes, () => '"members":[{"id":1}]', '[{"id":1,', ",", "}]"),
};

const MESSAGES = {
  "messages with a conversation again and again": (bytes) =>
    filled(bytes, () => '"conversation":{"id":7}', '[{"id":1,', ",", "}]"),
  "messages with odd scalars": list(
    (i) => `{"id":"${i + 1}","date":1772359200123,"conversation":7,"author":0,"private":"no"}`,
  ),
  "messages with a bare conversation": list((i) => `{"id":${i + 1},"conversation":{"id":"x"}}`),
};

const cases = [];
const BASE = 8 * KIB;
const ordinaryPage = (bytes) => QLARA_PAGE(bytes)(page);
for (const [name, text] of Object.entries(PAGES)) {
  cases.push({
    name,
    base: BASE,
    make: (bytes) => QLARA_PAGE(bytes)(text),
    ordinary: ordinaryPage,
  });
}
for (const name of [
  "odd scalars",
  "many long numbers",
  "a contact that is a text, again and again",
]) {
  for (const [how, options] of [
    ["reported to onDrift", { onDrift: () => {} }],
    ["with strict", { strict: true }],
  ]) {
    cases.push({
      name: `${name}, ${how}`,
      base: BASE,
      make: (bytes) => QLARA_PAGE(bytes)(PAGES[name], options),
      ordinary: ordinaryPage,
    });
  }
}
for (const [texts, call] of [
  [HEYMARKET, (api) => api.listConversations({ id: 1, filters: {} })],
  [MESSAGES, (api) => api.listTeamMessages({})],
]) {
  for (const [name, text] of Object.entries(texts)) {
    const make = (given) => (bytes) => {
      const body = bytesOf(given(bytes));
      const api = heymarket(() => body);
      return { bytes: body.length, run: () => settled(call(api)) };
    };
    cases.push({ name, base: BASE, make: make(text), ordinary: ordinaryPage });
  }
}
cases.push({
  name: "messages",
  base: BASE,
  make: (bytes) => {
    const body = bytesOf(filled(bytes, message, "[", ",", "]"));
    const api = heymarket(() => body);
    return { bytes: body.length, run: () => settled(api.listTeamMessages({})) };
  },
  ordinary: ordinaryPage,
});
for (const [name, size] of [
  ["a body in pieces of one byte", 1],
  ["a body in pieces of a hundred bytes", 100],
]) {
  cases.push({
    name,
    base: KIB,
    make: (bytes) => {
      const body = bytesOf(page(bytes));
      const pieces = [];
      for (let at = 0; at < body.length; at += size) pieces.push(body.subarray(at, at + size));
      const api = qlara(() => respond(pieces));
      return {
        bytes: body.length,
        run: () => settled(api.listConversations({})),
        without: () => readAll(respond(pieces)),
      };
    },
    ordinary: ordinaryPage,
  });
}
cases.push({
  name: "a count of many digits",
  base: BASE,
  make: (bytes) => {
    const body = bytesOf("5".repeat(bytes));
    const api = heymarket(() => body);
    return { bytes, run: () => settled(api.countConversations()) };
  },
  ordinary: ordinaryPage,
});

export default cases;
