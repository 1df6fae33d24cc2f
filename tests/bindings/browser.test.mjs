// Every operation from a module in Rust, in Chromium, and what a browser does by itself.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startFake } from "../runtimes/support/fake.mjs";
import { startChromium } from "./support/carriers.mjs";
import { callsOf, OPERATIONS } from "./support/samples.mjs";

describe("in a page", () => {
  let fake;
  let page;
  before(async () => {
    [fake, page] = await Promise.all([startFake(), startChromium()]);
  });
  after(async () => {
    await page?.stop();
    fake?.stop();
  });

  for (const sample of OPERATIONS) {
    test(`${sample.title} is taken`, async () => {
      await fake.reset();
      const { url, keys } = fake;
      const { values, error } = await page.results({ url, keys, calls: callsOf(sample) });
      assert.equal(error, undefined);
      assert.equal(values.at(-1) === undefined, sample.output === undefined);
    });
  }

  test("a key is rejected, and a token that would go to the service itself, unless that is allowed", async () => {
    const ends = await page.evaluate(() => {
      const end = (options) => {
        try {
          return typeof new window.module.Heymarket(options);
        } catch (error) {
          return error.path;
        }
      };
      const token = async () => "t";
      const dangerouslyAllowBrowser = true;
      return [
        end({ apiKey: "k" }),
        end({ apiKey: "k", dangerouslyAllowBrowser }),
        end({ token }),
        end({ token, baseUrl: location.origin }),
      ];
    });
    assert.deepEqual(ends, ["api_key", "object", "base_url", "object"]);
  });

  test("a signal aborts a call with its reason", async () => {
    const reason = await page.evaluate(async (baseUrl) => {
      const api = new window.module.Heymarket({ token: () => "t", baseUrl });
      const controller = new AbortController();
      const call = api.countConversations({}, controller.signal).catch((reason) => reason);
      controller.abort("enough");
      return call;
    }, fake.url);
    assert.equal(reason, "enough");
  });
});

describe("a response of the page's own origin", () => {
  /** What a head is written as, by the number that the operation counts for. */
  const HEADS = {
    "that is a redirect is not followed, although the page cannot see it": [
      "HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n",
      "REDIRECT",
    ],
    "of which only the status line came is none": ["HTTP/1.1 200 OK\r\n\r\n", "CONNECTION"],
    "that is not HTTP at all is none": ["hello", "CONNECTION"],
    "that is shorter than announced is broken": [
      "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n30",
      "CONNECTION",
    ],
    "of the announced length is whole": ["HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n300", 300],
    "without a length is whole as well": ["HTTP/1.1 200 OK\r\nx-a: b\r\n\r\n300", 300],
    "that is announced as empty was not expected": [
      "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
      "DECODE",
    ],
  };
  let page;
  let head;
  before(async () => {
    page = await startChromium((request) => request.socket.end(head));
  });
  after(() => page?.stop());

  for (const [title, [written, end]] of Object.entries(HEADS)) {
    test(title, async () => {
      head = written;
      const found = await page.evaluate(() => {
        const options = { token: () => "t", baseUrl: location.origin, maxRetries: 0 };
        const api = new window.module.Heymarket(options);
        return api.countConversations().catch(({ code }) => code);
      });
      assert.equal(found, end);
    });
  }

  test("of which only the status line came confirms nothing", async () => {
    head = "HTTP/1.1 200 OK\r\n\r\n";
    const found = await page.evaluate(() => {
      const options = { token: () => "t", baseUrl: location.origin, maxRetries: 0 };
      const api = new window.module.Heymarket(options);
      return api.deleteScheduledMessage({ id: 31 }).catch(({ code }) => code);
    });
    assert.equal(found, "CONNECTION");
  });
});
