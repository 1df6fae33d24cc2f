// The clients. Here they talk to fake services in memory, so that the app runs without an account.
//
// For the real ones, give each `baseUrl` (your endpoint that keeps the keys, as examples/cloudflare-worker/ does), `token`
// (which proves to it who the user is) and `idempotencyKeys: true` (so that nothing is sent twice), and nothing else: a
// page never holds a key. These keys are fake.

import { Heymarket, Qlara } from "threadline";
import { fakeServices } from "threadline/testing";

const fake = await fakeServices();
const { fetch, keys } = fake;
// The form of Qlara's responses in which contacts have names.
fake.options({ qlara: { spelling: "nested" } });

const madeUp = { fetch, dangerouslyAllowBrowser: true };

export const heymarket = new Heymarket({ apiKey: keys.heymarket, ...madeUp });
export const qlara = new Qlara({ apiKey: keys.qlara, ...madeUp });

/** What may go wrong, to see how the app handles it. */
const whatIf = {
  "everything works": {},
  "the network is down": { "*": [{ sending: "resetBefore", repeat: true }] },
  "the response to a reply is lost": {
    "heymarket.sendMessage": [{ sending: "resetAfter", repeat: true }],
    "qlara.reply": [{ sending: "resetAfter", repeat: true }],
  },
  "there are too many requests": {
    "*": [{ status: 429, headers: [["retry-after", "60"]], repeat: true }],
  },
  "responses are malformed": { "*": [{ body: "html", status: 200, repeat: true }] },
};

export const troubles = Object.keys(whatIf);

export function make(trouble) {
  fake.clearFaults();
  fake.faults(whatIf[trouble]);
}
