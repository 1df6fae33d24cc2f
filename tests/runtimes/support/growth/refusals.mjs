// Error responses: what the service says in them is searched for what was sent.

import { bytesOf, filled, heymarket, KIB, qlara, respond, settled, words } from "./services.mjs";

const numbers = (bytes) => filled(bytes, (i) => String(1_000_000 + i * 7), "", " ");
const targets = (bytes) =>
  Array.from({ length: Math.ceil(bytes / 14) }, (_, i) => String(14_155_550_000 + i));

const refused = (said, status = 400, headers = {}) => {
  const body = [bytesOf(said)];
  return { length: body[0].length, answer: () => respond(body, { status, headers }) };
};

const reply = (message, said, ...how) => {
  const { length, answer } = refused(said, ...how);
  const api = qlara(answer);
  return {
    bytes: message.length + length,
    run: () => settled(api.reply({ chatId: 1, message })),
  };
};

const markRead = (list, said, ...how) => {
  const { length, answer } = refused(said, ...how);
  const api = heymarket(answer);
  return {
    bytes: list.length * 14 + length,
    run: () => settled(api.markRead({ inboxId: 1, userId: 2, targets: list })),
  };
};

const said = (text) => JSON.stringify({ message: text });
const SAID = said(words(4_300));
const PAGE = `<!DOCTYPE html><html><body>${`<p>${words(60)}</p>`.repeat(75)}</body></html>`;

// Much was sent, and little is said. Above 256 KiB the words are left out, so that it ends there.
const SENT = {
  "many numbers": (bytes) => reply(numbers(bytes), SAID),
  "many numbers, rejected without a message": (bytes) => reply(numbers(bytes), "{}"),
  "many numbers, rejected by numbers": (bytes) => reply(numbers(bytes), said(numbers(4_300))),
  "many numbers, each a key": (bytes) => {
    const body = Object.fromEntries(
      numbers(bytes)
        .split(" ")
        .map((number) => [number, 1]),
    );
    const { answer } = refused(SAID);
    const api = qlara(answer);
    return { bytes, run: () => settled(api.reply({ body })) };
  },
  "many targets": (bytes) => markRead(targets(bytes), PAGE, 503),
  "many targets, rejected by targets": (bytes) =>
    markRead(targets(bytes), said(targets(4_300).join(" "))),
  "many addresses": (bytes) => {
    const { answer } = refused(SAID);
    const api = heymarket(answer);
    const list = filled(bytes, (i) => `someone${i}@example.com`, "to:");
    const input = { inbox: 1, creatorId: 2, text: "See you at nine", targets: [list] };
    return { bytes, run: () => settled(api.sendEmail(input)) };
  },
  "one long text": (bytes) => reply(words(bytes), SAID),
  "one long text of one letter": (bytes) => reply("a".repeat(bytes), said("a".repeat(4_300))),
  "one long text of escapes": (bytes) =>
    reply("\u0001".repeat(bytes / 6), said("\\".repeat(4_300))),
  "one long text of backslashes": (bytes) =>
    reply("\\".repeat(bytes / 2), said("\\".repeat(4_300))),
  "one long text of percent signs": (bytes) =>
    reply("%25".repeat(bytes / 3), said("%25".repeat(1_400))),
  "one long text of ampersands": (bytes) =>
    reply("&amp;".repeat(bytes / 5), said("&amp;".repeat(900))),
  "many short texts": (bytes) => {
    const list = filled(bytes, (i) => `w${i.toString(36)}x`, "", " ").split(" ");
    const { answer } = refused(SAID);
    const api = qlara(answer);
    return { bytes, run: () => settled(api.reply({ body: { list } })) };
  },
};

const MESSAGE = "See you at nine, in the harbour";

// Little was sent, and much is said.
const WORDS = {
  "a message that repeats what was sent": (bytes) =>
    reply(MESSAGE, said(MESSAGE.repeat(bytes / MESSAGE.length))),
  "a message that repeats what was sent, letter by letter": (bytes) =>
    reply(
      MESSAGE,
      said(
        [...MESSAGE]
          .map((letter) => letter.repeat(8))
          .join("")
          .repeat(bytes / 250),
      ),
    ),
  "a message that repeats what was sent, many layers deep": (bytes) =>
    reply(MESSAGE, said("\\\\\\\\\\\\\\\\S\\\\\\\\\\\\\\\\e".repeat(bytes / 36))),
  "words that are backslashes": (bytes) => reply(MESSAGE, said("\\".repeat(bytes / 2))),
  "words that are percent signs": (bytes) => reply(MESSAGE, said("%25".repeat(bytes / 3))),
  "words that are ampersands": (bytes) => reply(MESSAGE, said("&amp;".repeat(bytes / 5))),
  "words that are control characters": (bytes) => reply(MESSAGE, said("\u0001".repeat(bytes / 6))),
  "words that are blanks": (bytes) => reply(MESSAGE, said(" ".repeat(bytes))),
  "words in a page": (bytes) => reply(MESSAGE, PAGE.repeat(Math.ceil(bytes / PAGE.length)), 503),
  "words in many members": (bytes) =>
    reply(
      MESSAGE,
      filled(bytes, () => '"message":"no"', "{", ",", "}"),
    ),
  "words in members with escaped keys": (bytes) =>
    reply(
      MESSAGE,
      filled(bytes, () => String.raw`"\u006d\u0065ssage":"no"`, "{", ",", "}"),
    ),
  "words in nested objects": (bytes) =>
    reply(MESSAGE, `${'{"error":'.repeat(bytes / 10)}1${"}".repeat(bytes / 10)}`),
  "words in nested objects, again and again": (bytes) =>
    reply(
      MESSAGE,
      filled(bytes, () => '"error":{"error":{"a":1}}', "{", ",", "}"),
    ),
  "words in nested lists": (bytes) => reply(MESSAGE, "[".repeat(bytes)),
  "a wait of many digits": (bytes) => reply(MESSAGE, `{"retryAfter":1${"0".repeat(bytes)}}`, 429),
  "a wait again and again": (bytes) =>
    reply(
      MESSAGE,
      filled(bytes, () => '"retryAfter":1', "{", ",", "}"),
      429,
    ),
  "words that are not UTF-8": (bytes) => {
    const body = [new Uint8Array(bytes).fill(0xe2)];
    const api = qlara(() => respond(body, { status: 400 }));
    return { bytes, run: () => settled(api.reply({ chatId: 1, message: MESSAGE })) };
  },
  "a success that does not confirm it": (bytes) => {
    const body = bytesOf(filled(bytes, (i) => `"a${i}":"${MESSAGE}"`, '{"ok":false,', ",", "}"));
    const api = heymarket(() => body);
    const input = { inboxId: 1, creatorId: 2, chatId: 3, text: MESSAGE };
    return { bytes, run: () => settled(api.sendMessage(input)) };
  },
  "a path that quotes what was sent": (bytes) => {
    const body = bytesOf(`[{"id":1,"${MESSAGE.repeat(bytes / MESSAGE.length)}":tru}]`);
    const api = qlara(() => body);
    return { bytes, run: () => settled(api.listMessages({ chatId: 14155551234 })) };
  },
};

const cases = [];
const ordinarySent = (bytes) => reply(words(Math.max(1, bytes - SAID.length)), SAID);
for (const [name, make] of Object.entries(SENT)) {
  cases.push({ name, base: 256, make, ordinary: ordinarySent, doublings: 10 });
  // What is above the bound, where nothing is searched.
  cases.push({ name: `${name}, beyond the bound`, base: 4 * KIB, make, ordinary: ordinarySent });
}
const ordinaryWords = (bytes) => reply(MESSAGE, said(words(bytes)));
for (const [name, make] of Object.entries(WORDS)) {
  cases.push({ name, base: 16 * KIB, make, ordinary: ordinaryWords });
}

export default cases;
