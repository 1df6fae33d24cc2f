// How the fake services may be used, and how they may not.

import { Heymarket, Qlara } from "threadline";
import { type ArrivedRequest, type FakeServices, fakeServices } from "threadline/testing";
import { expectType } from "./expect.js";

export const use = async () => {
  const fake = await fakeServices();
  expectType<FakeServices>().of(fake, true);
  new Heymarket({ apiKey: fake.keys.heymarket, fetch: fake.fetch });
  new Heymarket({ secrets: fake.secrets.heymarket, fetch: fake.fetch });
  new Qlara({ apiKey: fake.keys.qlara, fetch: fake.fetch });
  fake.faults({
    "qlara.reply": [{ status: 429, headers: [["retry-after", "1"]] }, { sending: "resetAfter" }],
    "heymarket.sendMessage": [{ sending: "resetAfter" }],
    "heymarket.*": [{ delayMs: 500, repeat: true }],
    "*": [{ body: { json: null } }, { sending: { drip: 10 } }],
  });
  expectType<ArrivedRequest[]>().of(fake.requests(), true);
};

export const wrong = (fake: FakeServices) => {
  // @ts-expect-error: no operation of that name
  fake.faults({ "qlara.countConversations": [] });
  // @ts-expect-error: an iterator is not an operation
  fake.faults({ "heymarket.conversations": [] });
  // @ts-expect-error: nor is what is made of two
  fake.faults({ "heymarket.assignableUsers": [] });
  // @ts-expect-error: a list, not a fault
  fake.faults({ "*": {} });
  // @ts-expect-error: no such member
  fake.faults({ "*": [{ state: 500 }] });
  // @ts-expect-error: no such way to send
  fake.faults({ "*": [{ sending: "never" }] });
};

export const byHand = async () => {
  const fake = await fakeServices();
  await fake.fetch("https://api.heymarket.com/v1/inboxes");
  await fake.fetch({ href: "https://api.heymarket.com/v1/inboxes" }, { method: "GET" });
};
