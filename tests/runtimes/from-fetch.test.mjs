// docs/from-fetch.md: its code runs, and each line of its tables is so, by hand and with threadline.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { fakeServices } from "threadline/testing";

const here = (path) => new URL(path, import.meta.url);
const document = await readFile(here("../docs/from-fetch.md"), "utf8");

const folder = here("../from-fetch/");
await mkdir(folder, { recursive: true });
const modules = {};
for (const [, name, code] of document.matchAll(/^```js (\S+)\.js\n([\s\S]*?)^```$/gm)) {
  const file = new URL(`${name}.js`, folder);
  await writeFile(file, code);
  modules[name] = await import(file);
}

const { openConversations: readByHand } = modules["conversations-by-hand"];
const { openConversations: read } = modules.conversations;
const { reply: replyByHand } = modules["reply-by-hand"];
const { reply } = modules.reply;

/** `line` tries a line of the table below a heading; `allTried` says whether each has been. */
const table = (heading) => {
  const [, below] = document.split(`## ${heading}\n`);
  const rows = below.split("\n## ")[0].match(/^\| .* \|$/gm).length - 1;
  let tried = 0;
  const line = (name, body) => {
    tried++;
    test(name, body);
  };
  const allTried = () => test("each line of the table is tried", () => assert.equal(tried, rows));
  return { line, allTried };
};

describe("reading everything,", () => {
  const { line, allTried } = table("Reading everything");
  const who = async (faults = {}, options = {}) => {
    const fake = await fakeServices();
    fake.options(options);
    fake.faults(faults);
    return { fake, apiKey: fake.keys.heymarket, userId: 1111, inboxId: 2222, fetch: fake.fetch };
  };
  const LIST = "heymarket.listConversations";

  test("both give the same conversations", async () => {
    const [byHand, ours] = [await readByHand(await who()), await read(await who())];
    assert.ok(ours.length > 50);
    assert.deepEqual(
      ours.map(({ id }) => Number(id)),
      byHand.map(({ id }) => id),
    );
  });

  line("an id beyond 2^53 is changed by hand, and kept", async () => {
    const ids = async (all) => (await all).map(({ id }) => String(id));
    const nightDesk = { ...(await who()), inboxId: 2226 };
    assert.ok(!(await ids(readByHand(nightDesk))).includes("9007199254740993"));
    assert.ok((await ids(read(nightDesk))).includes("9007199254740993"));
  });

  line("a busy service fails by hand, and is waited for", async () => {
    for (const status of [429, 503]) {
      const faults = { [LIST]: [{}, { status, headers: [["retry-after-ms", "10"]] }] };
      await assert.rejects(readByHand(await who(faults)), { message: `Heymarket says ${status}` });
      assert.equal((await read(await who(faults))).length, (await read(await who())).length);
    }
  });

  line("a response that breaks off fails by hand, and is retried", async () => {
    const faults = { [LIST]: [{}, { sending: "resetHalfway" }] };
    await assert.rejects(readByHand(await who(faults)));
    assert.equal((await read(await who(faults))).length, (await read(await who())).length);
  });

  line("a response that never comes is awaited forever by hand", async () => {
    const faults = { [LIST]: [{ sending: "stall", repeat: true }] };
    const ended = await Promise.race([
      readByHand(await who(faults)).catch(() => "ended"),
      new Promise((resolve) => setTimeout(resolve, 300, "still waiting")),
    ]);
    assert.equal(ended, "still waiting");
    const { apiKey, fetch } = await who(faults);
    const hurried = new Heymarket({ apiKey, fetch, deadlineMs: 100 });
    const call = hurried.listConversations({ id: 1111, filters: {} });
    await assert.rejects(call, { name: "TimeoutError" });
  });

  line("a page of HTML is a SyntaxError by hand, and a DecodeError", async () => {
    const faults = { [LIST]: [{ body: "html", repeat: true }] };
    await assert.rejects(readByHand(await who(faults)), SyntaxError);
    await assert.rejects(read(await who(faults)), (error) => {
      assert.equal(error.name, "DecodeError");
      assert.match(error.body, /^</);
      return true;
    });
  });

  line("a bare id in place of an object stays a bare id by hand", async () => {
    const observed = { spelling: "observed" };
    const byHand = await readByHand(await who({}, observed));
    assert.ok(byHand.some(({ assigned }) => typeof assigned === "number"));
    for (const { assigned } of await read(await who({}, observed))) {
      assert.ok(assigned === null || Number.isInteger(assigned.id));
    }
  });

  line("a page that begins with the end of the previous one is read forever by hand", async () => {
    const inclusive = { inclusive: true };
    const { fetch, ...rest } = await who({}, inclusive);
    let requests = 0;
    const counted = (...request) => {
      if (++requests > 200) throw new Error("enough");
      return fetch(...request);
    };
    await assert.rejects(readByHand({ ...rest, fetch: counted }), { message: "enough" });
    const ids = (await read(await who({}, inclusive))).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  allTried();
});

describe("sending once,", () => {
  const { line, allTried } = table("Sending once");
  const chatId = "810006";
  const who = async (faults = {}) => {
    const fake = await fakeServices();
    fake.faults({ "qlara.reply": faults });
    const { fetch } = fake;
    return { fake, call: { apiKey: fake.keys.qlara, chatId, message: "On its way!", fetch } };
  };
  /** How often the customer gets it. */
  const received = async (fake) => {
    const qlara = new Qlara({ apiKey: fake.keys.qlara, fetch: fake.fetch });
    const messages = await qlara.listMessages({ chatId });
    return messages.filter(({ text }) => text === "On its way!").length;
  };

  test("both send a message", async () => {
    for (const send of [replyByHand, reply]) {
      const { fake, call } = await who([]);
      await send(call);
      assert.equal(await received(fake), 1);
    }
  });

  line("a lost response makes three messages by hand, and one", async () => {
    const lost = [{ sending: "resetAfter", repeat: true }];
    const byHand = await who(lost);
    await assert.rejects(replyByHand(byHand.call));
    assert.equal(await received(byHand.fake), 3);
    const ours = await who(lost);
    assert.equal(await reply(ours.call), "unknown");
    assert.equal(await received(ours.fake), 1);
  });

  line("a rate limit fails by hand, and is waited for", async () => {
    const busy = { status: 429, headers: [["retry-after-ms", "50"]] };
    const byHand = await who([busy, busy, busy]);
    await assert.rejects(replyByHand(byHand.call), { message: "Qlara says 429" });
    const ours = await who([busy]);
    assert.equal(await reply(ours.call), "accepted");
    assert.equal(await received(ours.fake), 1);
  });

  line("a misspelt key is sent by hand, and rejected", async () => {
    const { fake, call } = await who([]);
    const qlara = new Qlara({ apiKey: call.apiKey, fetch: call.fetch });
    await assert.rejects(qlara.reply({ chatId, mesage: "Hello" }), (error) => {
      assert.equal(error.name, "InvalidArgumentError");
      assert.match(error.message, /did you mean message\?/);
      return true;
    });
    assert.equal(fake.requests().length, 0);
  });

  allTried();
});
