// Recipients as people paste them: what is sent is the number that libphonenumber reads, or nothing.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString as judge,
} from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { Heymarket, InvalidArgumentError, InvalidRequestError } from "threadline";

const requests = []; // what came: the URL, and the body
const api = new Heymarket({
  apiKey: "key",
  maxRetries: 0,
  rateLimit: false,
  coalesce: false,
  fetch: async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    requests.push({ url: request.url, body: text ? JSON.parse(text) : undefined });
    const reply = request.method === "GET" ? [] : /send$/.test(request.url) ? { id: 1 } : "ok";
    return new Response(JSON.stringify(reply), { headers: { "content-type": "application/json" } });
  },
});

const SENDER = { inboxId: 1, creatorId: 2, text: "Hi" };
const MEMBER = { inboxId: 1, userId: 2 };

/** What a call sends; undefined if it is rejected with the path and sends nothing. */
const sent = async (call, path) => {
  requests.length = 0;
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof InvalidArgumentError, error);
    assert.equal(error.path, path);
    assert.equal(requests.length, 0);
    return undefined;
  }
  assert.equal(requests.length, 1);
  return requests[0];
};

/** Each place where a number may be, with what a form of it is sent as there. */
const PLACES = {
  target: async (form) =>
    (await sent(api.markRead({ ...MEMBER, target: form }), "target"))?.body.target,
  targets: async (form) =>
    (await sent(api.closeConversation({ ...MEMBER, targets: [form] }), "targets[0]"))?.body
      .targets[0],
  phoneNumber: async (form) =>
    (await sent(api.sendMessage({ ...SENDER, phoneNumber: form }), "phoneNumber"))?.body
      .phone_number,
  "phoneNumber in the query": async (form) => {
    const request = await sent(api.listMessages({ phoneNumber: form, inboxId: 1 }), "phoneNumber");
    return request && new URL(request.url).searchParams.get("phoneNumber");
  },
};
const COUNTRIES = getCountries()
  .map((country) => getExampleNumber(country, examples))
  .filter(Boolean);

const digitsIn = (zero) => (text) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

// How a number is written so that it surely can be read.
const CLEAR = {
  "with a plus": ({ number }) => number,
  without: ({ number }) => number.slice(1),
  "in groups": (number) => number.formatInternational(),
  "with no-break spaces": (number) => number.formatInternational().replaceAll(" ", "\u{a0}"),
  "with narrow ones": (number) => number.formatInternational().replaceAll(" ", "\u{202f}"),
  "with no-break hyphens": (number) => number.formatInternational().replaceAll(" ", "\u{2011}"),
  "with en dashes": (number) => number.formatInternational().replaceAll(" ", "\u{2013}"),
  "between marks of direction": (number) => `\u{202a}${number.formatInternational()}\u{202c}`,
  "between isolates": (number) => `\u{2068}${number.formatInternational()}\u{2069}`,
  "behind a byte order mark": ({ number }) => `\u{feff}${number}`,
  "with soft hyphens": ({ number }) => [...number].join("\u{ad}"),
  "at full width": (number) =>
    digitsIn(0xff10)(number.formatInternational()).replace("+", "\u{ff0b}"),
  "in Arabic digits": (number) => digitsIn(0x660)(number.formatInternational()),
  "in Persian digits": (number) => digitsIn(0x6f0)(number.formatInternational()),
  "with its area in parentheses": (number) =>
    number.formatInternational().replace(/ (\d+)/, " ($1)"),
  "with its country in parentheses": (number) =>
    number.formatInternational().replace(/^(\+\d+)/, "($1)"),
  "as a URI": (number) => number.getURI(),
  "as a URI in capitals": (number) => number.getURI().toUpperCase(),
  "as a URI of a message": ({ number }) => `sms:${number}`,
  "for WhatsApp": ({ number }) => `whatsapp:${number}`,
  "behind a label": (number) => `Mobile: ${number.formatInternational()}`,
  "on a line of its own": (number) => `  ${number.formatInternational()}\n`,
};

/** Whether a zero precedes it when dialled domestically. */
const isDialledWithZero = ({ nationalNumber, country, number }) =>
  judge(`0${nationalNumber}`, country)?.number === number;

// How it is written so that it perhaps can.
const UNCLEAR = {
  "with a zero that is dialled at home": (number) =>
    number.formatInternational().replace(" ", " (0)"),
  "with such a zero between spaces": (number) => number.formatInternational().replace(" ", " (0) "),
  "as it is dialled at home, behind its country code": (number) =>
    `+${number.countryCallingCode} ${number.formatNational()}`,
  "as it is dialled at home, that prefix in parentheses": (number) =>
    `+${number.countryCallingCode} ${number.formatNational().replace(/^0/, "(0)")}`,
};

// How it is written so that it cannot.
const WRONG = {
  "as it is dialled from Europe": ({ number }) => number.replace("+", "00"),
  "as it is dialled from America": ({ number }) => number.replace("+", "011 "),
  "with an extension": ({ number }) => `${number} x99`,
  "with one in words": (number) => `${number.formatInternational()} ext. 99`,
  "with one in a URI": ({ number }) => `tel:${number};ext=99`,
  "with two numbers": ({ number }) => `${number} / ${number}`,
};

describe("the example number of every country, in every place,", () => {
  for (const [form, write] of Object.entries(CLEAR)) {
    test(`goes out as its digits when it is written ${form}`, async () => {
      for (const number of COUNTRIES) {
        const text = write(number);
        for (const [place, send] of Object.entries(PLACES)) {
          assert.equal(
            await send(text),
            number.number.slice(1),
            `${place}: ${JSON.stringify(text)}`,
          );
        }
      }
    });
  }

  for (const [form, write] of Object.entries(UNCLEAR)) {
    test(`is sent as its digits or not at all when it is written ${form}`, async () => {
      let count = 0;
      for (const number of COUNTRIES) {
        const text = write(number);
        if (text.includes("(0)") && !isDialledWithZero(number)) continue;
        for (const [place, send] of Object.entries(PLACES)) {
          const digits = await send(text);
          if (digits === undefined) continue;
          count++;
          const hint = `${place}: ${JSON.stringify(text)}`;
          assert.equal(digits, number.number.slice(1), hint);
          assert.equal(digits, judge(text)?.number.slice(1), `the judge of ${hint}`);
        }
      }
      assert.ok(count > 200, `${count} went out`);
    });
  }

  for (const [form, write] of Object.entries(WRONG)) {
    test(`does not go out when it is written ${form}`, async () => {
      for (const number of COUNTRIES) {
        const text = write(number);
        for (const [place, send] of Object.entries(PLACES)) {
          assert.equal(await send(text), undefined, `${place}: ${JSON.stringify(text)}`);
        }
      }
    });
  }
});

describe("what a service quotes of a recipient is in no error:", () => {
  const EMAIL = { inbox: 1, creatorId: 2, rawText: "Hi" };
  const quoting = new Heymarket({
    apiKey: "key",
    maxRetries: 0,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const body = JSON.parse((await request.text()) || "{}");
      const asked = new URL(request.url).searchParams.get("phoneNumber");
      const recipient = body.target ?? body.targets?.[0] ?? body.phone_number ?? asked;
      return new Response(JSON.stringify({ message: `no such target: ${recipient}.` }), {
        status: 400,
        headers: { "content-type": "application/json" },
      });
    },
  });
  for (const [form, call] of [
    ["a number with a zero", () => quoting.markRead({ ...MEMBER, target: "+44 (0)20 7946 0958" })],
    ["one in a URI", () => quoting.markRead({ ...MEMBER, targets: ["tel:+1-415-555-1234"] })],
    ["one in other digits", () => quoting.markRead({ ...MEMBER, target: "+١٤١٥٥٥٥١٢٣٤" })],
    ["one in a query", () => quoting.listMessages({ inboxId: 1, phoneNumber: "+1 (415) 5551234" })],
    ["a short code", () => quoting.markRead({ ...MEMBER, target: "sms:123-456" })],
    ["an address", () => quoting.markRead({ ...MEMBER, target: "\u{202a}jo@example.com\u{202c}" })],
    ["addresses", () => quoting.sendEmail({ ...EMAIL, targets: ["cc: a@b.example, c@d.example"] })],
    ["an address alone", () => quoting.sendEmail({ ...EMAIL, targets: [" jo@example.com "] })],
  ]) {
    test(form, async () => {
      const error = await call().catch((error) => error);
      assert.ok(error instanceof InvalidRequestError, error);
      assert.match(error.message, /no such target: \S*\[…\]\.$/);
      assert.doesNotMatch(`${error.message}${error.body}`, /\d{5}|@/);
    });
  }
});

describe("a short code, an address and a visitor of a chat", () => {
  for (const target of ["12345", "262966", "911", "jo+news@example.com", "visitor-83ab"]) {
    test(`go out as they are: ${target}`, async () => {
      assert.equal(await PLACES.target(target), target);
      assert.equal(await PLACES.targets(target), target);
      assert.equal(await PLACES.phoneNumber(target), undefined);
    });
  }
});

describe("a group", () => {
  const groups = [
    [["14155551234", "+1 415 555-1234"], ["14155551234"]],
    [["14155551234"], ["14155551234"]],
    [
      ["14155551234", "14155551234", "tel:+14155555678", "+1 (415) 555-1234"],
      ["14155551234", "14155555678"],
    ],
    [
      ["14155551234", "+44 (0)20 7946 0958"],
      ["14155551234", "442079460958"],
    ],
  ];
  for (const [given, expected] of groups) {
    test(`has each number once: ${JSON.stringify(given)}`, async () => {
      const { body } = await sent(api.sendMessage({ ...SENDER, targets: given }));
      assert.deepEqual(body.targets, expected);
      const { body: marked } = await sent(api.markUnread({ ...MEMBER, targets: given }));
      assert.deepEqual(marked.targets, expected);
    });
  }

  test("of 100,000 is written in no more time than they take", async () => {
    const targets = Array.from({ length: 100_000 }, (_, at) => String(14_000_000_000 + at));
    const { body } = await sent(api.sendMessage({ ...SENDER, targets }));
    assert.deepEqual(body.targets, targets);
  });
});

describe("an e-mail", () => {
  const EMAIL = { inbox: 1, creatorId: 2, rawText: "Hi" };
  const rows = [
    ["to:a@example.com", "to:a@example.com"],
    ["to:a@example.com,b@example.com", "to:a@example.com,b@example.com"],
    ["cc: a@example.com, b@example.com", "cc:a@example.com,b@example.com"],
    ["bcc:a@example.com", "bcc:a@example.com"],
    ["To: a@example.com", "to:a@example.com"],
    ["a@example.com", "to:a@example.com"],
    [""],
    ["to:"],
    ["to:nobody"],
    ["to:a@example.com,"],
    ['to:"Doe, Jane" <jane@example.com>'],
    ["to:a@example.com\r\nbcc:b@example.com"],
    ["to:a@example.com\n"],
    ["to:a\0@example.com"],
    [7],
    [null],
  ];
  for (const [given, expected] of rows) {
    test(`${expected ? "goes" : "does not go"} to ${JSON.stringify(given)}`, async () => {
      const targets = ["cc:c@example.com", given];
      const request = await sent(api.sendEmail({ ...EMAIL, targets }), "targets[1]");
      assert.deepEqual(request?.body.targets[1], expected);
    });
  }

  test("has a subject of one line, and a message an author of one line", async () => {
    for (const line of ["Order 7\r\nbcc: b@example.com", "a\0b", "a\u0085b", "a\tb"]) {
      const call = api.sendEmail({ ...EMAIL, convoId: 1, convTitle: line });
      assert.equal(await sent(call, "convTitle"), undefined);
      const message = api.sendMessage({ ...SENDER, chatId: 1, author: line });
      assert.equal(await sent(message, "author"), undefined);
    }
    const { body } = await sent(api.sendEmail({ ...EMAIL, convoId: 1, convTitle: "Ré: 注文 👋" }));
    assert.equal(body.conv_title, "Ré: 注文 👋");
  });
});

describe("a time in seconds", () => {
  const input = { phoneNumber: "14155551234", inboxId: 1 };
  const SECONDS = 1_776_007_800;
  const asked = async (timestamp) => {
    const request = await sent(api.listMessages({ ...input, timestamp }), "timestamp");
    return request && new URL(request.url).searchParams.get("timestamp");
  };

  test("is sent as it is, and a Date or a text as the seconds that it is", async () => {
    for (const [given, expected] of [
      [0, "0"],
      [SECONDS, String(SECONDS)],
      [new Date(SECONDS * 1000), String(SECONDS)],
      ["2026-04-12T15:30:00Z", String(SECONDS)],
      ["9999-12-31T23:59:59Z", "253402300799"],
      [253_402_300_800, "253402300800"],
    ]) {
      assert.equal(await asked(given), expected, String(given));
    }
  });

  test("is not in milliseconds, for a page and for the iterator", async () => {
    for (const given of [SECONDS * 1000, Date.now(), 253_402_300_801, 99_999_999_999_999]) {
      assert.equal(await asked(given), undefined);
      const pages = api.messages({ ...input, timestamp: given });
      assert.equal(await sent(pages.next(), "timestamp"), undefined);
      await assert.rejects(api.listMessages({ ...input, timestamp: given }), /milliseconds/);
    }
  });
});
