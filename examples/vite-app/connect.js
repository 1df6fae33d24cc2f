// The clients. Here they talk to made-up services in memory, so that the app runs without an account.
//
// For the real ones, give each `baseUrl` (an endpoint of yours that keeps the keys, as
// examples/cloudflare-worker/ does) and `token` (what proves to it who is at the page), and nothing else:
// a page never holds a key. These keys open nothing.

import { Heymarket, Qlara } from "threadline";
import { fakeServices } from "threadline/testing";

const fake = await fakeServices();
const { fetch, keys } = fake;
// Of the forms that Qlara's replies may have, the one in which contacts have names.
fake.options({ qlara: { spelling: "nested" } });

const madeUp = { fetch, dangerouslyAllowBrowser: true };

export const heymarket = new Heymarket({ apiKey: keys.heymarket, ...madeUp });
export const qlara = new Qlara({ apiKey: keys.qlara, ...madeUp });

/** What may go wrong, for you to see what the app makes of it. */
const whatIf = {
  "all goes well": {},
  "the network is gone": { "*": [{ sending: "resetBefore", repeat: true }] },
  "the answer to a reply is lost": {
    "heymarket.sendMessage": [{ sending: "resetAfter", repeat: true }],
    "qlara.reply": [{ sending: "resetAfter", repeat: true }],
  },
  "there are too many requests": {
    "*": [{ status: 429, headers: [["retry-after", "60"]], repeat: true }],
  },
  "the answers are not what is documented": { "*": [{ body: "html", status: 200, repeat: true }] },
};

export const troubles = Object.keys(whatIf);

export function make(trouble) {
  fake.clearFaults();
  fake.faults(whatIf[trouble]);
}
